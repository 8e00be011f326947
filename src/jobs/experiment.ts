/** An experiment as a document: every setting, validated. What the page edits and every result carries as its recipe. */
import * as v from 'valibot';
import { CATALOG } from '../data/catalog';
import {
  affineLayers,
  MAX_CHANNELS,
  MAX_HIDDEN_LAYERS,
  MAX_UNITS,
  type Architecture,
} from '../model/architecture';

const wholeNumber = (name: string, least: number, most: number) => {
  const message = `${name}: expected a whole number from ${least} to ${most.toLocaleString('en')}.`;
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
};

const realNumber = (name: string, range: string, allowed: (x: number) => boolean) => {
  const message = `${name}: expected a number ${range}.`;
  return v.pipe(v.number(message), v.finite(message), v.check(allowed, message));
};

const seed = (name: string) => wholeNumber(name, 0, 2_147_483_647);

const widths = `Hidden layers: expected 1 to ${MAX_HIDDEN_LAYERS} widths of 1 to ${MAX_UNITS} units, such as 64, 64.`;
const convolutions = `Convolutions: expected 1 to ${MAX_HIDDEN_LAYERS} numbers of channels, and avg for a pool, such as 8-8-avg-16-16.`;
const channels = wholeNumber('Channels of a convolution', 1, MAX_CHANNELS);

export const networkSchema = v.variant('kind', [
  v.object({
    kind: v.literal('mlp'),
    /** Units of each hidden layer. */
    hidden: v.pipe(
      v.array(wholeNumber('Units of a hidden layer', 1, MAX_UNITS), widths),
      v.minLength(1, widths),
      v.maxLength(MAX_HIDDEN_LAYERS, widths),
    ),
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

const learningRate = realNumber('Learning rate', 'above 0', (x) => x > 0);
const weightDecay = realNumber('Weight decay', 'from 0 to 1', (x) => x >= 0 && x <= 1);

export const trainingSchema = v.object({
  optimizer: v.variant('kind', [
    v.object({
      kind: v.literal('adamw'),
      learningRate,
      beta1: realNumber('Beta 1', 'from 0 to below 1', (x) => x >= 0 && x < 1),
      beta2: realNumber('Beta 2', 'from 0 to below 1', (x) => x >= 0 && x < 1),
      epsilon: realNumber('Epsilon', 'above 0', (x) => x > 0),
      weightDecay,
    }),
    v.object({
      kind: v.literal('sgd'),
      learningRate,
      momentum: realNumber('Momentum', 'from 0 to below 1', (x) => x >= 0 && x < 1),
      weightDecay,
    }),
  ]),
  epochs: wholeNumber('Epochs', 1, 100),
  batch: wholeNumber('Batch size', 1, 10_000),
});

const networkSeeds = (name: string) =>
  v.object({
    /** Seed of the initial weights. */
    initialisation: seed(`Seed of ${name}'s initialisation`),
    /** Seed of the order of the training images. */
    order: seed(`Seed of ${name}'s data order`),
  });

/** Points that a plane can go through. */
export const POINT_NAMES = ['A', 'B', 'pi(A)', 'A0', 'B0', 'Bezier control', 'Chain bend'] as const;
export type PointName = (typeof POINT_NAMES)[number];

export const experimentSchema = v.object({
  version: v.literal(1),
  dataset: v.picklist(['fashion-mnist', 'mnist', 'cifar-10']),
  network: networkSchema,
  activation: v.picklist(['relu', 'tanh']),
  initialisation: v.picklist(['he-normal', 'xavier', 'orthogonal']),
  loss: v.picklist(['cross-entropy', 'mse']),
  training: trainingSchema,
  seeds: v.object({ a: networkSeeds('A'), b: networkSeeds('B') }),
  matching: v.object({
    method: v.picklist(['activation', 'weight']),
    /** Activation matching: how alike two units are. */
    similarity: v.picklist(['cosine', 'l2', 'correlation']),
    /** Activation matching: before or after the nonlinearity. */
    stage: v.picklist(['before', 'after']),
    /** Activation matching: how many training images. */
    samples: wholeNumber('Images for matching', 1, 60_000),
    /** Weight matching: seed of the order of the layers. */
    seed: seed('Seed of the matching'),
  }),
  evaluation: v.object({
    /** Where lines, curves and planes are evaluated. */
    split: v.picklist(['train', 'test']),
    /** Images for lines and curves; at most what the split has. */
    samples: wholeNumber('Images along paths', 1, 60_000),
    /** Points along a line or curve, both ends included. */
    points: wholeNumber('Points along paths', 3, 201),
  }),
  curves: v.object({
    /** Which two networks the curves join. */
    ends: v.picklist(['A and B', 'pi(A) and B']),
    bends: wholeNumber('Bends of the chain', 1, 5),
    epochs: wholeNumber('Epochs of the curves', 1, 100),
    learningRate: realNumber('Learning rate of the curves', 'above 0', (x) => x > 0),
    seed: seed('Seed of the curves'),
  }),
  plane: v.object({
    /** Origin, end of the x axis, and third point. */
    anchors: v.pipe(
      v.tuple([v.picklist(POINT_NAMES), v.picklist(POINT_NAMES), v.picklist(POINT_NAMES)]),
      v.check(
        (anchors) => new Set(anchors).size === 3,
        'Plane: expected three different points, got one of them twice.',
      ),
    ),
    /** Points on each side of the grid. */
    grid: wholeNumber('Grid of the plane', 5, 101),
    samples: wholeNumber('Images on the plane', 1, 60_000),
  }),
});

export type Experiment = v.InferOutput<typeof experimentSchema>;

export type PresetId = 'quick-look' | 'paper' | 'paper-cnn-small' | 'paper-cnn-large';

export interface Preset {
  readonly title: string;
  /** One sentence for the page. */
  readonly note: string;
  readonly experiment: Experiment;
}

const quickLook: Experiment = {
  version: 1,
  dataset: 'fashion-mnist',
  network: { kind: 'mlp', hidden: [64, 64] },
  activation: 'relu',
  initialisation: 'he-normal',
  loss: 'cross-entropy',
  training: {
    optimizer: {
      kind: 'adamw',
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0.01,
    },
    epochs: 1,
    batch: 100,
  },
  seeds: { a: { initialisation: 1, order: 11 }, b: { initialisation: 2, order: 12 } },
  matching: {
    method: 'activation',
    similarity: 'cosine',
    stage: 'after',
    samples: 10_000,
    seed: 1,
  },
  evaluation: { split: 'test', samples: 10_000, points: 51 },
  curves: { ends: 'A and B', bends: 1, epochs: 1, learningRate: 0.001, seed: 1 },
  plane: { anchors: ['A', 'B', 'pi(A)'], grid: 51, samples: 2000 },
};

/**
 * Fig. 4 of Benzing et al. 2022 with 32 channels in place of 128. The paper says momentum 0.9, batches of 100 and that
 * large rates are at the edge of stable training, but gives none: 0.1 is the largest of 0.01, 0.1 and 0.2 at which both
 * networks learn in PyTorch.
 */
const paperCnn = (learningRate: number): Experiment => ({
  ...quickLook,
  network: { kind: 'cnn', layers: [32, 32, 'avg', 64, 64] },
  training: {
    optimizer: { kind: 'sgd', learningRate, momentum: 0.9, weightDecay: 1e-4 },
    epochs: 3,
    batch: 100,
  },
  matching: { ...quickLook.matching, samples: 2000 },
  evaluation: { ...quickLook.evaluation, samples: 2000, points: 21 },
  curves: { ...quickLook.curves, learningRate: 0.01 },
  plane: { ...quickLook.plane, grid: 21, samples: 500 },
});

export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  'quick-look': {
    title: 'Quick look',
    note: 'Two hidden layers of 64 units, one epoch: seconds on any laptop.',
    experiment: quickLook,
  },
  paper: {
    title: 'Paper',
    note: 'Benzing et al. 2022, Fig. 1: two hidden layers of 512 units, five epochs; minutes without a GPU.',
    experiment: {
      ...quickLook,
      network: { kind: 'mlp', hidden: [512, 512] },
      training: { ...quickLook.training, epochs: 5 },
      evaluation: { ...quickLook.evaluation, points: 41 },
      curves: { ...quickLook.curves, epochs: 3 },
      plane: { ...quickLook.plane, samples: 1000 },
    },
  },
  'paper-cnn-small': {
    title: 'Paper, CNN, small rate',
    note: 'Benzing et al. 2022, Fig. 4 left, with 32 channels of 128: at a small learning rate, aligning removes most of the barrier. Ten minutes or more without a GPU.',
    experiment: paperCnn(0.01),
  },
  'paper-cnn-large': {
    title: 'Paper, CNN, large rate',
    note: 'Benzing et al. 2022, Fig. 4 middle, with 32 channels of 128: at a large learning rate a high barrier stays. Ten minutes or more without a GPU.',
    experiment: paperCnn(0.1),
  },
};

/** The networks of an experiment. */
export function architectureOf({ dataset, network, activation }: Experiment): Architecture {
  const { side, channels, classes } = CATALOG[dataset];
  const outputs = classes.length;
  return network.kind === 'mlp'
    ? { ...network, inputs: channels * side ** 2, outputs, activation }
    : { ...network, channels, side, outputs, activation };
}

/** What is wrong with a document, by path (`training.epochs`); empty when it is right. */
export function experimentErrors(document: unknown): Record<string, string> {
  const parsed = v.safeParse(experimentSchema, document);
  const errors: Record<string, string> = {};
  if (!parsed.success) {
    for (const issue of parsed.issues) errors[v.getDotPath(issue) ?? ''] ??= issue.message;
    return errors;
  }
  // Whether pools fit depends on the images, so on two settings at once.
  try {
    affineLayers(architectureOf(parsed.output));
  } catch (error) {
    const { message } = error as RangeError;
    const { title } = CATALOG[parsed.output.dataset];
    errors['network.layers'] = `Convolutions on ${title}: ${message.replace(/^E/, 'e')}`;
  }
  return errors;
}

/** The document as an experiment, its fields in the schema's order; throws what is wrong first. */
export function parseExperiment(document: unknown): Experiment {
  const [error] = Object.values(experimentErrors(document));
  if (error !== undefined) throw new RangeError(error);
  return v.parse(experimentSchema, document);
}
