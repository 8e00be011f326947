/** How every path between two networks is made; `jobs/paths.ts` says what it is called and what its one number is. */
import type { Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import type { DirectedDescentOptions } from '../directedDescent';
import { annealedRates, autoBand } from './autoBand';
import { relax, straightBand, type Band, type BandCheckpoint, type BandProgress } from './band';
import { bezier } from './bezier';
import { chain } from './chain';
import { layerLine, layerSteps } from './layerwise';
import { line } from './line';
import type { Curve, Path } from './path';
import { layerSlerp, slerp } from './slerp';

/** What is to be joined: two networks of one architecture, aligned before or not. */
export interface Ends {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  /** Control points, bends, pivots, cycles or layers; of no meaning to a path that counts nothing. */
  readonly size: number;
}

/** What a band needs beside its ends. */
export interface Relaxing extends DirectedDescentOptions {
  /** First training images on which losses between pivots are looked at. */
  readonly samples: number;
  /** Goes on from there. */
  readonly from?: BandCheckpoint | null | undefined;
}

/** Known at once. */
interface Joined {
  readonly found: 'at once';
  join(ends: Ends): Curve;
}

/** Of control points that `fit` finds by gradient descent. */
interface FittedPath {
  readonly found: 'by fit';
  /** The path with so many control points between its ends. */
  through(controls: number): Path;
}

/** Of networks that relax together, as a path through them all. */
export interface RelaxedPath {
  readonly found: 'by relaxation';
  through(controls: number): Path;
  /** Descents one after the other, each of all epochs. */
  cycles(size: number): number;
  relax(
    engine: DatasetEngine,
    ends: Ends,
    options: Relaxing,
  ): AsyncGenerator<BandProgress, Band, void>;
}

export type PathEntry = Joined | FittedPath | RelaxedPath;

/** Every one meets A at alpha = 0 and B at alpha = 1, but the layer-wise line, which ends where its layers do. */
export const PATHS = {
  line: { found: 'at once', join: ({ a, b }) => ({ path: line, basis: [a, b] }) },
  bezier: { found: 'by fit', through: bezier },
  chain: { found: 'by fit', through: chain },
  neb: {
    found: 'by relaxation',
    through: chain,
    cycles: () => 1,
    relax: (engine, { a, b, size }, options) =>
      relax(engine, straightBand(a, b, size), { ...options, spring: Infinity }),
  },
  'auto-neb': {
    found: 'by relaxation',
    through: chain,
    cycles: (size) => size,
    relax(engine, { a, b, size }, options) {
      const rates = annealedRates(options.optimizer.learningRate, size);
      const start = { a, b, pivots: PIVOTS, rates, spring: Infinity };
      return autoBand(engine, { ...options, ...start });
    },
  },
  slerp: { found: 'at once', join: ({ a, b }) => slerp(a, b) },
  'layer-slerp': {
    found: 'at once',
    join: ({ architecture, a, b }) => layerSlerp(architecture, a, b),
  },
  'layer-line': {
    found: 'at once',
    join: ({ architecture, a, b, size }) => layerLine(architecture, a, b, size),
  },
  'layer-steps': {
    found: 'at once',
    join: ({ architecture, a, b }) => layerSteps(architecture, a, b),
  },
} as const satisfies Record<string, PathEntry>;

/** With which Draxler et al. begin. */
const PIVOTS = 3;
