/**
 * Minibatch descent of a combination of points over its free points: what plain training and the fitting of curves
 * share. Epochs, evaluations on the way, pace and divergence live here; the arithmetic lives in the engine.
 */
import type { Architecture } from '../model/architecture';
import { randomFrom, shuffled, type Random } from '../model/random';
import type { Weights } from '../model/weights';
import type { Split } from '../data/dataset';
import type { Engine, Loss, Optimizer } from '../engine/engine';
import { watchDivergence } from './divergence';
import { paceOf, type Clock } from './pace';

/** What training and fitting both need to be told. */
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
  /** Seed of the orders (and of the points on a curve). */
  readonly orderSeed: number;
  readonly evaluation: EvaluationPlan;
  /** Defaults to `performance.now`; only the pace depends on it, never the result. */
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

/** Loss and accuracy after a number of steps. */
export interface TestPoint {
  readonly step: number;
  readonly samples: number;
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

export interface DescentProgress {
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
}

/** The combination that descends. */
export interface DescentBasis {
  /** K points; those that are `free` move. */
  readonly basis: readonly Weights[];
  /** `[K]` */
  readonly free: readonly boolean[];
  /** The K coefficients of the next step. */
  readonly draw: (random: Random) => ArrayLike<number>;
  /** The K coefficients of the network that is tested. */
  readonly tested: ArrayLike<number>;
}

export interface Descended {
  /** The K points after the last step. */
  readonly basis: Weights[];
  readonly test: TestPoint;
}

/** Milliseconds of one run of steps. */
const RUN = 40;

/** Tests on the way, when there are fewer epochs than that. */
const TESTS = 10;

/**
 * Runs all epochs. Same options and engine, same weights: the sizes of runs follow the clock, the draws do not.
 *
 * @throws DivergedError when the loss leaves every useful range
 */
export async function* descend(
  engine: Engine,
  options: DescentOptions,
  { basis, free, draw, tested }: DescentBasis,
): AsyncGenerator<DescentProgress, Descended, void> {
  const { architecture, loss, optimizer, trainingSamples, batch, epochs, evaluation } = options;
  const { clock = () => performance.now() } = options;
  const perEpoch = Math.ceil(trainingSamples / batch);
  const steps = epochs * perEpoch;
  const stops = stopsOf(perEpoch, epochs);
  const random = randomFrom(options.orderSeed);
  const watch = watchDivergence(loss, architecture.outputs, optimizer.learningRate);
  const pace = paceOf(RUN);
  const testOf = (points: readonly Weights[], step: number, samples: number) =>
    testNetwork(engine, options, points, tested, step, samples);

  const trainer = await engine.trainer({ architecture, loss, optimizer, basis, free, networks: 1 });
  try {
    const untrained = await testOf(basis, 0, evaluation.samples);
    yield { step: 0, steps, epoch: 1, losses: new Float32Array(0), test: untrained };
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = shuffled(random, trainingSamples);
      for (let done = 0; done < perEpoch;) {
        const from = done * batch;
        const size = Math.min(batch, trainingSamples - from);
        const whole = Math.floor((trainingSamples - from) / size);
        const stop = stops.find((step) => step > done) ?? perEpoch;
        const count = Math.min(pace.size(), stop - done, whole);
        const began = clock();
        const losses = await trainer.run({
          indices: order.slice(from, from + count * size),
          batch: size,
          coefficients: table(count, basis.length, () => draw(random)),
        });
        pace.record(count, clock() - began);
        watch.check(losses);
        done += count;
        const step = (epoch - 1) * perEpoch + done;
        const due = done === stop && step < steps;
        const test = due ? await testOf(await trainer.weights(), step, evaluation.samples) : null;
        yield { step, steps, epoch, losses, test };
      }
    }
    const points = await trainer.weights();
    const final = await testOf(points, steps, evaluation.finalSamples);
    watch.checkFinal(final.loss);
    return { basis: points, test: final };
  } finally {
    trainer.dispose();
  }
}

/** The steps of an epoch after which to test, ascending; the last is its end. */
function stopsOf(perEpoch: number, epochs: number): number[] {
  const count = Math.min(perEpoch, Math.max(1, Math.round(TESTS / epochs)));
  return Array.from({ length: count }, (_, k) => Math.round(((k + 1) * perEpoch) / count));
}

/** `count` rows of K coefficients. */
function table(
  count: number,
  points: number,
  row: () => ArrayLike<number>,
): Float64Array<ArrayBuffer> {
  const coefficients = new Float64Array(count * points);
  for (let i = 0; i < count; i++) coefficients.set(row(), i * points);
  return coefficients;
}

/** Tests one combination of the points. */
async function testNetwork(
  engine: Engine,
  { architecture, loss, evaluation: { split } }: DescentOptions,
  basis: readonly Weights[],
  coefficients: ArrayLike<number>,
  step: number,
  samples: number,
): Promise<TestPoint> {
  const evaluator = await engine.evaluator({ architecture, loss, basis, split, samples });
  try {
    const result = await evaluator.evaluate(Float64Array.from(coefficients));
    return { step, samples, loss: result.loss[0]!, accuracy: result.accuracy[0]! };
  } finally {
    evaluator.dispose();
  }
}
