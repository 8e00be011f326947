/** What comes after the first script: the gallery, and the findings of its experiments. */
import { partOf } from '../LazyPart';

export const GALLERY = partOf(() => import('./Gallery'));
export const FINDINGS = partOf(() => import('./Findings'));
