/**
 * PyTorch's optimizers as plain arithmetic on flat weights, for directions that no trainer can take: where something
 * other than a network's own gradient is to be followed. Moments are kept in float64.
 */
import type { Weights } from '../model/weights';
import type { Optimizer } from '../engine/engine';

/** Where an optimizer of one point stands between two steps. */
export interface PointOptimizerState {
  /** Steps taken. */
  readonly steps: number;
  /** Momentum, or AdamW's mean of the slopes, `[point.length]`. */
  readonly first: Float64Array<ArrayBuffer>;
  /** AdamW's mean of their squares, `[point.length]`; empty for SGD. */
  readonly second: Float64Array<ArrayBuffer>;
}

/** Moves one point; holds its moments between steps. */
export interface PointOptimizer {
  /**
   * Takes a step against `slope`, in place.
   *
   * @param rate learning rate of this step, the optimizer's own by default
   */
  step(slope: ArrayLike<number>, rate?: number): void;
  /** A copy, owned by the caller. */
  state(): PointOptimizerState;
}

/**
 * An optimizer of one point, which it changes in place.
 *
 * @param from goes on from there; left as it is
 */
export function optimizerOf(
  settings: Optimizer,
  point: Weights,
  from: PointOptimizerState | null = null,
): PointOptimizer {
  let steps = from?.steps ?? 0;
  const first = from?.first.slice() ?? new Float64Array(point.length);
  switch (settings.kind) {
    case 'sgd': {
      const { learningRate, momentum, weightDecay } = settings;
      return {
        step(slope, rate = learningRate) {
          steps++;
          for (let i = 0; i < point.length; i++) {
            first[i] = momentum * first[i]! + slope[i]! + weightDecay * point[i]!;
            point[i]! -= rate * first[i]!;
          }
        },
        state: () => ({ steps, first: first.slice(), second: new Float64Array(0) }),
      };
    }
    case 'adamw': {
      const { learningRate, beta1, beta2, epsilon, weightDecay } = settings;
      const second = from?.second.slice() ?? new Float64Array(point.length);
      return {
        step(slope, rate = learningRate) {
          steps++;
          const unbias1 = 1 / (1 - beta1 ** steps);
          const unbias2 = 1 / (1 - beta2 ** steps);
          for (let i = 0; i < point.length; i++) {
            const g = slope[i]!;
            first[i] = beta1 * first[i]! + (1 - beta1) * g;
            second[i] = beta2 * second[i]! + (1 - beta2) * g * g;
            const deviation = Math.sqrt(second[i]! * unbias2) + epsilon;
            point[i] =
              point[i]! * (1 - rate * weightDecay) - (rate * first[i]! * unbias1) / deviation;
          }
        },
        state: () => ({ steps, first: first.slice(), second: second.slice() }),
      };
    }
  }
}
