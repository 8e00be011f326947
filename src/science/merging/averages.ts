/**
 * Averages of more and more networks (Benzing et al. 2022, Fig. 3 middle): "for n > 2 networks, all networks are
 * permuted to be similar to the first network, and then averaged with equal weights", of the trained networks and of
 * their initialisations under the same permutations; or all permuted towards each other (MergeMany).
 */
import { permute, type Permutation } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import type { DatasetEngine, EvaluatorOptions } from '../../engine/engine';
import type { Score } from '../ensemble';
import { mapProgress } from '../mapProgress';
import { permutationsOf, type Alignment } from '../matching/alignment';
import { matchToFirst, mergeMany } from '../matching/many';
import { score } from '../score';
import { uniformAverage } from './average';
import { repair } from './repair';

/** Aligns A with B: a method of matching, once its settings are given. */
export type AlignPair = (a: Weights, b: Weights) => AsyncGenerator<unknown, Alignment, void>;

export interface AveragesOptions extends Omit<EvaluatorOptions, 'basis'> {
  /** Two or more, with the weights before training where they are known. */
  readonly networks: readonly { readonly initial: Weights | null; readonly weights: Weights }[];
  /** First training images for REPAIR. */
  readonly repairSamples: number;
}

/** The average of the first networks. */
export interface AveragePoint {
  /** How many, from 2. */
  readonly networks: number;
  readonly naive: Score;
  /** With REPAIR. */
  readonly naiveRepaired: Score;
  readonly aligned: Score;
  readonly repaired: Score;
  /** Of the initialisations, as they are and under the permutations of the trained networks; null where either is unknown. */
  readonly initial: { readonly naive: Score; readonly aligned: Score } | null;
}

/** What is averaged once it is aligned. */
interface Aligned {
  readonly trained: readonly Weights[];
  readonly initial: readonly Weights[] | null;
}

/** With every network aligned with the first. */
export async function* averagesToFirst(
  engine: DatasetEngine,
  options: AveragesOptions,
  align: AlignPair,
): AsyncGenerator<AveragePoint | null, AveragePoint[], void> {
  const { architecture, networks } = options;
  const [, ...others] = networks;
  const found: (readonly Permutation[] | null)[] = [];
  const matching = matchToFirst(
    networks.map(({ weights }) => weights),
    async function* (a, b) {
      const alignment = yield* align(a, b);
      found.push(alignment.kind === 'matched' ? permutationsOf(alignment) : null);
      return alignment;
    },
  );
  const trained = yield* mapProgress(matching, () => null);
  const moved = others.map(({ initial }, k) => {
    const permutations = found[k] ?? null;
    return initial === null || permutations === null
      ? null
      : permute(architecture, initial, permutations);
  });
  const initial = known([networks[0]?.initial ?? null, ...moved]);
  return yield* averages(engine, options, { trained, initial });
}

/** With all permuted towards each other, which is found anew for each number of networks. */
export async function* averagesMerged(
  engine: DatasetEngine,
  options: AveragesOptions,
  seed: number,
): AsyncGenerator<AveragePoint | null, AveragePoint[], void> {
  const points: AveragePoint[] = [];
  for (let count = 2; count <= options.networks.length; count++) {
    const some = options.networks.slice(0, count);
    const merging = mergeMany(
      options.architecture,
      some.map(({ weights }) => weights),
      seed,
    );
    const merged = yield* mapProgress(merging, () => null);
    const aligned = { trained: merged.networks, initial: null };
    const point = yield* averageOf(engine, { ...options, networks: some }, aligned);
    points.push(point);
    yield point;
  }
  return points;
}

async function* averages(
  engine: DatasetEngine,
  options: AveragesOptions,
  { trained, initial }: Aligned,
): AsyncGenerator<AveragePoint | null, AveragePoint[], void> {
  const points: AveragePoint[] = [];
  for (let count = 2; count <= trained.length; count++) {
    const point = yield* averageOf(
      engine,
      { ...options, networks: options.networks.slice(0, count) },
      { trained: trained.slice(0, count), initial: initial?.slice(0, count) ?? null },
    );
    points.push(point);
    yield point;
  }
  return points;
}

/** Yields null while it repairs. */
async function* averageOf(
  engine: DatasetEngine,
  { networks, repairSamples, ...options }: AveragesOptions,
  { trained, initial }: Aligned,
): AsyncGenerator<null, AveragePoint, void> {
  const of = (points: readonly Weights[]) => score(engine, options, uniformAverage(points));
  const started = known(networks.map((network) => network.initial));
  async function* repaired(points: readonly Weights[]) {
    const { coefficients } = uniformAverage(points);
    const repairing = repair(engine, {
      architecture: options.architecture,
      networks: points,
      coefficients,
      samples: repairSamples,
    });
    const { weights } = yield* mapProgress(repairing, () => null);
    return of([weights]);
  }
  const weights = networks.map((network) => network.weights);
  return {
    networks: trained.length,
    naive: await of(weights),
    naiveRepaired: yield* repaired(weights),
    aligned: await of(trained),
    repaired: yield* repaired(trained),
    initial:
      initial === null || started === null
        ? null
        : { naive: await of(started), aligned: await of(initial) },
  };
}

/** All of them, or null where one is missing. */
function known(points: readonly (Weights | null)[]): readonly Weights[] | null {
  const there = points.filter((point) => point !== null);
  return there.length === points.length ? there : null;
}
