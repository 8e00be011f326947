/** The forms of the page beside the usual one. */
import { Embed } from './embed/Embed';
import type { Mode } from './mode';
import { Present } from './present/Present';

export const OtherForm = ({ mode }: { readonly mode: Exclude<Mode, { readonly kind: 'page' }> }) =>
  mode.kind === 'present' ? <Present /> : <Embed picture={mode.picture} />;
