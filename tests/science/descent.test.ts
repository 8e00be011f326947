import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/model/architecture';
import { initialise } from '../../src/model/initialisation';
import { randomFrom } from '../../src/model/random';
import { OutOfMemoryError, type DatasetEngine, type Optimizer } from '../../src/engine/engine';
import type { DescentProgress } from '../../src/science/descent';
import { DivergedError } from '../../src/science/divergence';
import type { Checkpoint } from '../../src/science/stackMember';
import { chain } from '../../src/science/paths/chain';
import { fit } from '../../src/science/paths/fit';
import { train, type Trained, type TrainOptions } from '../../src/science/train';
import { expectWithin } from '../support/close';
import { engineOn } from '../support/engineOn';
import { collect } from '../support/collect';
import { counted } from '../support/counted';
import { ENGINES } from '../support/engines';
import { patterns } from '../support/patterns';
import { trainAlone } from '../support/trainAlone';
import { createNodeWasmEngine } from '../support/wasm';

const adamw: Optimizer = {
  kind: 'adamw',
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
};
const sgd: Optimizer = { kind: 'sgd', learningRate: 0.02, momentum: 0.9, weightDecay: 0.001 };

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [12],
  outputs: 4,
  activation: 'relu',
};
const common = {
  architecture,
  loss: 'cross-entropy',
  optimizer: adamw,
  trainingSamples: 200,
  batch: 30,
  epochs: 4,
  evaluation: { split: 'test', samples: 20, finalSamples: 60 },
} as const satisfies Omit<TrainOptions, 'networks'>;
const STEPS = 28;

const networks = [1, 2, 3].map((seed) => ({
  initial: initialise(architecture, 'he-normal', randomFrom(seed)),
  orderSeed: 10 + seed,
}));
const pair = networks.slice(0, 2);

let engine: DatasetEngine;
/** What becomes of each network that is trained alone. */
let alone: Trained[];
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
  alone = [];
  for (const network of networks)
    alone.push((await collect(trainAlone(engine, { ...common, ...network }))).result);
});

/** A clock that steps on by so much each time it is read. */
const ticking = (milliseconds: number) => {
  let time = 0;
  return () => (time += milliseconds);
};

const checkpointsIn = (progress: readonly DescentProgress[], network = 0): Checkpoint[] =>
  progress.flatMap((each) =>
    each.network === network && each.checkpoint !== null ? [each.checkpoint] : [],
  );

/** The same engine with other trainers: `change` is told how many networks one is for. */
const withTrainers = (
  change: (trainer: Awaited<ReturnType<DatasetEngine['trainer']>>, networks: number) => unknown,
): DatasetEngine => ({
  ...engine,
  trainer: async (of) => {
    const trainer = await engine.trainer(of);
    return { ...trainer, ...(change(trainer, of.networks) as object) };
  },
});

describe('a stack of networks', () => {
  it('gives each the weights, losses and tests that it has alone', async () => {
    const { progress, result } = await collect(train(engine, { ...common, networks }));
    expect(result).toEqual(alone);
    for (const [m, network] of networks.entries()) {
      const own = await collect(trainAlone(engine, { ...common, ...network }));
      const mine = progress.filter((each) => each.network === m);
      const losses = (all: readonly DescentProgress[]) => all.flatMap((each) => [...each.losses]);
      const tests = (all: readonly DescentProgress[]) => all.flatMap(({ test }) => test ?? []);
      expect(losses(mine)).toEqual(losses(own.progress));
      expect(tests(mine)).toEqual(tests(own.progress));
      expect(mine.at(-1)?.step).toBe(STEPS);
    }
  });

  it('goes on without a network that diverges, and tells of it at once', async () => {
    const broken = { ...networks[1]!, initial: networks[1]!.initial.map((w) => 1e30 * w) };
    const three = [networks[0]!, broken, networks[2]!];
    const { engine: watched, held } = counted(engine);
    const { progress, result } = await collect(train(watched, { ...common, networks: three }));
    expect([result[0], result[2]]).toEqual([alone[0], alone[2]]);
    expect(result[1]).toBeInstanceOf(DivergedError);
    expect((result[1] as DivergedError).step).toBe(1);
    const reported = progress.findIndex(({ diverged }) => diverged !== null);
    expect(progress[reported]).toMatchObject({ network: 1, diverged: result[1] });
    expect(progress[reported]!.losses).toHaveLength(0);
    expect(progress.slice(reported + 1).some(({ network }) => network === 1)).toBe(false);
    expect(progress.filter(({ step }) => step > 1).length).toBeGreaterThan(2);
    expect(held()).toBe(0);
  });

  it.each([
    [1, 7],
    [2, 28],
  ])('whatever the step of it: %i under way, step %i', async (inFlight, step) => {
    let taken = 0;
    const failing = withTrainers((trainer, count) => ({
      inFlight,
      async run(steps: Parameters<typeof trainer.run>[0]) {
        const losses = await trainer.run(steps);
        if (count === 1) return losses;
        return losses.map((loss, i) => (i % 2 === 0 && ++taken === step ? NaN : loss));
      },
    }));
    const { result } = await collect(train(failing, { ...common, networks: pair }));
    expect(result[0]).toBeInstanceOf(DivergedError);
    expect((result[0] as DivergedError).step).toBe(step);
    expect(result[1]).toEqual(alone[1]);
  });

  it('ends when all its networks have diverged', async () => {
    const optimizer = { ...sgd, learningRate: 1e12 };
    const { result } = await collect(train(engine, { ...common, optimizer, networks: pair }));
    for (const outcome of result) expect(outcome).toBeInstanceOf(DivergedError);
  });

  it.each([
    ['at once', (fits: number) => trainersFor(fits, 'at once')],
    ['with the first batch', (fits: number) => trainersFor(fits, 'with the first batch')],
  ])('is split where it does not fit, noticed %s', async (_, engineFor) => {
    for (const fits of [1, 2]) {
      const { engine: watched, held } = counted(engineFor(fits));
      const { progress, result } = await collect(train(watched, { ...common, networks }));
      expect(result).toEqual(alone);
      expect(held()).toBe(0);
      for (const m of [0, 1, 2])
        expect(progress.filter((p) => p.network === m && p.test?.step === 0)).toHaveLength(1);
    }
    await expect(collect(train(engineFor(0), { ...common, networks: pair }))).rejects.toThrow(
      'Expected room for 0 networks, got 1',
    );
  });

  it('refuses networks that are at different steps', async () => {
    const { progress } = await collect(
      train(engine, { ...common, networks: pair, clock: ticking(1000) }),
    );
    const [from] = checkpointsIn(progress);
    const mixed = [{ ...pair[0]!, from: from! }, pair[1]!];
    await expect(collect(train(engine, { ...common, networks: mixed }))).rejects.toThrow(
      /at the same step, got them at steps \d+, 0/,
    );
  });
});

/** An engine with room for so many networks. */
function trainersFor(fits: number, noticed: 'at once' | 'with the first batch'): DatasetEngine {
  const refuse = (count: number) => {
    throw new OutOfMemoryError(`Expected room for ${fits} networks, got ${count}.`);
  };
  return withTrainers((trainer, count) => {
    if (count <= fits) return {};
    if (noticed === 'with the first batch')
      return { run: () => Promise.resolve().then(() => refuse(count)) };
    trainer.dispose();
    return refuse(count);
  });
}

describe('a checkpoint', () => {
  it.each([
    ['AdamW', adamw],
    ['SGD', sgd],
  ])('of a training with %s goes on to the same bytes', async (_, optimizer) => {
    const whole = { ...common, optimizer, ...networks[0]! };
    const { progress, result } = await collect(
      trainAlone(engine, { ...whole, clock: ticking(500) }),
    );
    const checkpoints = checkpointsIn(progress);
    expect(checkpoints.length).toBeGreaterThan(4);
    expect(checkpoints.some(({ step }) => step % 7 !== 0)).toBe(true);
    for (const checkpoint of checkpoints) {
      const resumed = await collect(trainAlone(engine, { ...whole, from: checkpoint }));
      expect(resumed.result).toEqual(result);
      const [first] = resumed.progress;
      expect(first).toMatchObject({ step: checkpoint.step, test: null });
      expect(resumed.progress.flatMap(({ losses }) => [...losses])).toEqual(
        progress.flatMap(({ losses }) => [...losses]).slice(checkpoint.step),
      );
      expect(checkpoint.tests.concat(resumed.progress.flatMap(({ test }) => test ?? []))).toEqual(
        progress.flatMap(({ test }) => test ?? []),
      );
    }
  });

  it('of the fit of a curve goes on to the same bytes', async () => {
    const [a, b] = [alone[0]!.weights, alone[1]!.weights];
    const whole = { ...common, path: chain(3), a, b, orderSeed: 5 };
    const { progress, result } = await collect(fit(engine, { ...whole, clock: ticking(500) }));
    const checkpoint = checkpointsIn(progress).at(-1)!;
    expect(checkpoint.points).toHaveLength(3);
    expect((await collect(fit(engine, { ...whole, from: checkpoint }))).result).toEqual(result);
  });

  it('of a stack goes on as a stack or network by network', async () => {
    const clock = ticking(500);
    const { progress } = await collect(train(engine, { ...common, networks: pair, clock }));
    const froms = [0, 1].map((m) => checkpointsIn(progress, m)[2]!);
    const resumed = pair.map((network, m) => ({ ...network, from: froms[m]! }));
    const together = await collect(train(engine, { ...common, networks: resumed }));
    expect(together.result).toEqual(alone.slice(0, 2));
    const second = await collect(trainAlone(engine, { ...common, ...resumed[1]! }));
    expect(second.result).toEqual(alone[1]);
  });

  it('is kept at the steps that are asked for and at every test, whatever the clock says', async () => {
    const keep = { steps: [0, 5, 12, STEPS, 1000], tested: false };
    const { progress, result } = await collect(train(engine, { ...common, networks, keep }));
    expect(result).toEqual(alone);
    for (const m of networks.keys()) {
      const kept = progress.filter((each) => each.network === m && each.kept);
      expect(kept.map(({ step }) => step)).toEqual([0, 5, 12, STEPS]);
      expect(kept.map(({ checkpoint }) => checkpoint?.step)).toEqual([0, 5, 12, STEPS]);
      expect(kept[0]?.checkpoint?.points[0]).toEqual(networks[m]!.initial);
      expect(kept.at(-1)?.checkpoint?.points[0]).toEqual(alone[m]!.weights);
    }
    const tested = await collect(
      train(engine, { ...common, networks: pair, keep: { steps: [], tested: true } }),
    );
    const own = tested.progress.filter(({ network }) => network === 1);
    const steps = own.filter(({ kept }) => kept).map(({ step }) => step);
    expect(steps).toEqual([
      ...own.filter(({ test }) => test !== null).map(({ step }) => step),
      STEPS,
    ]);
  });

  it('can be given away, and leaves the one that it came from alone', async () => {
    const { progress } = await collect(
      train(engine, { ...common, networks: pair, clock: ticking(500) }),
    );
    const buffers = [0, 1].flatMap((m) =>
      checkpointsIn(progress, m).flatMap(({ points, first, second, losses }) =>
        [...points, ...first, ...second, losses].map(({ buffer }) => buffer),
      ),
    );
    expect(new Set(buffers).size).toBe(buffers.length);
  });

  it.each([1, 2])(
    'comes at least every 2 seconds of training, %i runs under way',
    async (inFlight) => {
      let now = 0;
      const timed = withTrainers((trainer) => ({
        inFlight,
        run: async (steps: Parameters<typeof trainer.run>[0]) => {
          now += 9 * (steps.indices.length / steps.batch);
          return trainer.run(steps);
        },
      }));
      const long = { ...common, epochs: 200 };
      const { progress } = await collect(
        trainAlone(timed, { ...long, ...networks[0]!, clock: () => now }),
      );
      const at = [0, ...checkpointsIn(progress).map(({ step }) => step)];
      expect(at.length).toBeGreaterThan(5);
      for (const [i, step] of at.entries())
        expect((step - (at[i - 1] ?? 0)) * 9).toBeLessThan(2000);
    },
  );
});

describe.each(ENGINES)('on %s', (_, create) => {
  let tried: DatasetEngine;
  beforeAll(async () => {
    tried = await engineOn(create(), patterns());
  });
  afterAll(() => tried.dispose());

  const weightsOf = (outcomes: readonly (Trained | DivergedError)[]) =>
    outcomes.map((outcome) =>
      outcome instanceof DivergedError ? new Float32Array(0) : outcome.weights,
    );
  const expectAlone = (outcomes: readonly (Trained | DivergedError)[]) =>
    weightsOf(outcomes).forEach((weights, m) => expectWithin(weights, alone[m]!.weights, 1e-3));

  it('a stack is its networks, and goes on from a checkpoint and without one that diverges', async () => {
    const clock = ticking(200);
    const whole = await collect(train(tried, { ...common, networks: pair, clock }));
    expectAlone(whole.result);
    const froms = [0, 1].map((m) => checkpointsIn(whole.progress, m).at(-1)!);
    expect(froms[0]!.step).toBeGreaterThan(5);
    const resumed = pair.map((network, m) => ({ ...network, from: froms[m]! }));
    expectAlone((await collect(train(tried, { ...common, networks: resumed }))).result);
    const broken = { ...networks[2]!, initial: networks[2]!.initial.map(() => NaN) };
    const three = { ...common, networks: [...pair, broken] };
    const { result } = await collect(train(tried, three));
    expect(result[2]).toBeInstanceOf(DivergedError);
    expectAlone(result.slice(0, 2));
  });
});

describe('two runs under way', () => {
  it('give the same, in order, and are looked at only when both have arrived', async () => {
    let under = 0;
    let most = 0;
    const counting = withTrainers((trainer) => {
      const quiet = <Result>(read: () => Promise<Result>) => {
        expect(under).toBe(0);
        return read();
      };
      return {
        inFlight: 2,
        async run(steps: Parameters<typeof trainer.run>[0]) {
          most = Math.max(most, ++under);
          const losses = await trainer.run(steps);
          await new Promise((resolve) => setTimeout(resolve, 1));
          under--;
          return losses;
        },
        weights: () => quiet(trainer.weights),
        state: () => quiet(trainer.state),
        dispose: () => {
          expect(under).toBe(0);
          trainer.dispose();
        },
      };
    });
    const options = { ...common, networks: pair, clock: ticking(100) };
    const { progress, result } = await collect(train(counting, options));
    expect(most).toBe(2);
    expect(result).toEqual(alone.slice(0, 2));
    const steps = progress.filter(({ network }) => network === 1).map(({ step }) => step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));

    const abandoned = train(counting, options);
    for (let i = 0; i < 5; i++) await abandoned.next();
    await abandoned.return(undefined as never);
    expect(under).toBe(0);
  });
});
