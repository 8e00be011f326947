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
  zeros,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Optimizer, OptimizerState } from '../engine';
import { readPoints, stacked } from './points';

/** An optimizer of points `[F, P]`, which all take the same steps. */
export interface Stepper {
  /** One step inside a tidy; answers the new points. The old points and the gradient `[F, P]` stay the caller's. */
  step(points: Tensor2D, gradient: Tensor2D): Tensor2D;
  state(): Promise<OptimizerState>;
  dispose(): void;
}

/** An optimizer before its first step, or where another one was. */
export function createStepper(
  optimizer: Optimizer,
  shape: [points: number, parameters: number],
  state?: OptimizerState,
): Stepper {
  const step = state?.step ?? 0;
  const means = (resumed?: OptimizerState['first']): Tensor2D => {
    if (resumed === undefined) return zeros(shape);
    if (resumed.length !== shape[0])
      throw new RangeError(
        `Expected the optimizer's state of ${shape[0]} free points, got that of ${resumed.length}.`,
      );
    return stacked(resumed);
  };
  return optimizer.kind === 'adamw'
    ? adamw(optimizer, step, means(state?.first), means(state?.second))
    : sgd(optimizer, step, means(state?.first));
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
  taken: number,
  first: Tensor2D,
  second: Tensor2D,
): Stepper {
  const constants = {
    kept: scalar(1 - learningRate * weightDecay),
    beta1: scalar(beta1),
    fresh1: scalar(1 - beta1),
    beta2: scalar(beta2),
    fresh2: scalar(1 - beta2),
    epsilon: scalar(epsilon),
  };
  let moments = { first, second };
  let steps = taken;
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
    state: async () => ({
      step: steps,
      first: await readPoints(moments.first),
      second: await readPoints(moments.second),
    }),
    dispose() {
      dispose([constants, moments]);
    },
  };
}

/** `torch.optim.SGD` without dampening; its first buffer is the gradient, which a buffer of zeros gives too. */
function sgd(
  { learningRate, momentum, weightDecay }: Extract<Optimizer, { readonly kind: 'sgd' }>,
  taken: number,
  first: Tensor2D,
): Stepper {
  const constants = {
    rate: scalar(learningRate),
    momentum: scalar(momentum),
    decay: scalar(weightDecay),
  };
  let buffer = first;
  let steps = taken;
  return {
    step(before, gradient) {
      steps++;
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
    state: async () => ({ step: steps, first: await readPoints(buffer), second: [] }),
    dispose() {
      dispose([constants, buffer]);
    },
  };
}
