import type { Optimizer } from '../engine';
import type { Kernels } from './kernels';

/** A basis point that moves: addresses of its weights and of the optimizer's two running means, of one layout. */
export interface FreePoint {
  readonly weights: number;
  readonly first: number;
  readonly second: number;
}

/** Updates `floats` numbers `offset` bytes into a point, with `scale` times the gradient at that address. */
export type Update = (
  point: FreePoint,
  offset: number,
  gradient: number,
  floats: number,
  scale: number,
) => void;

/** PyTorch's update of step `t`, which counts from 1; bias corrections in float64 as there. */
export function updateOf(kernels: Kernels, optimizer: Optimizer, t: number): Update {
  if (optimizer.kind === 'sgd') {
    const { learningRate, momentum, weightDecay } = optimizer;
    return ({ weights, first }, offset, gradient, floats, scale) =>
      kernels.sgd(
        weights + offset,
        first + offset,
        gradient,
        floats,
        scale,
        learningRate,
        momentum,
        weightDecay,
      );
  }
  const { learningRate, beta1, beta2, epsilon, weightDecay } = optimizer;
  const keep = 1 - learningRate * weightDecay;
  const rate = learningRate / (1 - beta1 ** t);
  const spread = 1 / Math.sqrt(1 - beta2 ** t);
  // Keeps 0 / 0 out of padding and of weights without gradient; too small to change any other quotient.
  const least = Math.max(epsilon, 1e-37);
  return ({ weights, first, second }, offset, gradient, floats, scale) =>
    kernels.adamw(
      weights + offset,
      first + offset,
      second + offset,
      gradient,
      floats,
      scale,
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      keep,
      rate,
      spread,
      least,
    );
}
