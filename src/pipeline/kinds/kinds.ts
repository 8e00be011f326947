/** Every kind of experiment, by the name that its documents have in their field `kind`. */
import { pair } from './pair/pair';

export const KINDS = { pair };

export type KindName = keyof typeof KINDS;

/** Of documents that do not say. */
export const USUAL_KIND: KindName = 'pair';
