import {
  add,
  dispose,
  div,
  keep,
  mul,
  scalar,
  sqrt,
  square,
  sub,
  tidy,
  zerosLike,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Optimizer } from '../engine';

/** An optimizer's state for points `[F, P]`, which all take the same steps. */
export interface OptimizerState {
  /** One step inside a tidy; answers the new points. The old points and the gradient `[F, P]` stay the caller's. */
  step(points: Tensor2D, gradient: Tensor2D): Tensor2D;
  dispose(): void;
}

/** State before the first step, of the shape of `points`. */
export function optimizerState(optimizer: Optimizer, points: Tensor2D): OptimizerState {
  return optimizer.kind === 'adamw' ? adamw(optimizer, points) : sgd(optimizer, points);
}

/** `torch.optim.AdamW`, formula by formula (Loshchilov and Hutter 2019, algorithm 2). */
function adamw(
  {
    learningRate,
    beta1,
    beta2,
    epsilon,
    weightDecay,
  }: Extract<Optimizer, { readonly kind: 'adamw' }>,
  points: Tensor2D,
): OptimizerState {
  const constants = {
    kept: scalar(1 - learningRate * weightDecay),
    beta1: scalar(beta1),
    fresh1: scalar(1 - beta1),
    beta2: scalar(beta2),
    fresh2: scalar(1 - beta2),
    epsilon: scalar(epsilon),
  };
  let moments = { first: zerosLike(points), second: zerosLike(points) };
  let steps = 0;
  return {
    step(before, gradient) {
      steps++;
      const stepSize = learningRate / (1 - beta1 ** steps);
      const correction = Math.sqrt(1 - beta2 ** steps);
      const [first, second, after] = tidy((): [Tensor2D, Tensor2D, Tensor2D] => {
        const { kept, fresh1, fresh2 } = constants;
        const m: Tensor2D = add(mul(moments.first, constants.beta1), mul(gradient, fresh1));
        const v: Tensor2D = add(
          mul(moments.second, constants.beta2),
          mul(square(gradient), fresh2),
        );
        const root = add(div(sqrt(v), scalar(correction)), constants.epsilon);
        return [m, v, sub(mul(before, kept), mul(div(m, root), scalar(stepSize)))];
      });
      dispose(moments);
      // Kept, since a step is taken inside the trainer's tidy.
      moments = { first: keep(first), second: keep(second) };
      return after;
    },
    dispose() {
      dispose([constants, moments]);
    },
  };
}

/** `torch.optim.SGD` without dampening; its first buffer is the gradient, which a buffer of zeros gives too. */
function sgd(
  { learningRate, momentum, weightDecay }: Extract<Optimizer, { readonly kind: 'sgd' }>,
  points: Tensor2D,
): OptimizerState {
  const constants = {
    rate: scalar(learningRate),
    momentum: scalar(momentum),
    decay: scalar(weightDecay),
  };
  let buffer = zerosLike(points);
  return {
    step(before, gradient) {
      const [moved, after] = tidy((): [Tensor2D, Tensor2D] => {
        const g: Tensor2D =
          weightDecay === 0 ? gradient.clone() : add(gradient, mul(before, constants.decay));
        const b: Tensor2D = momentum === 0 ? g : add(mul(buffer, constants.momentum), g);
        return [b, sub(before, mul(b, constants.rate))];
      });
      buffer.dispose();
      buffer = keep(moved);
      return after;
    },
    dispose() {
      dispose([constants, buffer]);
    },
  };
}
