/** The experiments of before, for undoing, and those that were undone. */
import type { Experiment } from '../pipeline/experiment';

export interface Steps {
  /** Oldest first. */
  readonly past: readonly Experiment[];
  /** Those that were undone, the nearest first. */
  readonly future: readonly Experiment[];
}

/** Experiments that can be gone back to. */
const MOST = 20;

/** After an experiment was left for another one. */
export const stepFrom = ({ past }: Steps, left: Experiment): Steps => ({
  past: [...past, left].slice(-MOST),
  future: [],
});

/** The experiment before `now`, and the steps once it is there; null where there is none. */
export function stepBack({ past, future }: Steps, now: Experiment): (Steps & At) | null {
  const experiment = past.at(-1);
  if (experiment === undefined) return null;
  return { experiment, past: past.slice(0, -1), future: [now, ...future] };
}

/** The one that was undone last. */
export function stepForth({ past, future }: Steps, now: Experiment): (Steps & At) | null {
  const [experiment, ...rest] = future;
  if (experiment === undefined) return null;
  return { experiment, past: [...past, now], future: rest };
}

interface At {
  readonly experiment: Experiment;
}
