/** How A is aligned with B: a method and its settings, with the defaults of the science that they stand for. */
import * as v from 'valibot';
import type { MethodName } from '../science/matching/methods';
import {
  above0,
  images,
  oneOf,
  realNumber,
  seed,
  wholeNumber,
  settings,
  settingsBy,
} from './fields';

const samples = (usual: number) => v.optional(images('Images for matching'), usual);
const similarity = v.optional(
  oneOf('Similarity', ['cosine', 'l2', 'correlation', 'inner-product']),
  'cosine',
);
const stage = (usual: 'before' | 'after') =>
  v.optional(oneOf('Activations', ['before', 'after']), usual);
const seeded = v.optional(seed('Seed of the matching'), 1);
const steps = (usual: number) =>
  v.optional(wholeNumber('Steps of the matching', 1, 100_000), usual);
const batch = v.optional(wholeNumber('Batch size of the matching', 1, 10_000), 500);
const learningRate = (usual: number) => v.optional(above0('Learning rate of the matching'), usual);

const temperature = (name: string, usual: number) => v.optional(above0(name), usual);

export const alignmentSchema = settingsBy('Alignment', 'method', [
  settings({
    method: v.literal('activation'),
    similarity,
    stage: stage('after'),
    samples: samples(10_000),
  }),
  settings({
    method: v.literal('weight'),
    seed: seeded,
    restarts: v.optional(wholeNumber('Restarts', 0, 100), 0),
  }),
  settings({ method: v.literal('sequential') }),
  settings({
    method: v.literal('ste'),
    samples: samples(2000),
    steps: steps(200),
    batch,
    learningRate: learningRate(0.01),
    seed: seeded,
  }),
  settings({
    method: v.literal('initialisation'),
    direction: v.optional(oneOf('Direction', ['gradient', 'foof']), 'foof'),
    samples: samples(2000),
    damping: v.optional(above0('Damping'), 1),
    seed: seeded,
  }),
  settings({
    method: v.literal('annealing'),
    samples: samples(2000),
    steps: steps(2000),
    hottest: temperature('First temperature', 0.05),
    coldest: temperature('Last temperature', 0.0005),
    seed: seeded,
  }),
  settings({ method: v.literal('exhaustive'), samples: samples(2000) }),
  settings({
    method: v.literal('sinkhorn'),
    objective: v.optional(oneOf('What falls', ['middle', 'line', 'distance']), 'middle'),
    samples: samples(2000),
    steps: steps(200),
    batch,
    learningRate: learningRate(0.1),
    temperature: temperature('Temperature', 1),
    iterations: v.optional(wholeNumber('Iterations', 1, 1000), 20),
    seed: seeded,
  }),
  settings({
    method: v.literal('transport'),
    ground: v.optional(oneOf('Cost', ['weights', 'activations']), 'activations'),
    stage: stage('before'),
    samples: samples(10_000),
    regularisation: v.optional(
      realNumber('Regularisation', 'from 0 to 10', (x) => x >= 0 && x <= 10),
      0.003,
    ),
  }),
  settings({
    method: v.literal('flips'),
    similarity: v.optional(oneOf('Similarity', ['cosine', 'correlation']), 'cosine'),
    stage: stage('after'),
    samples: samples(10_000),
  }),
  settings({ method: v.literal('scales'), samples: samples(10_000) }),
]);

export type AlignmentSettings = v.InferOutput<typeof alignmentSchema>;

/** A method with its default settings. */
export const defaultAlignment = (method: MethodName): AlignmentSettings =>
  v.parse(alignmentSchema, { method });

/** Every method by name, in the order of a list. */
export const ALIGNMENTS: Readonly<Record<MethodName, string>> = {
  activation: 'Activation matching',
  weight: 'Weight matching',
  sequential: 'Weight matching, layer by layer',
  ste: 'Straight-through estimator',
  initialisation: 'Directions of the initialisations',
  annealing: 'Simulated annealing',
  exhaustive: 'Exhaustive search',
  sinkhorn: 'Sinkhorn re-basin',
  transport: 'Optimal transport, soft',
  flips: 'Activation matching up to sign',
  scales: 'Activation matching up to scale',
};
