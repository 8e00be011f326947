/**
 * Minibatch descent of combinations of points over their free points, several side by side as a stack: what plain
 * training and the fitting of curves share. Tests on the way, pace, divergence and checkpoints live here; the
 * arithmetic lives in the engine.
 */
import type { Architecture } from '../model/architecture';
import type { Weights } from '../model/weights';
import type { Split } from '../data/dataset';
import type { DatasetEngine, Loss, Optimizer } from '../engine/engine';
import { batchesOf, type Batches } from './batches';
import { DivergedError, watchDivergence, type DescentWords } from './divergence';
import { callsInFlight } from './callsInFlight';
import { finish, stackMemberOf, record } from './stackMember';
import type { Checkpoint, Descended, Descent, StackMember, TestPoint } from './stackMember';
import { CHECKPOINT_INTERVAL, paceOf, type Clock } from './pace';
import { scheduleOf, type Schedule } from './schedule';
import { checkpointsOf, columnOf, pointsOf, stackOf, stepsOf, testedOf } from './stack';

/** What training and fitting have in common. */
export interface DescentOptions {
  readonly architecture: Architecture;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Images in the training split; each epoch takes every one once, in a new random order. */
  readonly trainingSamples: number;
  /** Images in a batch, at least 1; the last batch of an epoch may be smaller. */
  readonly batch: number;
  /** At least 1. */
  readonly epochs: number;
  readonly evaluation: EvaluationPlan;
  /** Which checkpoints are yielded whatever the clock says: at these steps, and at every test on the way. */
  readonly keep?: { readonly steps: readonly number[]; readonly tested: boolean };
  /** For a descent that diverges; those of a training by default. */
  readonly words?: DescentWords;
  /** Defaults to `performance.now`; pace and checkpoints depend on it, never the result. */
  readonly clock?: Clock;
}

/** On what the network is tested: before the first step, about ten times on the way, after every epoch, and at the end. */
export interface EvaluationPlan {
  readonly split: Split;
  /** First images of the split used on the way. */
  readonly samples: number;
  /** First images of the split used at the end. */
  readonly finalSamples: number;
}

/** What one of the networks did. */
export interface DescentProgress {
  /** Which, from 0. */
  readonly network: number;
  /** Steps taken so far. */
  readonly step: number;
  /** Steps of the whole run. */
  readonly steps: number;
  /** The running epoch, from 1. */
  readonly epoch: number;
  /** Batch loss of each new step before its update: of steps `step - losses.length + 1` to `step`. */
  readonly losses: Float32Array<ArrayBuffer>;
  /** A test just made, or null. */
  readonly test: TestPoint | null;
  /** The network after `step` steps, now and then; its buffers are the caller's. */
  readonly checkpoint: Checkpoint | null;
  /** True for a checkpoint that was to be kept. */
  readonly kept: boolean;
  /** Why it goes no further. */
  readonly diverged: DivergedError | null;
}

/** Milliseconds of one run of steps. */
const RUN = 40;

/** Steps of one run at most where several are under way, so that losses keep coming from a fast GPU. */
const READ_BACK = 50;

/**
 * Runs all epochs of all networks. Same options and engine, same weights: the sizes of runs follow the clock, the
 * draws do not, nor does it matter whether a descent began at a checkpoint. A network that diverges ends alone; a
 * stack that does not fit is split.
 *
 * @param descents M networks, those that go on from a checkpoint all from the same step
 * @returns `[M]`
 * @throws OutOfMemoryError when a single network does not fit
 */
export async function* descend(
  engine: DatasetEngine,
  options: DescentOptions,
  descents: readonly Descent[],
): AsyncGenerator<DescentProgress, (Descended | DivergedError)[], void> {
  const { architecture, loss, optimizer, trainingSamples, batch, epochs, words } = options;
  const schedule = scheduleOf(trainingSamples, batch, epochs);
  const members = descents.map((descent, network) => {
    const watch = watchDivergence(loss, architecture.outputs, optimizer.learningRate, words);
    return stackMemberOf(descent, network, schedule.steps, watch);
  });
  const starts = new Set(members.map(({ step }) => step));
  if (starts.size > 1)
    throw new RangeError(
      `Expected networks at the same step, got them at steps ${[...starts].join(', ')}.`,
    );
  yield* run({ engine, options, schedule }, members);
  return members.map(({ outcome }) => {
    if (outcome === null) throw new Error('internal: a descent has no outcome');
    return outcome;
  });
}

interface Context {
  readonly engine: DatasetEngine;
  readonly options: DescentOptions;
  readonly schedule: Schedule;
}

type Progressing = AsyncGenerator<DescentProgress, void, void>;

const diverged = ({ outcome }: StackMember) => outcome instanceof DivergedError;

/** Runs members to their ends: those left after a divergence as a smaller stack, in halves what does not fit. */
async function* run(context: Context, members: readonly StackMember[]): Progressing {
  let going = members;
  while (going.length > 0) {
    const began = going.map(({ step }) => step);
    try {
      yield* runStack(context, going);
    } catch (error) {
      const outOfMemory = error instanceof Error && error.name === 'OutOfMemoryError';
      const moved = going.some(({ step }, m) => step !== began[m]);
      if (!outOfMemory || moved || going.length === 1) throw error;
      const half = Math.ceil(going.length / 2);
      yield* run(context, going.slice(0, half));
      yield* run(context, going.slice(half));
      return;
    }
    going = going.filter(({ outcome }) => outcome === null);
  }
}

/** Runs members as one stack until they end or one of them diverges. */
async function* runStack(context: Context, members: readonly StackMember[]): Progressing {
  const { engine, options, schedule } = context;
  const { architecture, loss, optimizer, evaluation } = options;
  const { clock = () => performance.now() } = options;
  const { steps } = schedule;
  const { keep = { steps: [], tested: false } } = options;
  const keeps = new Set(keep.steps);
  /** The next step at which nothing may be under way. */
  const haltAfter = (at: number) =>
    keep.steps.reduce(
      (halt, kept) => (kept > at ? Math.min(halt, kept) : halt),
      schedule.stopAfter(at),
    );
  const batches = members.map((member) => batchesLeft(member, options));
  const stack = stackOf(members);
  const trainer = await engine.trainer({ architecture, loss, optimizer, ...stack });
  const pace = paceOf(RUN, trainer.inFlight > 1 ? READ_BACK : Infinity);
  const calls = callsInFlight<Float32Array>(pace, clock);
  let step = members[0]?.step ?? 0;
  let sent = step;
  let saved = clock();
  const due = () => clock() - saved >= CHECKPOINT_INTERVAL;

  /** Sends what is worth having under way; nothing more while the members are to be looked at between two runs. */
  const send = () => {
    const stop = haltAfter(step);
    const wait = due() || members.some(diverged);
    while (sent < stop && calls.size < (wait ? 1 : trainer.inFlight)) {
      const { most, size } = schedule.runAfter(sent);
      const count = Math.min(pace.size(), most, stop - sent);
      calls.send(count, trainer.run(stepsOf(batches, count, size)));
      sent += count;
    }
  };

  try {
    const untested = members.every(({ tests }) => tests.length === 0);
    if (untested) await test(context, members, stack.basis, evaluation.samples);
    const beginning = untested && (keep.tested || keeps.has(0));
    const first = beginning ? await checkpointsOf(members, trainer) : null;
    for (const [m, member] of members.entries())
      yield progressOf(member, schedule, {
        tested: untested,
        checkpoint: first?.[m] ?? null,
        kept: beginning,
      });
    while (step < steps && !(calls.size === 0 && members.some(diverged))) {
      send();
      const { items, result } = await calls.next();
      step += items;
      const running = members.filter(({ outcome }) => outcome === null);
      const losses = running.map((member) =>
        columnOf(result, members.indexOf(member), members.length),
      );
      running.forEach((member, r) => record(member, losses[r]!));
      const between = calls.size === 0 && step < steps;
      const atStop = calls.size === 0 && schedule.stopAfter(step - 1) === step;
      const tested = between && atStop;
      const kept = calls.size === 0 && ((keep.tested && atStop) || keeps.has(step));
      if (tested) await test(context, members, await trainer.weights(), evaluation.samples);
      const checkpoints = kept || (between && due()) ? await checkpointsOf(members, trainer) : null;
      if (checkpoints !== null) saved = clock();
      for (const [r, member] of running.entries())
        yield progressOf(member, schedule, {
          losses: losses[r]!,
          tested,
          kept,
          checkpoint: checkpoints?.[members.indexOf(member)] ?? null,
        });
    }
    if (members.every(diverged)) return;
    if (step < steps) {
      const checkpoints = await checkpointsOf(members, trainer);
      members.forEach((member, m) => (member.from = checkpoints[m]!));
      return;
    }
    const points = await trainer.weights();
    await test(context, members, points, evaluation.finalSamples);
    const own = pointsOf(members, points);
    members.forEach((member, m) => finish(member, own[m]!));
  } finally {
    await calls.settle();
    trainer.dispose();
  }
}

/** The random draws of the steps that a member has yet to take. */
function batchesLeft(
  { descent, step }: StackMember,
  { trainingSamples, batch }: DescentOptions,
): Batches {
  const { draw, seed } = descent;
  const batches = batchesOf({ trainingSamples, batch, draw, seed });
  batches.skip(step);
  return batches;
}

function progressOf(
  member: StackMember,
  { steps, epochAt }: Schedule,
  {
    losses = new Float32Array(0),
    tested = false,
    checkpoint = null,
    kept = false,
  }: {
    losses?: Float32Array<ArrayBuffer>;
    tested?: boolean;
    checkpoint?: Checkpoint | null;
    kept?: boolean;
  } = {},
): DescentProgress {
  const { network, step, tests, outcome } = member;
  const at = { network, step, steps, epoch: epochAt(step) };
  if (outcome instanceof DivergedError)
    return {
      ...at,
      losses: new Float32Array(0),
      test: null,
      checkpoint: null,
      kept: false,
      diverged: outcome,
    };
  const test = tested ? (tests.at(-1) ?? null) : null;
  return { ...at, losses, test, checkpoint, kept, diverged: null };
}

/** Tests the members that have not diverged, on the stack's points. */
async function test(
  { engine, options }: Context,
  members: readonly StackMember[],
  points: readonly Weights[],
  samples: number,
): Promise<void> {
  const own = pointsOf(members, points);
  const live = members.flatMap((member, m) =>
    diverged(member) ? [] : [{ member, basis: own[m]! }],
  );
  if (live.length === 0) return;
  const { architecture, loss, evaluation } = options;
  const evaluator = await engine.evaluator({
    architecture,
    loss,
    split: evaluation.split,
    samples,
    basis: live.flatMap(({ basis }) => basis),
  });
  try {
    const result = await evaluator.evaluate(testedOf(live.map(({ member }) => member)));
    live.forEach(({ member: { tests, step } }, m) =>
      tests.push({ step, samples, loss: result.loss[m]!, accuracy: result.accuracy[m]! }),
    );
  } finally {
    evaluator.dispose();
  }
}
