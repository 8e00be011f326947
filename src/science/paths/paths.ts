/** Every path between two networks, by name: what its one number counts, and how it is found. */
import { MAX_HIDDEN_LAYERS, type Architecture } from '../../model/architecture';
import type { Weights } from '../../model/weights';
import type { Engine } from '../../engine/engine';
import type { DescentOptions, DescentProgress } from '../descent';
import type { DirectedDescentProgress } from '../directedDescent';
import { annealedRates, autoBand } from './autoBand';
import { relax, straightBand, type Band } from './band';
import { bezier } from './bezier';
import { chain } from './chain';
import { fit } from './fit';
import { layerLine, layerSteps } from './layers';
import { line } from './line';
import type { Curve, Path } from './path';
import { layerSlerp, slerp } from './slerp';

/** What is to be joined: two networks of one architecture, aligned before or not. */
export interface Ends {
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly b: Weights;
  /** As the path's `size` says; of no meaning to a path without. */
  readonly size: number;
}

/** What a path that is found by descent needs beside its ends. */
export interface Descending extends DescentOptions {
  readonly orderSeed: number;
}

interface Entry {
  readonly label: string;
  readonly source: string;
  /** What its one number counts, and its range. */
  readonly size: {
    readonly label: string;
    readonly least: number;
    readonly most: number;
    readonly usual: number;
  } | null;
}

export type PathEntry = Entry &
  (
    | { readonly found: 'at once'; readonly join: (ends: Ends) => Curve }
    | {
        readonly found: 'by descent';
        readonly join: (
          engine: Engine,
          ends: Ends,
          options: Descending,
        ) => AsyncGenerator<DescentProgress | DirectedDescentProgress, Curve, void>;
      }
  );

/** Every one meets A at alpha = 0 and B at alpha = 1, but the layer-wise line, which ends where its layers do. */
export const PATHS = {
  line: {
    label: 'Line',
    source: 'Frankle et al. 2020, section 2',
    size: null,
    found: 'at once',
    join: ({ a, b }) => ({ path: line, basis: [a, b] }),
  },
  'layer-line': {
    label: 'Line of the first layers',
    source: 'Adilova et al. 2024',
    size: { label: 'Layers', least: 1, most: MAX_HIDDEN_LAYERS + 1, usual: 1 },
    found: 'at once',
    join: ({ architecture, a, b, size }) => layerLine(architecture, a, b, size),
  },
  'layer-steps': {
    label: 'Layer after layer',
    source: 'Adilova et al. 2024',
    size: null,
    found: 'at once',
    join: ({ architecture, a, b }) => layerSteps(architecture, a, b),
  },
  slerp: {
    label: 'Great arc',
    source: 'Shoemake 1985',
    size: null,
    found: 'at once',
    join: ({ a, b }) => slerp(a, b),
  },
  'layer-slerp': {
    label: 'Great arc of each layer',
    source: 'Shoemake 1985',
    size: null,
    found: 'at once',
    join: ({ architecture, a, b }) => layerSlerp(architecture, a, b),
  },
  bezier: {
    label: 'Bezier curve',
    source: 'Garipov et al. 2018, eq. 4',
    size: { label: 'Control points', least: 1, most: 9, usual: 1 },
    found: 'by descent',
    join: (engine, ends, options) => fitted(engine, bezier(ends.size), ends, options),
  },
  chain: {
    label: 'Polygonal chain',
    source: 'Garipov et al. 2018, eq. 3',
    size: { label: 'Bends', least: 1, most: 9, usual: 1 },
    found: 'by descent',
    join: (engine, ends, options) => fitted(engine, chain(ends.size), ends, options),
  },
  neb: {
    label: 'Nudged elastic band',
    source: 'Draxler et al. 2018',
    size: { label: 'Pivots', least: 1, most: 50, usual: 5 },
    found: 'by descent',
    async *join(engine, { a, b, size }, options) {
      const band = straightBand(a, b, size);
      return curveOf(yield* relax(engine, band, { ...options, spring: Infinity }));
    },
  },
  'auto-neb': {
    label: 'AutoNEB',
    source: 'Draxler et al. 2018',
    size: { label: 'Cycles', least: 1, most: 14, usual: 4 },
    found: 'by descent',
    async *join(engine, { a, b, size }, options) {
      const rates = annealedRates(options.optimizer.learningRate, size);
      const samples = Math.min(options.evaluation.samples, options.trainingSamples);
      const start = { a, b, pivots: PIVOTS, rates, samples, spring: Infinity };
      return curveOf(yield* autoBand(engine, { ...options, ...start }));
    },
  },
} as const satisfies Record<string, PathEntry>;

export type PathName = keyof typeof PATHS;

/** With which Draxler et al. begin. */
const PIVOTS = 3;

async function* fitted(engine: Engine, path: Path, { a, b }: Ends, options: Descending) {
  const { controls } = yield* fit(engine, { ...options, path, a, b });
  return { path, basis: [a, ...controls, b] };
}

/** A band as a path on which every segment takes an equal share of alpha. */
function curveOf(band: Band): Curve {
  return { path: chain(band.chain.length - 2), basis: band.chain };
}
