/** Made-up results that look like real ones: for the page's own tests and for looking at it. */
import { CATALOG } from '../../src/data/catalog';
import { architectureOf, type Experiment } from '../../src/pipeline/kinds/pair/experiment';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import type {
  FitResult,
  LayerMatching,
  MatchingResult,
  PathResult,
  PlanePoint,
  TrainedNetwork,
  TrainingProgress,
} from '../../src/jobs/jobs';
import { hiddenWidths } from '../../src/model/architecture';
import { layoutOf, tensorNamed } from '../../src/model/layout';
import { randomFrom, shuffled, type Random } from '../../src/model/random';
import type { Weights } from '../../src/model/weights';
import type { PlaneProjection } from '../../src/ui/views/planeProjection';
import type { NamedPoint, PlaneResult, ProjectionResult } from '../../src/pipeline/tasks/types';

const STEPS = 600;

/** Sums of a few soft spots, as first-layer units have after training: `[channels, side, side]`. */
function feature(random: Random, side: number, channels: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(channels * side * side);
  const scale = side / 28;
  for (let spot = 0; spot < 5; spot++) {
    const x = scale * (5 + 18 * random.uniform());
    const y = scale * (5 + 18 * random.uniform());
    const width = scale * (1.5 + 3.5 * random.uniform());
    const height = scale * (1.5 + 5 * random.uniform());
    const signs = Array.from({ length: channels }, () => random.normal());
    for (let r = 0; r < side; r++)
      for (let c = 0; c < side; c++) {
        const near = Math.exp(-(((c - x) / width) ** 2) - ((r - y) / height) ** 2);
        signs.forEach((sign, channel) => (out[(channel * side + r) * side + c]! += sign * near));
      }
  }
  return out;
}

function noisy(random: Random, source: Float32Array, share: number, out: Weights, unit: number) {
  for (let i = 0; i < source.length; i++)
    out[unit * source.length + i] = 0.06 * (source[i]! + share * random.normal());
}

/** Loss that falls from that of guessing to `end`. */
export function fixtureHistory(seed: number, end: number, done = 1): TrainingProgress {
  const random = randomFrom(seed);
  const last = Math.round(STEPS * done);
  const losses = [];
  for (let step = 10; step <= last; step += 10) {
    const loss = end + (2.35 - end) * Math.exp(-((step / 42) ** 0.62)) + 0.035 * random.normal();
    losses.push({ step, loss });
  }
  const tests = [];
  for (let step = 0; step <= last; step += 75) {
    const share = Math.exp(-((step / 55) ** 0.6));
    tests.push({ step, loss: end + 0.08 + 1.9 * share, accuracy: 0.845 - 0.74 * share });
  }
  return {
    step: last,
    steps: STEPS,
    seconds: 2.6 * done,
    secondsLeft: 2.6 * (1 - done),
    losses,
    tests,
  };
}

export interface FixtureResults {
  readonly networkA: TrainedNetwork;
  readonly networkB: TrainedNetwork;
  readonly matching: MatchingResult;
  readonly fits: Readonly<Record<'bezier' | 'chain', FitResult>>;
  readonly paths: Readonly<Record<'naive' | 'permuted' | 'bezier' | 'chain', PathResult>>;
  /** Of the networks. */
  readonly points: ProjectionResult;
  readonly projections: Readonly<
    Record<'naive' | 'permuted' | 'bezier' | 'chain', ProjectionResult>
  >;
  readonly plane: PlaneResult;
}

export function fixtureResults(
  experiment: Experiment = PRESETS['quick-look'].experiment,
): FixtureResults {
  const random = randomFrom(7);
  const architecture = architectureOf(experiment);
  const layout = layoutOf(architecture);
  const [units = 64] = hiddenWidths(architecture);
  const a = new Float32Array(layout.size);
  const b = new Float32Array(layout.size);
  const permutation = shuffled(random, units);
  const { side, channels } = CATALOG[experiment.dataset];
  const draw = () => feature(random, architecture.kind === 'cnn' ? 3 : side, channels);
  const features = Array.from({ length: units }, draw);
  const rowsA = a.subarray(tensorNamed(layout, 'layers.0.weight').offset);
  const rowsB = b.subarray(tensorNamed(layout, 'layers.0.weight').offset);
  features.forEach((source, unit) => noisy(random, source, 0.12, rowsA, unit));
  const similarities = new Float64Array(units);
  permutation.forEach((from, unit) => {
    const alike = Math.min(0.985, 0.25 + 0.75 * Math.sqrt(unit / units));
    const other = draw();
    const mixed = features[from]!.map((w, i) => alike * w + (1 - alike) * 1.4 * other[i]!);
    noisy(random, mixed, 0.12, rowsB, unit);
    similarities[unit] = alike - 0.05 * random.uniform();
  });
  const trained = (weights: Weights, seed: number, accuracy: number): TrainedNetwork => ({
    architecture,
    initial: new Float32Array(weights.length),
    weights,
    history: fixtureHistory(seed, 0.41),
    test: { loss: 0.4412 - (accuracy - 0.84), accuracy },
    snapshots: [],
    forks: [],
  });
  const layer: LayerMatching = {
    permutation,
    similarities,
    total: similarities.reduce((sum, x) => sum + x, 0),
  };
  return {
    networkA: trained(a, 3, 0.8437),
    networkB: trained(b, 4, 0.8461),
    matching: {
      title: 'Activation matching',
      source: 'Benzing et al. 2022, section 2; Ainsworth et al. 2023, section 3.1',
      objective: { value: 2 * layer.total, is: 'sum of similarities, high' },
      mixed: null,
      cosines: [similarities, similarities],
      samples: 1000,
      distance: { before: 20, after: 16 },
      largestFactor: null,
      weakShare: similarities.filter((cosine) => cosine < 0.3).length / units,
      layers: [layer, layer],
      permuted: a,
      largestLogitDifference: 3.3e-6,
      tried: null,
      seconds: 0.14,
    },
    fits: {
      bezier: { controls: [a], history: fixtureHistory(5, 0.39) },
      chain: { controls: [b], history: fixtureHistory(6, 0.4) },
    },
    paths: {
      naive: path((x) => 1.34 * Math.sin(Math.PI * x) ** 2, 0.52),
      permuted: path((x) => 0.13 * Math.sin(Math.PI * x) ** 2, 0.035),
      bezier: path(
        (x) => -0.02 * Math.sin(Math.PI * x) + 0.012 * Math.sin(2 * Math.PI * x) ** 2,
        0.01,
      ),
      chain: path(
        (x) => 0.05 * Math.sin(2 * Math.PI * x) ** 2 - 0.012 * Math.sin(Math.PI * x),
        0.02,
      ),
    },
    points: { points: ANCHORS, path: [] },
    projections: PROJECTIONS,
    plane: fixturePlane(experiment.plane.grid),
  };
}

/** A path whose loss is `rise(alpha)` above the chord. */
function path(rise: (alpha: number) => number, drop: number, points = 51): PathResult {
  const alphas = Float64Array.from({ length: points }, (_, i) => i / (points - 1));
  const loss = alphas.map((x) => 0.441 - 0.006 * x + rise(x));
  const accuracy = alphas.map((x) => 0.8437 + 0.0024 * x - drop * Math.sin(Math.PI * x) ** 2);
  const worst = Math.max(...loss);
  return {
    other: null,
    disagreement: null,
    varianceRatios: null,
    arc: alphas.map((x) => 14 * x),
    fromStart: alphas.map((x) => 14 * x),
    fromEnd: alphas.map((x) => 14 * (1 - x)),
    alphas,
    loss,
    accuracy,
    barrierOverMean: worst - 0.438,
    barrierOverChord: Math.max(...alphas.map(rise)),
    midpointAccuracy: accuracy[(points - 1) / 2] ?? 0,
  };
}

const named = (name: string, x: number, y: number, distance = 0): NamedPoint => ({
  name,
  x,
  y,
  distance,
});
const ANCHORS = [named('A', 0, 0), named('B', 1, 0), named('pi(A)', 0.44, 0.79)] as const;

function curve(points: number, at: (t: number) => PlanePoint): PlanePoint[] {
  return Array.from({ length: points }, (_, i) => at(i / (points - 1)));
}

const line = (from: PlanePoint, to: PlanePoint) =>
  curve(51, (t) => ({
    x: from.x + t * (to.x - from.x),
    y: from.y + t * (to.y - from.y),
    distance: 0,
  }));

const onPlane = (path: readonly PlanePoint[]): ProjectionResult => ({ points: [], path });

const PROJECTIONS: FixtureResults['projections'] = {
  naive: onPlane(line(ANCHORS[0], ANCHORS[1])),
  permuted: onPlane(line(ANCHORS[2], ANCHORS[1])),
  bezier: {
    points: [named('Bezier control', 0.62, 0.31, 0.47)],
    path: curve(51, (t) => ({
      x: 2 * t * (1 - t) * 0.62 + t * t,
      y: 2 * t * (1 - t) * 0.31,
      distance: 2 * t * (1 - t) * 0.47,
    })),
  },
  chain: {
    points: [named('Chain bend', 0.52, 0.17, 0.38)],
    path: curve(51, (t) => ({
      x: t < 0.5 ? 2 * t * 0.52 : 0.52 + (2 * t - 1) * 0.48,
      y: 0.17 * (1 - Math.abs(2 * t - 1)),
      distance: 0.38 * (1 - Math.abs(2 * t - 1)),
    })),
  },
};

/** All that is projected, as a picture of the plane has it. */
export const fixtureProjection: PlaneProjection = {
  points: [...ANCHORS, ...Object.values(PROJECTIONS).flatMap(({ points }) => points)],
  paths: (['naive', 'permuted', 'bezier', 'chain'] as const).map((name) => ({
    name,
    points: PROJECTIONS[name].path,
    made: PRESETS['quick-look'].experiment,
  })),
};

/** A valley from pi(A) to B, a basin at A, a barrier between them. */
export function fixturePlane(size: number): PlaneResult {
  const axis = (from: number) =>
    Float64Array.from({ length: size }, (_, i) => from + (1.5 * i) / (size - 1));
  const grid = { size, x: axis(-0.25), y: axis(-0.355) };
  const loss = new Float64Array(size * size);
  const accuracy = new Float64Array(size * size);
  const [a, b, p] = ANCHORS;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const x = grid.x[column]!;
      const y = grid.y[row]!;
      const toA = Math.hypot(x - a.x, y - a.y);
      const t = ((x - p.x) * (b.x - p.x) + (y - p.y) * (b.y - p.y)) / ((b.x - p.x) ** 2 + p.y ** 2);
      const within = Math.min(1, Math.max(0, t));
      const toValley = Math.hypot(x - p.x - within * (b.x - p.x), y - p.y + within * p.y);
      const near = Math.exp(-((toA / 0.34) ** 2)) + Math.exp(-((toValley / 0.3) ** 2));
      const far = Math.hypot(x - 0.48, y - 0.26);
      const valley = 0.13 * Math.sin(Math.PI * within) ** 2;
      const value =
        0.43 +
        valley +
        1.5 * (1 - Math.min(1, near)) ** 1.4 * (0.75 + 1.8 * far ** 2.2) +
        0.15 * far ** 3;
      loss[row * size + column] = value;
      accuracy[row * size + column] = 0.1 + 0.75 * Math.exp(-((value - 0.42) / 1.35));
    }
  const nothing = { trajectory: null, entropy: null, direction: false };
  return {
    grid,
    anchors: ANCHORS,
    ...nothing,
    loss,
    accuracy,
    computed: size * size,
    seconds: 2.1,
  };
}

/** The plane after its lattice of every `step`-th point, and `share` of the next finer one. */
export function partialPlane(plane: PlaneResult, step: number, share = 0): PlaneResult {
  const { size } = plane.grid;
  const loss = new Float64Array(size * size).fill(NaN);
  const accuracy = loss.slice();
  let computed = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const coarse = row % step === 0 && column % step === 0;
      const finer = row % (step / 2) === 0 && column % (step / 2) === 0 && row < share * size;
      if (!coarse && !finer) continue;
      const cell = row * size + column;
      loss[cell] = plane.loss[cell]!;
      accuracy[cell] = plane.accuracy[cell]!;
      computed++;
    }
  return { ...plane, loss, accuracy, computed, seconds: 0.6 };
}
