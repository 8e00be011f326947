/** When training has failed for good, and saying so. */
import type { Loss } from '../engine/engine';

/** Training ended because its loss left every useful range. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';

  /**
   * @param step the step that shows it, from 1
   * @param finding what is wrong with the loss, to follow `the loss`
   */
  constructor(
    readonly step: number,
    finding: string,
    learningRate: number,
    { subject, rate }: DescentWords = TRAINING,
  ) {
    super(
      `${subject} diverged at step ${step}: the loss ${finding}. Lower ${rate} (now ${learningRate}) and train again.`,
    );
  }
}

/** How a descent is called where it fails. */
export interface DescentWords {
  /** Begins a sentence. */
  readonly subject: string;
  /** Its learning rate, within a sentence. */
  readonly rate: string;
}

const TRAINING: DescentWords = { subject: 'Training', rate: 'the learning rate' };

/** Steps that the running mean looks back on. */
const WINDOW = 100;

/** How many times the loss of an untrained network the running mean may reach. */
const FACTOR = 100;

/** Watches the losses of a run, step by step. */
export interface DivergenceWatch {
  /** Takes the losses of the next steps; throws {@link DivergedError} at the first that shows divergence. */
  check(losses: Float32Array): void;
  /** Takes the loss of a finished network; throws when that is not finite or beyond use. */
  checkFinal(loss: number): void;
}

/**
 * A run has diverged when a loss is not finite, or when the mean of the last 100 losses (the loss of the untrained
 * network stands for those before the first step) exceeds 100 times that of the untrained network or of guessing,
 * whichever is larger. The second is for optimizers with bounded steps (AdamW): their loss stays finite but never
 * returns. A run that learns stays near or below 1 times, and a single bad batch cannot reach the mean.
 */
export function watchDivergence(
  loss: Loss,
  classes: number,
  learningRate: number,
  words = TRAINING,
): DivergenceWatch {
  const guessing = loss === 'cross-entropy' ? Math.log(classes) : 1 / classes;
  const window: number[] = [];
  let limit = Infinity;
  let sum = 0;
  let step = 0;
  // Where the untrained network stands in for steps before the first, the mean of the others is the higher for it.
  const beyond = () =>
    `averages more than ${Number(limit.toPrecision(2))} over the ${step < WINDOW ? `first ${step}` : `last ${WINDOW}`} steps`;
  const diverged = (finding: string) => new DivergedError(step, finding, learningRate, words);
  return {
    check(losses) {
      for (const value of losses) {
        step++;
        if (!Number.isFinite(value)) throw diverged('is not finite');
        if (step === 1) {
          const untrained = Math.max(guessing, value);
          limit = FACTOR * untrained;
          for (let i = 0; i < WINDOW; i++) window.push(untrained);
          sum = WINDOW * untrained;
        }
        const slot = step % WINDOW;
        sum += value - window[slot]!;
        window[slot] = value;
        if (sum > WINDOW * limit) throw diverged(beyond());
      }
    },
    checkFinal(value) {
      if (!Number.isFinite(value)) throw diverged('is not finite');
      if (value > limit) throw diverged(`of the result is ${Number(value.toPrecision(2))}`);
    },
  };
}
