/** An experiment as a document: every setting, validated, with defaults. What the page edits and every result carries as its recipe. */
import * as v from 'valibot';
import { CATALOG } from '../data/catalog';
import {
  affineLayers,
  MAX_CHANNELS,
  MAX_HIDDEN_LAYERS,
  MAX_UNITS,
  type Architecture,
} from '../model/architecture';
import { alignmentSchema } from './alignment';
import {
  above0,
  images,
  isWithoutRepeats,
  oneOf,
  realNumber,
  seed,
  wholeNumber,
  yesOrNo,
} from './fields';

const widths = `Hidden layers: expected 1 to ${MAX_HIDDEN_LAYERS} widths of 1 to ${MAX_UNITS} units, such as 64, 64.`;
const convolutions = `Convolutions: expected 1 to ${MAX_HIDDEN_LAYERS} numbers of channels, and avg for a pool, such as 8-8-avg-16-16.`;
const channels = wholeNumber('Channels of a convolution', 1, MAX_CHANNELS);

const hidden = v.pipe(
  v.array(wholeNumber('Units of a hidden layer', 1, MAX_UNITS), widths),
  v.minLength(1, widths),
  v.maxLength(MAX_HIDDEN_LAYERS, widths),
);

const networkSchema = v.variant('kind', [
  v.object({
    kind: v.literal('mlp'),
    /** Units of each hidden layer. */
    hidden,
  }),
  v.object({
    kind: v.literal('cnn'),
    /** Channels of each 3 x 3 convolution, and `avg` for a 2 x 2 average pool. */
    layers: v.pipe(
      v.array(
        v.lazy((layer) => (typeof layer === 'string' ? v.literal('avg', convolutions) : channels)),
        convolutions,
      ),
      v.check((layers) => {
        const count = layers.filter((layer) => layer !== 'avg').length;
        return count >= 1 && count <= MAX_HIDDEN_LAYERS;
      }, convolutions),
    ),
  }),
]);

export type Network = v.InferOutput<typeof networkSchema>;

const learningRate = v.optional(above0('Learning rate'), 0.001);
const weightDecay = v.optional(
  realNumber('Weight decay', 'from 0 to 1', (x) => x >= 0 && x <= 1),
  0.01,
);
const decaying = (name: string, usual: number) =>
  v.optional(
    realNumber(name, 'from 0 to below 1', (x) => x >= 0 && x < 1),
    usual,
  );

const optimizerSchema = v.variant('kind', [
  v.object({
    kind: v.literal('adamw'),
    learningRate,
    beta1: decaying('Beta 1', 0.9),
    beta2: decaying('Beta 2', 0.999),
    epsilon: v.optional(above0('Epsilon'), 1e-8),
    weightDecay,
  }),
  v.object({
    kind: v.literal('sgd'),
    learningRate: v.optional(above0('Learning rate'), 0.01),
    momentum: decaying('Momentum', 0.9),
    weightDecay,
  }),
]);

const trainingSchema = v.object({
  optimizer: v.optional(optimizerSchema, { kind: 'adamw' }),
  epochs: v.optional(wholeNumber('Epochs', 1, 100), 1),
  batch: v.optional(wholeNumber('Batch size', 1, 10_000), 100),
});

export type TrainingSettings = v.InferOutput<typeof trainingSchema>;

/** What a network is called, by its place in the list. */
export const NETWORK_NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
export type NetworkName = (typeof NETWORK_NAMES)[number];

const ownSchema = v.object({
  /** Seed of the initial weights. */
  initialisation: seed('Seed of an initialisation'),
  /** Seed of the order of the training images. */
  order: seed('Seed of a data order'),
  /** Its own; null trains as all do. */
  training: v.optional(v.nullable(trainingSchema), null),
  /** Its own widths, of a perceptron; null has those of all. Only optimal transport joins networks that differ. */
  hidden: v.optional(v.nullable(hidden), null),
  /** Begins as A stood after so many steps, with A's initialisation (Frankle et al. 2020); null begins by itself. */
  fork: v.optional(v.nullable(wholeNumber('Step of the fork', 0, 10_000_000)), null),
  /** Read from a weights file in place of being trained. */
  file: v.optional(
    v.nullable(
      v.object({
        name: v.pipe(v.string(), v.minLength(1, 'File of a network: expected its name.')),
        /** SHA-256 of its weights in hexadecimal; null takes any file of that name. */
        digest: v.optional(v.nullable(v.string()), null),
      }),
    ),
    null,
  ),
});

export type NetworkSettings = v.InferOutput<typeof ownSchema>;

/** Points that a plane can go through. */
export const POINT_NAMES = [
  ...(['A', 'B', 'pi(A)', 'A0', 'B0', 'pi(A0)', 'Bezier control', 'Chain bend'] as const),
] as const;
export type PointName = (typeof POINT_NAMES)[number];

/** Curves between the two ends, beside the lines. */
export const CURVE_NAMES = [
  ...(['bezier', 'chain', 'neb', 'auto-neb', 'slerp', 'layer-slerp'] as const),
  ...(['layer-line', 'layer-steps'] as const),
] as const;
export type CurveName = (typeof CURVE_NAMES)[number];

/** Those that are found by descent. */
export const FITTED_NAMES = ['bezier', 'chain', 'neb', 'auto-neb'] as const;
export type FittedName = (typeof FITTED_NAMES)[number];

const split = (usual: 'train' | 'test') => v.optional(oneOf('Split', ['train', 'test']), usual);
const points = oneOf('Point', POINT_NAMES);
const step = wholeNumber('Step', 0, 10_000_000);

const evaluationSchema = v.object({
  /** Where lines, curves and planes are evaluated. */
  split: split('test'),
  /** Lines and curves on the other split, too. */
  both: v.optional(yesOrNo('Both splits'), false),
  /** Images for lines and curves; at most what the split has. */
  samples: v.optional(images('Images along paths'), 10_000),
  /** Points along a line or curve, both ends included. */
  points: v.optional(wholeNumber('Points along paths', 3, 201), 51),
  /** Images on which each place's predictions are compared with those of the ends; 0 compares nothing. */
  compared: v.optional(wholeNumber('Images compared', 0, 10_000), 0),
});

const curvesSchema = v.object({
  /** Which two networks the curves join. */
  ends: v.optional(oneOf('Ends of the curves', ['A and B', 'pi(A) and B']), 'A and B'),
  /** Which are found and measured. */
  kinds: v.optional(
    v.pipe(
      v.array(oneOf('Curve', CURVE_NAMES)),
      v.check((kinds) => isWithoutRepeats(kinds), 'Curves: expected each of them once.'),
    ),
    ['bezier', 'chain'],
  ),
  controls: v.optional(wholeNumber('Control points of the Bezier curve', 1, 9), 1),
  bends: v.optional(wholeNumber('Bends of the chain', 1, 9), 1),
  pivots: v.optional(wholeNumber('Pivots of the elastic band', 1, 50), 5),
  cycles: v.optional(wholeNumber('Cycles of AutoNEB', 1, 14), 4),
  /** First layers that the layer-wise line moves. */
  layers: v.optional(wholeNumber('Layers of the layer-wise line', 1, MAX_HIDDEN_LAYERS + 1), 1),
  epochs: v.optional(wholeNumber('Epochs of the curves', 1, 100), 1),
  learningRate: v.optional(above0('Learning rate of the curves'), 0.001),
  seed: v.optional(seed('Seed of the curves'), 1),
});

const planeSchema = v.object({
  /** Through three points, along two random directions, or where the training of a network moves most. */
  kind: v.optional(oneOf('Plane', ['points', 'random', 'trajectory']), 'points'),
  /** Origin, end of the x axis, and third point. */
  anchors: v.optional(
    v.pipe(
      v.tuple([points, points, points]),
      v.check(
        (anchors) => isWithoutRepeats(anchors),
        'Plane: expected three different points, got one of them twice.',
      ),
    ),
    ['A', 'B', 'pi(A)'],
  ),
  /** Where random directions begin. */
  center: v.optional(points, 'B'),
  /** Of the random directions. */
  seed: v.optional(seed('Seed of the directions'), 1),
  /** Whose training is followed. */
  of: v.optional(oneOf('Network of the trajectory', ['A', 'B']), 'A'),
  /** Points on each side of the grid. */
  grid: v.optional(wholeNumber('Grid of the plane', 5, 101), 51),
  samples: v.optional(images('Images on the plane'), 2000),
  /** The entropy of the predictions, too; dear, as it is made one network at a time. */
  entropy: v.optional(yesOrNo('Entropy'), false),
});

const measurementsSchema = v.object({
  /** Lines between the initialisations, as they are and with the permutation that was found after training. */
  initialisations: v.optional(yesOrNo('Lines of the initialisations'), false),
  /** The line from pi(A) to B with REPAIR at each of its places. */
  repair: v.optional(yesOrNo('REPAIR'), false),
  /** Averages of the first two, three, ... networks, each aligned with the first, or all with MergeMany. */
  averages: v.optional(oneOf('Averages', ['none', 'to-first', 'merge-many']), 'none'),
  /** Midpoints at some steps with permutations found at others; null for none. */
  transfer: v.optional(
    v.nullable(
      v.object({
        /** Steps at which permutations are found. */
        found: v.optional(v.array(step), [0, 50, 100]),
        /** Steps at which they are applied. */
        applied: v.optional(
          v.pipe(v.array(step), v.minLength(1)),
          [0, 10, 25, 50, 100, 200, 400, 600],
        ),
      }),
    ),
    null,
  ),
  /** A simplicial complex of low loss through all networks; null for none. */
  simplex: v.optional(
    v.nullable(
      v.object({
        connectors: v.optional(wholeNumber('Connecting points', 1, 5), 1),
        epochs: v.optional(wholeNumber('Epochs of the simplex', 1, 100), 1),
        learningRate: v.optional(above0('Learning rate of the simplex'), 0.001),
        regularization: v.optional(
          realNumber('Weight of the volume', 'of at least 0', (x) => x >= 0),
          1e-4,
        ),
        /** Networks drawn from it, which are compared and averaged. */
        drawn: v.optional(wholeNumber('Networks drawn', 2, 50), 10),
        seed: v.optional(seed('Seed of the simplex'), 1),
      }),
    ),
    null,
  ),
  /** An ensemble along a curve that was fitted, or of networks collected as training goes on; null for none. */
  ensemble: v.optional(
    v.nullable(
      v.object({
        along: v.optional(oneOf('Ensemble along', [...FITTED_NAMES, 'training']), 'training'),
        members: v.optional(wholeNumber('Networks of the ensemble', 2, 20), 6),
        /** Of a cycle of the learning rate, as training goes on. */
        cycleEpochs: v.optional(wholeNumber('Epochs of a cycle', 1, 10), 1),
        seed: v.optional(seed('Seed of the ensemble'), 1),
      }),
    ),
    null,
  ),
});

export const experimentSchema = v.object({
  version: v.literal(2, 'Expected an experiment of version 2.'),
  dataset: v.optional(oneOf('Dataset', ['fashion-mnist', 'mnist', 'cifar-10']), 'fashion-mnist'),
  network: v.optional(networkSchema, { kind: 'mlp', hidden: [64, 64] }),
  activation: v.optional(oneOf('Activation', ['relu', 'tanh']), 'relu'),
  initialisation: v.optional(
    oneOf('Initialisation', ['he-normal', 'xavier', 'orthogonal']),
    'he-normal',
  ),
  loss: v.optional(oneOf('Loss', ['cross-entropy', 'mse']), 'cross-entropy'),
  /** Of every network that has none of its own. */
  training: v.optional(trainingSchema, {}),
  /** A, B, and up to six more. */
  networks: v.optional(
    v.pipe(
      v.array(ownSchema),
      v.minLength(2, 'Networks: expected at least A and B.'),
      v.maxLength(NETWORK_NAMES.length, `Networks: expected at most ${NETWORK_NAMES.length}.`),
    ),
    [
      { initialisation: 1, order: 11 },
      { initialisation: 2, order: 12 },
    ],
  ),
  alignment: v.optional(alignmentSchema, { method: 'activation' }),
  evaluation: v.optional(evaluationSchema, {}),
  curves: v.optional(curvesSchema, {}),
  plane: v.optional(planeSchema, {}),
  measurements: v.optional(measurementsSchema, {}),
});

export type Experiment = v.InferOutput<typeof experimentSchema>;
/** As it is written by hand: what is left out takes its default. */
export type ExperimentInput = v.InferInput<typeof experimentSchema>;

/** The settings of a network by its name. */
export function settingsOf({ networks }: Experiment, name: NetworkName): NetworkSettings {
  const own = networks[NETWORK_NAMES.indexOf(name)];
  if (own === undefined)
    throw new RangeError(`Expected one of ${networks.length} networks, got ${name}.`);
  return own;
}

/** What all networks of an experiment are, or the one of that name. */
export function architectureOf(experiment: Experiment, name?: NetworkName): Architecture {
  const { dataset, network, activation } = experiment;
  const { side, channels, classes } = CATALOG[dataset];
  const outputs = classes.length;
  const own = name === undefined ? null : settingsOf(experiment, name).hidden;
  return network.kind === 'mlp'
    ? {
        ...network,
        hidden: own ?? network.hidden,
        inputs: channels * side ** 2,
        outputs,
        activation,
      }
    : { ...network, channels, side, outputs, activation };
}

/** How a network is trained. */
export const trainingOf = (experiment: Experiment, name: NetworkName): TrainingSettings =>
  settingsOf(experiment, name).training ?? experiment.training;

/** True when A and B are of one architecture, so that a line joins them. */
export const joinable = (experiment: Experiment): boolean =>
  JSON.stringify(architectureOf(experiment, 'A')) ===
  JSON.stringify(architectureOf(experiment, 'B'));

/** What is wrong with a document, by path (`training.epochs`); empty when it is right. */
export function experimentErrors(document: unknown): Record<string, string> {
  const parsed = v.safeParse(experimentSchema, document);
  const errors: Record<string, string> = {};
  if (!parsed.success) {
    for (const issue of parsed.issues) errors[v.getDotPath(issue) ?? ''] ??= issue.message;
    return errors;
  }
  return contradictions(parsed.output);
}

/** Settings that are right by themselves but not together. */
function contradictions(experiment: Experiment): Record<string, string> {
  const errors: Record<string, string> = {};
  const { dataset, network, activation, networks, alignment, curves, plane } = experiment;
  // Whether pools fit depends on the images, so on two settings at once.
  try {
    affineLayers(architectureOf(experiment));
  } catch (error) {
    const { message } = error as RangeError;
    const { title } = CATALOG[dataset];
    errors['network.layers'] = `Convolutions on ${title}: ${message.replace(/^E/, 'e')}`;
  }
  const only = { flips: 'tanh', scales: 'relu' } as const;
  if (alignment.method in only) {
    const wanted = only[alignment.method as keyof typeof only];
    if (activation !== wanted)
      errors['alignment.method'] =
        `Alignment ${alignment.method === 'flips' ? 'up to sign: expected tanh' : 'up to scale: expected relu'} networks, got ${activation}.`;
  }
  networks.forEach(({ hidden, fork }, i) => {
    if (hidden !== null && network.kind !== 'mlp')
      errors[`networks.${i}.hidden`] = 'Own widths: expected them of a perceptron alone.';
    else if (hidden !== null && i > 1)
      errors[`networks.${i}.hidden`] = 'Own widths: expected them of A or B alone.';
    else if (hidden !== null && network.kind === 'mlp' && hidden.length !== network.hidden.length)
      errors[`networks.${i}.hidden`] =
        `Own widths: expected ${network.hidden.length} hidden layers, as all have.`;
    if (fork !== null && i === 0)
      errors[`networks.${i}.fork`] = 'Fork: expected it of another network than A.';
  });
  if (joinable(experiment)) return errors;
  if (alignment.method !== 'transport')
    errors['alignment.method'] =
      'Alignment: expected optimal transport for networks that differ in widths.';
  if (curves.ends === 'A and B')
    errors['curves.ends'] = 'Curves: expected pi(A) and B as ends, as A and B differ in widths.';
  const elsewhere: readonly PointName[] = ['A', 'A0', 'pi(A0)'];
  if (plane.kind === 'points' && plane.anchors.some((anchor) => elsewhere.includes(anchor)))
    errors['plane.anchors'] =
      'Plane: expected points of one architecture, got some of A and some of B, which differ in widths.';
  return errors;
}

/** The document as an experiment, every default filled in, its fields in the schema's order; throws what is wrong first. */
export function parseExperiment(document: unknown): Experiment {
  const [error] = Object.values(experimentErrors(document));
  if (error !== undefined) throw new RangeError(error);
  return v.parse(experimentSchema, document);
}

/** What a document holds as its experiment: a saved or ready one has it in a field, the results of a terminal in their first run. */
export function experimentPart(document: unknown): unknown {
  const { experiment, runs } = fieldsOf(document);
  const [run] = Array.isArray(runs) ? (runs as unknown[]) : [];
  return experiment ?? fieldsOf(run)['experiment'] ?? document;
}

/** The experiment of a document, bare or with results; throws what is wrong first. */
export const experimentIn = (document: unknown): Experiment =>
  parseExperiment(experimentPart(document));

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
