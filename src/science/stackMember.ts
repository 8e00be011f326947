/** One network of a stack on its way: what it did so far, and what it can go on from. */
import type { OptimizerState } from '../engine/engine';
import type { Random } from '../model/random';
import type { Weights } from '../model/weights';
import { DivergedError, type DivergenceWatch } from './divergence';

/** Loss and accuracy after a number of steps. */
export interface TestPoint {
  readonly step: number;
  readonly samples: number;
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

/** A network between two steps: enough to go on, on this engine or another. Every buffer is its own. */
export interface Checkpoint extends OptimizerState {
  /** The free points, in order. */
  readonly points: readonly Weights[];
  /** Batch loss of every step so far, `[step]`. */
  readonly losses: Float32Array<ArrayBuffer>;
  readonly tests: readonly TestPoint[];
}

/** A combination of points that is to descend. */
export interface Descent {
  /** K points; those that are `free` move. */
  readonly basis: readonly Weights[];
  /** `[K]` */
  readonly free: readonly boolean[];
  /** The K coefficients of the next step. */
  readonly draw: (random: Random) => ArrayLike<number>;
  /** The K coefficients of the network that is tested. */
  readonly tested: ArrayLike<number>;
  /** Seed of the orders of the images (and of the points on a curve). */
  readonly seed: number;
  /** Goes on from there; left as it is. */
  readonly from?: Checkpoint | null | undefined;
}

/** Where a descent has come to. */
export interface Descended {
  /** The K points after the last step. */
  readonly basis: readonly Weights[];
  /** On the final samples of the evaluation plan. */
  readonly test: TestPoint;
}

export interface StackMember {
  /** Its index among all that descend. */
  readonly network: number;
  readonly descent: Descent;
  readonly watch: DivergenceWatch;
  /** `[steps]`, of which the first `step` are known. */
  readonly losses: Float32Array<ArrayBuffer>;
  readonly tests: TestPoint[];
  /** Steps taken. */
  step: number;
  /** What the running stack began with; null for the descent's own start. */
  from: Checkpoint | null;
  /** How it ended; null while it goes on. */
  outcome: Descended | DivergedError | null;
}

/** @param steps of all epochs */
export function stackMemberOf(
  descent: Descent,
  network: number,
  steps: number,
  watch: DivergenceWatch,
): StackMember {
  const { from = null } = descent;
  const losses = new Float32Array(steps);
  if (from !== null) {
    losses.set(from.losses);
    watch.check(from.losses);
  }
  const tests = from === null ? [] : from.tests.slice();
  const step = from?.step ?? 0;
  return { network, descent, watch, losses, tests, step, from, outcome: null };
}

/** A member's K points where the running stack began. */
export function basisOf({ descent: { basis, free }, from }: StackMember): readonly Weights[] {
  if (from === null) return basis;
  let moved = 0;
  return basis.map((point, k) => (free[k] === true ? (from.points[moved++] ?? point) : point));
}

/** Takes a member's losses of the steps that follow, or its divergence. */
export function record(member: StackMember, losses: Float32Array): void {
  orDiverge(member, () => {
    member.watch.check(losses);
    member.losses.set(losses, member.step);
    member.step += losses.length;
  });
}

/** Ends a member that has not diverged with its last points and their test, or as diverged after all. */
export function finish(member: StackMember, basis: readonly Weights[]): void {
  const test = member.tests.at(-1);
  if (member.outcome !== null || test === undefined) return;
  orDiverge(member, () => {
    member.watch.checkFinal(test.loss);
    member.outcome = { basis, test };
  });
}

/** Divergence is how one member ends; every other failure is that of all. */
function orDiverge(member: StackMember, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof DivergedError)) throw error;
    member.outcome = error;
  }
}
