/** Networks of an experiment: what all are, how they are trained, and what each has of its own. */
import * as v from 'valibot';
import { MAX_CHANNELS, MAX_HIDDEN_LAYERS, MAX_UNITS } from '../../../model/architecture';
import { above0, realNumber, seed, wholeNumber, settings, settingsBy } from '../../../jobs/fields';

const widths = `Hidden layers: expected 1 to ${MAX_HIDDEN_LAYERS} widths of 1 to ${MAX_UNITS} units, such as 64, 64.`;
const convolutions = `Convolutions: expected 1 to ${MAX_HIDDEN_LAYERS} numbers of channels, and avg for a pool, such as 8-8-avg-16-16.`;
/** Fields of the page always give lists; what is none comes from a document or an address. */
const noWidths = `Hidden layers: expected a list of 1 to ${MAX_HIDDEN_LAYERS} widths of 1 to ${MAX_UNITS} units, such as [64, 64] in a document or 64,64 in an address.`;
const noConvolutions = `Convolutions: expected a list of 1 to ${MAX_HIDDEN_LAYERS} numbers of channels, and "avg" for a pool, such as [8, 8, "avg", 16, 16] in a document or 8,8,avg,16,16 in an address.`;
const channels = wholeNumber('Channels of a convolution', 1, MAX_CHANNELS);

const hidden = v.pipe(
  v.array(wholeNumber('Units of a hidden layer', 1, MAX_UNITS), noWidths),
  v.minLength(1, widths),
  v.maxLength(MAX_HIDDEN_LAYERS, widths),
);

export const networkSchema = settingsBy('Kind of the network', 'kind', [
  settings({
    kind: v.literal('mlp'),
    /** Units of each hidden layer. */
    hidden,
  }),
  settings({
    kind: v.literal('cnn'),
    /** Channels of each 3 x 3 convolution, and `avg` for a 2 x 2 average pool. */
    layers: v.pipe(
      v.array(
        v.lazy((layer) => (typeof layer === 'string' ? v.literal('avg', convolutions) : channels)),
        noConvolutions,
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

const optimizerSchema = settingsBy('Optimizer', 'kind', [
  settings({
    kind: v.literal('adamw'),
    learningRate,
    beta1: decaying('Beta 1', 0.9),
    beta2: decaying('Beta 2', 0.999),
    epsilon: v.optional(above0('Epsilon'), 1e-8),
    weightDecay,
  }),
  settings({
    kind: v.literal('sgd'),
    learningRate: v.optional(above0('Learning rate'), 0.01),
    momentum: decaying('Momentum', 0.9),
    weightDecay,
  }),
]);

export const trainingSchema = settings({
  optimizer: v.optional(optimizerSchema, { kind: 'adamw' }),
  epochs: v.optional(wholeNumber('Epochs', 1, 100), 1),
  batch: v.optional(wholeNumber('Batch size', 1, 10_000), 100),
});

export type TrainingSettings = v.InferOutput<typeof trainingSchema>;

/** What a network is called, by its place in the list. */
export const NETWORK_NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
export type NetworkName = (typeof NETWORK_NAMES)[number];

export const ownSchema = settings({
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
      settings({
        name: v.pipe(v.string(), v.minLength(1, 'File of a network: expected its name.')),
        /** SHA-256 of its weights in hexadecimal; null takes any file of that name. */
        digest: v.optional(v.nullable(v.string()), null),
      }),
    ),
    null,
  ),
});

export type NetworkSettings = v.InferOutput<typeof ownSchema>;
