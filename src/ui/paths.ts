/** Every path in words: its name, what it is in a few words, and who described it. */
import type { PathName } from '../store/state';

export interface PathWords {
  /** Row header of the tables, and its name in pictures and settings. */
  readonly label: string;
  /** What it is, to stand beside its name. */
  readonly note: string;
  /** Paper, with year and section. */
  readonly source: string;
}

/** In the order of the lists. */
export const PATHS: Readonly<Record<PathName, PathWords>> = {
  naive: {
    label: 'Naive',
    note: 'straight from A to B',
    source: 'Frankle et al. 2020, Sec. 2',
  },
  permuted: {
    label: 'Permuted',
    note: 'straight from π(A) to B',
    source: 'Benzing et al. 2022, Sec. 2',
  },
  'repaired-naive': {
    label: 'Naive, REPAIR',
    note: 'A to B, its units rescaled',
    source: 'Jordan et al. 2023',
  },
  repaired: {
    label: 'REPAIR',
    note: 'π(A) to B, its units rescaled',
    source: 'Jordan et al. 2023',
  },
  naive0: {
    label: 'Initial, naive',
    note: 'from A₀ to B₀, before training',
    source: 'Benzing et al. 2022, Fig. 1',
  },
  permuted0: {
    label: 'Initial, permuted',
    note: 'from π(A₀) to B₀',
    source: 'Benzing et al. 2022, Fig. 1',
  },
  bezier: {
    label: 'Bezier',
    note: 'a smooth curve, trained',
    source: 'Garipov et al. 2018, eq. 4',
  },
  chain: {
    label: 'Polygonal chain',
    note: 'straight pieces, trained bends',
    source: 'Garipov et al. 2018, eq. 3',
  },
  neb: {
    label: 'Elastic band',
    note: 'pivots relaxed, evenly apart',
    source: 'Draxler et al. 2018, Sec. 3.1',
  },
  'auto-neb': {
    label: 'AutoNEB',
    note: 'pivots added where it is high',
    source: 'Draxler et al. 2018, Sec. 3.2',
  },
  slerp: {
    label: 'Great arc',
    note: 'along a sphere (slerp)',
    source: 'Shoemake 1985',
  },
  'layer-slerp': {
    label: 'Great arcs by layer',
    note: 'slerp within each layer',
    source: 'Shoemake 1985',
  },
  'layer-line': {
    label: 'First layers',
    note: 'only they move, the others stay',
    source: 'Adilova et al. 2024',
  },
  'layer-steps': {
    label: 'Layer after layer',
    note: 'one moves, then the next',
    source: 'Adilova et al. 2024',
  },
};
