/** Members as the one stack that an engine trains, and what it answers for each of them. */
import type { OptimizerState, Trainer, TrainingSteps } from '../engine/engine';
import type { Weights } from '../model/weights';
import type { Batches } from './batches';
import { basisOf, type Checkpoint, type StackMember } from './stackMember';

/** The points of all members, one member after the other, and the optimizer's state that goes with them. */
export function stackOf(members: readonly StackMember[]): {
  readonly basis: readonly Weights[];
  readonly free: readonly boolean[];
  readonly networks: number;
  readonly state?: OptimizerState;
} {
  const points = {
    basis: members.flatMap(basisOf),
    free: members.flatMap(({ descent }) => descent.free),
    networks: members.length,
  };
  const states = members.flatMap(({ from }) => (from === null ? [] : [from]));
  const [one] = states;
  if (one === undefined) return points;
  return {
    ...points,
    state: {
      step: one.step,
      first: states.flatMap(({ first }) => first),
      second: states.flatMap(({ second }) => second),
    },
  };
}

/** The next `count` steps of every member, in batches of `size`. */
export function stepsOf(batches: readonly Batches[], count: number, size: number): TrainingSteps {
  const taken = batches.map((each) => each.take(count, size));
  const indices = new Uint32Array(count * taken.length * size);
  const points = taken.map(({ coefficients }) => coefficients.length / count);
  const width = points.reduce((sum, k) => sum + k, 0);
  const coefficients = new Float64Array(count * taken.length * width);
  let column = 0;
  taken.forEach((own, m) => {
    const k = points[m]!;
    for (let s = 0; s < count; s++) {
      const row = s * taken.length + m;
      indices.set(own.indices.subarray(s * size, (s + 1) * size), row * size);
      coefficients.set(own.coefficients.subarray(s * k, (s + 1) * k), row * width + column);
    }
    column += k;
  });
  return { indices, batch: size, coefficients };
}

/** The tested combination of each member, `[M, K]` over the points of all. */
export function testedOf(members: readonly StackMember[]): Float64Array<ArrayBuffer> {
  const rows = members.map((member) =>
    members.flatMap(({ descent: { basis, tested } }, m) =>
      basis.map((_, k) => (members[m] === member ? (tested[k] ?? 0) : 0)),
    ),
  );
  return Float64Array.from(rows.flat());
}

/** Each member's own of the points of all. */
export function pointsOf(
  members: readonly StackMember[],
  basis: readonly Weights[],
): (readonly Weights[])[] {
  return shares(
    basis,
    members.map(({ descent }) => descent.basis.length),
  );
}

/** So many of the things for each count, in order. */
function shares<Thing>(things: readonly Thing[], counts: readonly number[]): (readonly Thing[])[] {
  let next = 0;
  return counts.map((count) => things.slice(next, (next += count)));
}

/** One network's losses of `[steps, M]`. */
export function columnOf(losses: Float32Array, m: number, networks: number) {
  return Float32Array.from(
    { length: losses.length / networks },
    (_, s) => losses[s * networks + m]!,
  );
}

/** What each member can go on from, read between two runs of the trainer. */
export async function checkpointsOf(
  members: readonly StackMember[],
  trainer: Trainer,
): Promise<Checkpoint[]> {
  const [basis, { step, first, second }] = [await trainer.weights(), await trainer.state()];
  const free = members.map(({ descent }) => descent.free);
  const isFree = free.flat();
  const counts = free.map((own) => own.filter(Boolean).length);
  const points = shares(
    basis.filter((_, k) => isFree[k]),
    counts,
  );
  const means = shares(first, counts);
  const squares = shares(second, counts);
  return members.map((member, m) => ({
    step,
    points: points[m]!.map(own),
    first: means[m]!.map(own),
    second: squares[m]!.map(own),
    losses: member.losses.slice(0, member.step),
    tests: member.tests.slice(),
  }));
}

/** In a buffer of its own, which can be given away. */
const own = (weights: Weights): Weights =>
  weights.byteLength === weights.buffer.byteLength ? weights : weights.slice();
