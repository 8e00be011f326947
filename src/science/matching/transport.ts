/**
 * Fusion by optimal transport: soft matching of units, also of networks of unequal widths (Singh and Jaggi 2020, "Model
 * fusion via optimal transport", section 4 and algorithm 1). From the input on, each layer of A is carried to the units
 * of B by the plan T that moves equal masses at the least cost, less its entropy:
 *
 *     min_T <T, C> - reg H(T),    rows of T sum to 1/n_B, columns to 1/n_A
 *
 * A unit that arrives is the mean of the units that it is made of, `n_B T`. What leads on from the units is carried by
 * `n_A T`, so that units which arrive together add up what they contribute; the paper takes the mean there too, which
 * is the same for equal widths alone.
 */
import { hiddenWidths, type Architecture } from '../../model/architecture';
import { permutationSpecs } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import type { DatasetEngine, MomentsOptions } from '../../engine/engine';
import { mapProgress } from '../mapProgress';
import type { LayerProgress } from './activationMatching';
import { finiteMoments } from './finiteMoments';
import { bestPermutation } from './layerMatch';
import { mix, mixOf, type LayerMix } from './mixing';
import { sinkhorn, type Scaled } from './sinkhorn';
import { unitProducts, unitSquares } from './slices';
import { checkOneShape, wider, widen, withWidths } from './widths';

export interface TransportOptions {
  readonly architecture: Architecture;
  readonly a: Weights;
  /** Of B, which may differ from A's in the widths of hidden layers. */
  readonly target: Architecture;
  readonly b: Weights;
  /** Cost of two units: squared distance of their incoming weights and biases, or of their activations. */
  readonly ground: 'weights' | 'activations';
  readonly stage: MomentsOptions['stage'];
  /** First training images that activations are taken on. */
  readonly samples: number;
  /** In units of a layer's mean cost, at least 0; 0, for equal widths alone, gives a permutation. */
  readonly regularisation: number;
}

export interface LayerTransport {
  /** Shares of A's units in each unit that stands where B's does, `[n_B, n_A]`; each row sums to 1. */
  readonly shares: Float64Array<ArrayBuffer>;
  /** Mean cost of what is moved. */
  readonly cost: number;
}

export interface Transport {
  readonly layers: LayerTransport[];
  /** A carried to B's architecture; the same function where no two different units were mixed. */
  readonly carried: Weights;
  /** Sum of the layers' costs. */
  readonly cost: number;
}

/** Entropic plans are exact to this share of each unit's mass, or as near as `MAX_ITERATIONS` bring them. */
const TOLERANCE = 1e-4;

const MAX_ITERATIONS = 2000;

/** Iterations between two yields: 0.1 s at 500 units. */
const ITERATIONS = 20;

/** Carries every hidden layer of A to B's units, from the input on. */
export async function* transport(
  engine: DatasetEngine,
  options: TransportOptions,
): AsyncGenerator<LayerProgress, Transport, void> {
  const { architecture, a, target, regularisation } = options;
  checkOneShape(architecture, target);
  const widths = hiddenWidths(architecture);
  const of = widths.length;
  const activationCosts =
    options.ground === 'activations' ? await costsOfActivations(engine, options) : null;
  const mixes: (LayerMix | null)[] = widths.map(() => null);
  const layers: LayerTransport[] = [];
  for (const [l, columns] of widths.entries()) {
    const progress = { layers: l, of };
    yield progress;
    const costs =
      activationCosts?.[l] ??
      (yield* mapProgress(costsOfWeights(options, l, mix(architecture, a, mixes)), () => progress));
    const rows = costs.length / columns;
    const planning = planOf(costs, rows, columns, regularisation);
    const plan = yield* mapProgress(planning, () => progress);
    const scaled = (by: number) => ({ values: plan.map((p) => by * p), rows, columns });
    const incoming = scaled(rows);
    mixes[l] = { incoming, outgoing: scaled(columns) };
    const cost = plan.reduce((sum, p, k) => sum + p * costs[k]!, 0);
    layers.push({ shares: incoming.values, cost });
  }
  yield { layers: of, of };
  const cost = layers.reduce((sum, layer) => sum + layer.cost, 0);
  return { layers, carried: mix(architecture, a, mixes), cost };
}

/** Squared distances of the units of a layer of B from those of A by what leads to them, `[n_B, n_A]`. */
function* costsOfWeights(
  { architecture, target, b }: TransportOptions,
  layer: number,
  carried: Weights,
): Generator<void, Float64Array, void> {
  // So far A's layers below have B's widths, those from here on their own.
  const widths = hiddenWidths(architecture).map((width, l) =>
    l < layer ? hiddenWidths(target)[l]! : width,
  );
  const between = withWidths(architecture, widths);
  const incoming = permutationSpecs(between)[layer]!.axes.filter(({ axis }) => axis === 0);
  const wide = wider(between, target);
  const products = yield* unitProducts(
    wide,
    incoming,
    widen(target, b, wide),
    widen(between, carried, wide),
  );
  return distances(
    products,
    unitSquares(target, incoming, b),
    unitSquares(between, incoming, carried),
  );
}

/** Mean squared differences of the activations of all units of B and A, `[n_B, n_A]` for each hidden layer. */
async function costsOfActivations(
  engine: DatasetEngine,
  { architecture, a, target, b, stage, samples }: TransportOptions,
): Promise<Float64Array[]> {
  const wide = wider(architecture, target);
  const all = await finiteMoments(engine, {
    architecture: wide,
    samples,
    stage,
    a: widen(architecture, a, wide),
    b: widen(target, b, wide),
  });
  return all.map(({ product, squareA, squareB, samples: count }, l) => {
    const squares = [squareB, squareA].map((s) => s.map((square) => square / count));
    return distances(
      product.map((p) => p / count),
      squares[0]!.subarray(0, hiddenWidths(target)[l]),
      squares[1]!.subarray(0, hiddenWidths(architecture)[l]),
    );
  });
}

/** `|b_i - a_j|^2` from inner products, of which the first `[n_B, n_A]` are used. */
function distances(products: Float64Array, squareB: Float64Array, squareA: Float64Array) {
  const [rows, columns] = [squareB.length, squareA.length];
  const width = Math.max(rows, columns);
  return Float64Array.from({ length: rows * columns }, (_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    return Math.max(0, squareB[i]! + squareA[j]! - 2 * products[i * width + j]!);
  });
}

/** The plan T, `[rows, columns]`, whose entries sum to 1. */
function* planOf(
  costs: Float64Array,
  rows: number,
  columns: number,
  regularisation: number,
): Generator<void, Float64Array, void> {
  if (!(regularisation > 0 || (regularisation === 0 && rows === columns)))
    throw new RangeError(
      `Expected a regularisation above 0${rows === columns ? ', or 0' : `, as ${rows} and ${columns} units differ in number`}, got ${regularisation}.`,
    );
  if (regularisation === 0) {
    const hard = mixOf(
      bestPermutation(
        costs.map((c) => -c),
        rows,
      ),
    );
    return hard.values.map((p) => p / rows);
  }
  const mean = costs.reduce((sum, c) => sum + c, 0) / costs.length;
  // Costs that are all zero move nothing: any plan will do.
  const scores = costs.map((c) => -c / (regularisation * mean || 1));
  const options = { scores, rows, columns, rowSum: 1 / rows, iterations: ITERATIONS };
  let scaled: Scaled = sinkhorn(options);
  for (let k = ITERATIONS; k < MAX_ITERATIONS && scaled.error > TOLERANCE; k += ITERATIONS) {
    yield;
    scaled = sinkhorn({ ...options, start: scaled.f });
  }
  return scaled.plan;
}
