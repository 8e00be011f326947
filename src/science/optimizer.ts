/**
 * PyTorch's optimizers as plain arithmetic on flat weights, for directions that no trainer can take: where something
 * other than a network's own gradient is to be followed. Moments are kept in float64.
 */
import type { Weights } from '../model/weights';
import type { Optimizer } from '../engine/engine';

/** Moves one point; holds its moments between steps. */
export interface PointOptimizer {
  /**
   * Takes a step against `slope`, in place.
   *
   * @param rate learning rate of this step, the optimizer's own by default
   */
  step(slope: ArrayLike<number>, rate?: number): void;
}

/** An optimizer of one point, which it changes in place. */
export function optimizerOf(optimizer: Optimizer, point: Weights): PointOptimizer {
  const first = new Float64Array(point.length);
  switch (optimizer.kind) {
    case 'sgd': {
      const { learningRate, momentum, weightDecay } = optimizer;
      return {
        step(slope, rate = learningRate) {
          for (let i = 0; i < point.length; i++) {
            first[i] = momentum * first[i]! + slope[i]! + weightDecay * point[i]!;
            point[i]! -= rate * first[i]!;
          }
        },
      };
    }
    case 'adamw': {
      const { learningRate, beta1, beta2, epsilon, weightDecay } = optimizer;
      const second = new Float64Array(point.length);
      let steps = 0;
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
      };
    }
  }
}
