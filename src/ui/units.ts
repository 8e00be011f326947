/** What a loss is measured in, as axes, legends and sentences say it. */
import type { Experiment } from '../store/state';

/** `Cross-entropy, nats` or `Accuracy`. */
export function measureText(
  measure: 'loss' | 'accuracy',
  { loss }: Pick<Experiment, 'loss'>,
): string {
  if (measure === 'accuracy') return 'Accuracy';
  return loss === 'mse' ? 'Mean squared error' : 'Cross-entropy, nats';
}

/** The unit alone. */
export function unitText({ loss }: Pick<Experiment, 'loss'>): string {
  return loss === 'mse' ? 'mean squared error' : 'nats';
}
