/** Experiments by name that the page offers first. */
import { parseExperiment, type Experiment, type ExperimentInput } from './experiment';

export type PresetId = 'quick-look' | 'paper' | 'paper-cnn-small' | 'paper-cnn-large';

export interface Preset {
  readonly title: string;
  /** One sentence for the page. */
  readonly note: string;
  readonly experiment: Experiment;
}

/**
 * Fig. 4 of Benzing et al. 2022 with 32 channels in place of 128. The paper says momentum 0.9, batches of 100 and that
 * large rates are at the edge of stable training, but gives none: 0.1 is the largest of 0.01, 0.1 and 0.2 at which both
 * networks learn in PyTorch.
 */
const paperCnn = (learningRate: number): ExperimentInput => ({
  version: 3,
  network: { kind: 'cnn', layers: [32, 32, 'avg', 64, 64] },
  training: {
    optimizer: { kind: 'sgd', learningRate, momentum: 0.9, weightDecay: 1e-4 },
    epochs: 3,
    batch: 100,
  },
  alignment: { method: 'activation', samples: 2000 },
  evaluation: { samples: 2000, points: 21 },
  curves: { learningRate: 0.01 },
  plane: { grid: 21, samples: 500 },
});

export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  'quick-look': {
    title: 'Quick look',
    note: 'Two hidden layers of 64 units, one epoch: seconds on any laptop.',
    experiment: parseExperiment({ version: 3 }),
  },
  paper: {
    title: 'Paper',
    note: 'Benzing et al. 2022, Fig. 1: two hidden layers of 512 units, five epochs; minutes without a GPU.',
    experiment: parseExperiment({
      version: 3,
      network: { kind: 'mlp', hidden: [512, 512] },
      training: { epochs: 5 },
      evaluation: { points: 41 },
      curves: { epochs: 3 },
      plane: { samples: 1000 },
    }),
  },
  'paper-cnn-small': {
    title: 'Paper, CNN, small rate',
    note: 'Benzing et al. 2022, Fig. 4 left, with 32 channels of 128: at a small learning rate, aligning removes most of the barrier. A quarter of an hour without a GPU.',
    experiment: parseExperiment(paperCnn(0.01)),
  },
  'paper-cnn-large': {
    title: 'Paper, CNN, large rate',
    note: 'Benzing et al. 2022, Fig. 4 middle, with 32 channels of 128: at a large learning rate a high barrier stays. A quarter of an hour without a GPU.',
    experiment: parseExperiment(paperCnn(0.1)),
  },
};
