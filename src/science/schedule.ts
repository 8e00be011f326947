/** The steps of a training: which can go in one run, and after which of them the network is tested. */

/** Tests on the way, when there are fewer epochs than that. */
const TESTS = 10;

export interface Schedule {
  /** Steps of all epochs. */
  readonly steps: number;
  /** The running epoch after `step` steps, from 1. */
  epochAt(step: number): number;
  /** The first step after `step` at which to test; the end of an epoch is one. */
  stopAfter(step: number): number;
  /** The steps that may follow `step` in one run, up to the next stop, and the size of their batches. */
  runAfter(step: number): { readonly most: number; readonly size: number };
}

/**
 * @param samples images in the training split
 * @param batch images in a batch; the last of an epoch is what is left
 */
export function scheduleOf(samples: number, batch: number, epochs: number): Schedule {
  const perEpoch = Math.ceil(samples / batch);
  const count = Math.min(perEpoch, Math.max(1, Math.round(TESTS / epochs)));
  const stops = Array.from({ length: count }, (_, k) => Math.round(((k + 1) * perEpoch) / count));
  const stopAfter = (step: number) => {
    const done = step % perEpoch;
    return step - done + (stops.find((stop) => stop > done) ?? perEpoch);
  };
  return {
    steps: epochs * perEpoch,
    epochAt: (step) => Math.max(1, Math.ceil(step / perEpoch)),
    stopAfter,
    runAfter(step) {
      const left = samples - (step % perEpoch) * batch;
      const size = Math.min(batch, left);
      return { most: Math.min(stopAfter(step) - step, Math.floor(left / size)), size };
    },
  };
}
