/** How networks are trained on points of a square: what suits images is over before they have learnt anything. */
import { entryOf } from '../../../data/named';
import { parseExperiment, type Experiment } from './experiment';

/** Steps below which a small network has hardly left its initialisation. */
const FEW_STEPS = 500;

/** Whether the training is long enough for the points of an experiment. */
export function isFitForPoints(experiment: Experiment): boolean {
  const { epochs, batch } = experiment.training;
  return epochs * Math.ceil(entryOf(experiment).trainCount / batch) >= FEW_STEPS;
}

/** A small network, small batches and many epochs: seconds in all. */
export const fitForPoints = (experiment: Experiment): Experiment =>
  parseExperiment({
    ...experiment,
    network: { kind: 'mlp', hidden: [16, 16] },
    networks: experiment.networks.map((own) => ({ ...own, training: null, hidden: null })),
    training: {
      optimizer: { kind: 'adamw', learningRate: 0.01 },
      epochs: 40,
      batch: 20,
    },
    curves: { ...experiment.curves, epochs: 20, learningRate: 0.01 },
  });
