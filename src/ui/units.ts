import type { Experiment } from '../pipeline/experiment';
import type { View } from '../pipeline/view';
/** What a loss is measured in, as axes, legends and sentences say it. */

/** `Cross-entropy, nats` or `Mean squared error`. */
export function lossUnitText({ loss }: Pick<Experiment, 'loss'>): string {
  return loss === 'mse' ? 'Mean squared error' : 'Cross-entropy, nats';
}

/** What the colours of the plane stand for, with the unit. */
export function measureText(
  measure: View['measure'],
  experiment: Pick<Experiment, 'loss'>,
): string {
  if (measure === 'accuracy') return 'Accuracy; the error is what it lacks of 100 %';
  return measure === 'loss' ? lossUnitText(experiment) : 'Entropy of the predictions, nats';
}

/** The unit alone. */
export function unitText({ loss }: Pick<Experiment, 'loss'>): string {
  return loss === 'mse' ? 'mean squared error' : 'nats';
}
