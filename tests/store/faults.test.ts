/** What goes wrong while the pipeline runs: nothing done is lost, and the page says what happened. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OutOfMemoryError, type DatasetEngine, type TrainerOptions } from '../../src/engine/engine';
import { fitRef, networkRef, PLANE } from '../../src/pipeline/kinds/pair/refs';
import { stateOf } from '../../src/pipeline/state';
import type { Handlers } from '../../src/worker/serve';
import {
  tinyStore,
  type PageState,
  type TinyStore,
  type TinyStoreOptions,
} from '../support/tinyStore';

let opened: TinyStore | null = null;
afterEach(() => {
  opened?.close();
  vi.restoreAllMocks();
});
const open = (options: TinyStoreOptions) => (opened = tinyStore(options));

/** Steps of 80 ms that may be taken twice: those of 2 seconds, and some on a busy machine. */
const LOST = 32;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Networks and steps of each run of a trainer; trainers are counted from 0. */
type Runs = {
  readonly trainer: number;
  readonly networks: number;
  readonly free: number;
  readonly steps: number;
}[];

/** Trainings of so many points (1 or 2 networks; a Bezier curve of 3) take so long a step; the runs of them all. */
function slowed(milliseconds: number, points: readonly number[] = [1, 2]) {
  const runs: Runs = [];
  let trainers = 0;
  const wrap = (engine: DatasetEngine): DatasetEngine => ({
    ...engine,
    async trainer(of: TrainerOptions) {
      const id = trainers++;
      const trainer = await engine.trainer(of);
      return {
        ...trainer,
        async run(steps) {
          const count = steps.indices.length / steps.batch / of.networks;
          if (points.includes(of.basis.length)) await wait(milliseconds * count);
          const losses = await trainer.run(steps);
          runs.push({ trainer: id, networks: of.networks, free: of.basis.length, steps: count });
          return losses;
        },
      };
    },
  });
  return { runs, wrap };
}

const stepsOf = (runs: Runs, networks: number) =>
  runs.reduce((sum, run) => sum + (run.networks === networks ? run.steps : 0), 0);

/** Longer trainings: 40 steps of each network. */
const training: NonNullable<TinyStoreOptions['edit']> = (experiment) => ({
  ...experiment,
  training: { ...experiment.training, epochs: 10 },
  curves: { ...experiment.curves, epochs: 1 },
});

const [A, B] = [networkRef('A'), networkRef('B')];

const stepOf = ({ tasks }: Pick<PageState, 'tasks'>) => {
  const state = stateOf(tasks, A);
  return state.status === 'running' ? (state.progress?.step ?? 0) : 0;
};

const weightsOf = ({ result }: TinyStore) => [A, B].map((ref) => result(ref).weights);

/** The weights of both networks of `training`, without a fault. */
async function undisturbed(engineChoice: 'wasm' | 'webgpu') {
  const store = open({ engineChoice, edit: training });
  store.train();
  await store.idle();
  store.close();
  return weightsOf(store);
}

const expectNear = (got: Float32Array[], expected: Float32Array[]) =>
  got.forEach((weights, m) => {
    expect(weights).toHaveLength(expected[m]!.length);
    const worst = weights.map((w, i) => Math.abs(w - expected[m]![i]!)).toSorted((a, b) => b - a);
    expect(worst[0]).toBeLessThan(1e-4);
  });

describe('a GPU that is lost while networks train', () => {
  it('is opened again; both go on from their checkpoint as a stack', async () => {
    const expected = await undisturbed('webgpu');
    const { runs, wrap } = slowed(80);
    const page = open({ engineChoice: 'webgpu', wrap, edit: training });
    page.train();
    await page.until((state) => stepOf(state) >= 30);
    const before = page.task(A);
    page.workers.at(-1)?.loseDevice();
    await page.until(({ notices }) => notices.length > 0);
    const [said] = page.texts();
    expect(said).toMatch(
      /^The GPU device was lost\. It was opened again; training of A and B goes on from step \d+\.$/,
    );
    const from = Number(/step (\d+)/.exec(said!)?.[1]);
    expect(from).toBeGreaterThanOrEqual(15);
    expect(page.task(A)).toEqual(before);
    await page.until((state) => stepOf(state) > 0 && stateOf(state.tasks, A) !== before);
    expect(stepOf(page.state())).toBeGreaterThanOrEqual(from);
    await page.idle();
    expect(page.statuses()).toEqual(page.all('done'));
    expectNear(weightsOf(page), expected);
    expect(page.jobs.filter((job) => job === 'train')).toHaveLength(2);
    expect(stepsOf(runs, 2)).toBeLessThanOrEqual(40 + LOST);
    const history = page.result(B).history;
    expect(history.losses.at(-1)?.step).toBe(40);
    expect(history.losses.map(({ step }) => step)).toEqual(
      [...new Set(history.losses.map(({ step }) => step))].toSorted((a, b) => a - b),
    );
    expect(history.seconds).toBeGreaterThan(3);
    expect(page.state().engine).toMatchObject({ info: { kind: 'webgpu' } });
  });

  it('gives way to WebAssembly the second time; each goes on by itself', async () => {
    const { runs, wrap } = slowed(80);
    const page = open({ engineChoice: 'webgpu', wrap, edit: training });
    page.train();
    await page.until((state) => stepOf(state) >= 22);
    page.workers.at(-1)?.loseDevice();
    await page.until(({ notices }) => notices.length > 0);
    await page.until(
      (state) => state.engine.status === 'ready' && stateOf(state.tasks, A).status === 'running',
    );
    await wait(50);
    page.workers.at(-1)?.loseDevice();
    await page.until(({ notices }) => notices.length > 1);
    expect(page.texts()[1]).toMatch(
      /Isthmus goes on with WebAssembly; training of A and B goes on from step \d+\.$/,
    );
    await page.idle();
    expect(page.statuses()).toEqual(page.all('done'));
    expect(page.state().engine).toMatchObject({ info: { kind: 'wasm' }, workers: 2 });
    expect(page.jobs.filter((job) => job === 'train')).toHaveLength(4);
    const alone = runs.filter(({ networks, free }) => networks === 1 && free === 1);
    expect(alone.reduce((sum, { steps }) => sum + steps, 0)).toBeLessThanOrEqual(2 * LOST);
    expect(page.task(PLANE)).toMatchObject({ result: { recipe: { engine: 'oracle as wasm' } } });
  });
});

it('a worker that ends while networks train: the one goes on from its checkpoint, the other is let be', async () => {
  const expected = await undisturbed('wasm');
  const { runs, wrap } = slowed(80);
  const page = open({ wrap, edit: training });
  page.train();
  await page.until((state) => stepOf(state) >= 25);
  page.workers[0]?.crash();
  await page.idle();
  expect(page.statuses()).toEqual(page.all('done'));
  expect(page.texts()).toEqual([
    expect.stringMatching(/It was replaced; training of (A|B) goes on from step \d+\.$/),
  ]);
  expectNear(weightsOf(page), expected);
  const alone = runs.filter(({ free }) => free === 1);
  const steps = alone.reduce((sum, run) => sum + run.steps, 0);
  expect(steps).toBeGreaterThan(80);
  expect(steps).toBeLessThanOrEqual(80 + LOST);
});

it('a GPU that is lost while a curve is fitted: the fit goes on from its checkpoint', async () => {
  const { wrap, runs } = slowed(100, [3]);
  const page = open({
    engineChoice: 'webgpu',
    wrap,
    edit: (experiment) => ({
      ...experiment,
      training: { ...experiment.training, epochs: 1 },
      curves: { ...experiment.curves, epochs: 8, bends: 2 },
    }),
  });
  page.train();
  await page.until(({ tasks }) => {
    const bezierFit = stateOf(tasks, fitRef('bezier'));
    return bezierFit.status === 'running' && (bezierFit.progress?.step ?? 0) >= 20;
  });
  page.workers.at(-1)?.loseDevice();
  await page.until(({ notices }) => notices.length > 0);
  const from = Number(/the Bezier curve goes on from step (\d+)\.$/.exec(page.texts()[0]!)?.[1]);
  expect(from).toBeGreaterThan(0);
  await page.idle();
  expect(page.statuses()).toEqual(page.all('done'));
  const bezier = runs.filter(({ free }) => free === 3);
  const resumed = bezier.filter(({ trainer }) => trainer === bezier.at(-1)?.trainer);
  expect(resumed.reduce((sum, { steps }) => sum + steps, 0)).toBe(32 - from);
});

it('a GPU that is lost while a plane is computed: points that are there stay', async () => {
  /** Points by the worker that computed them. */
  const cells: number[][] = [];
  let slow = true;
  const page = open({
    engineChoice: 'webgpu',
    wrap: (engine) => ({
      ...engine,
      async evaluator(of) {
        const evaluator = await engine.evaluator(of);
        return {
          ...evaluator,
          async evaluate(coefficients) {
            if (slow && of.basis.length === 3 && of.samples === 8) await wait(30);
            return evaluator.evaluate(coefficients);
          },
        };
      },
    }),
    change: (handlers: Handlers, worker) => ({
      ...handlers,
      plane: (request, context) =>
        handlers.plane(request, {
          ...context,
          progress(tile) {
            (cells[worker] ??= []).push(...tile.cells);
            context.progress(tile);
          },
        }),
    }),
  });
  const computed = ({ tasks }: PageState) => {
    const plane = stateOf(tasks, PLANE);
    return plane.status === 'running' ? (plane.progress?.computed ?? 0) : 0;
  };
  page.train();
  await page.until((state) => computed(state) >= 6);
  page.workers.at(-1)?.loseDevice();
  await page.until(({ notices }) => notices.length > 0);
  const before = computed(page.state());
  expect(before).toBeGreaterThanOrEqual(6);
  expect(before).toBeLessThan(25);
  expect(page.texts()[0]).toContain(`the plane goes on after ${before} of 25 points`);
  slow = false;
  await page.idle();
  expect(page.statuses()).toEqual(page.all('done'));
  const plane = page.result(PLANE);
  expect(plane.computed).toBe(25);
  const [first = [], second = []] = cells.filter((some) => some.length > 0);
  expect(second).toHaveLength(25 - before);
  expect(second.filter((cell) => first.slice(0, before).includes(cell))).toEqual([]);
});

describe('memory', () => {
  const roomFor =
    (networks: number): TinyStoreOptions['wrap'] =>
    (engine) => ({
      ...engine,
      trainer: (of) =>
        of.networks > networks
          ? Promise.reject(
              new OutOfMemoryError(`Expected room for ${of.networks} networks of 9 MB.`),
            )
          : engine.trainer(of),
    });

  it('that one network fits in: they train one after the other', async () => {
    const page = open({ engineChoice: 'webgpu', wrap: roomFor(1)! });
    page.train();
    await page.idle();
    expect(page.statuses()).toEqual(page.all('done'));
    expect(page.jobs.filter((job) => job === 'train')).toHaveLength(1);
  });

  it('that no network fits in: refused with sizes, and the page goes on', async () => {
    let networks = 0;
    const page = open({ engineChoice: 'webgpu', wrap: (engine) => roomFor(networks)!(engine) });
    page.train();
    await page.idle();
    const failed = {
      status: 'failed',
      error: { message: 'Expected room for 1 networks of 9 MB.' },
    };
    expect(page.state().tasks).toMatchObject({ networkA: failed, networkB: failed });
    networks = 2;
    page.chooseEngine('wasm');
    page.train();
    await page.idle();
    expect(page.statuses()).toEqual(page.all('done'));
  });
});

it('a network that diverges in a stack fails at once, and alone', async () => {
  const { wrap } = slowed(20);
  const page = open({
    engineChoice: 'webgpu',
    edit: training,
    wrap: (engine) => {
      const slow = wrap(engine);
      return {
        ...slow,
        async trainer(of) {
          const trainer = await slow.trainer(of);
          if (of.networks === 1) return trainer;
          return {
            ...trainer,
            run: async (steps) => (await trainer.run(steps)).map((loss, i) => (i % 2 ? loss : NaN)),
          };
        },
      };
    },
  });
  page.train();
  await page.until(({ tasks }) => stateOf(tasks, A).status === 'failed');
  expect(page.task(A)).toMatchObject({
    error: {
      name: 'DivergedError',
      message: expect.stringMatching(/^Training of A diverged at step 1: /) as string,
    },
  });
  expect(page.task(B).status).toBe('running');
  await page.idle();
  expect(page.statuses()).toMatchObject({ networkA: 'failed', networkB: 'done', plane: 'idle' });
});

it('a laptop that sleeps for a night: the run ends well, with times that make sense', async () => {
  const { wrap } = slowed(10);
  let slept = 0;
  const real = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => real() + slept);
  const page = open({ engineChoice: 'webgpu', wrap, edit: training });
  page.train();
  await page.until((state) => stepOf(state) >= 5);
  slept = 8 * 3600e3;
  const seen: number[] = [];
  page.workspace.subscribe(({ tasks }) => {
    const networkA = stateOf(tasks, A);
    if (networkA.status === 'running' && networkA.progress !== null && networkA.progress.step > 0)
      seen.push(networkA.progress.secondsLeft);
  });
  await page.until((state) => stepOf(state) >= 20);
  slept += 8 * 3600e3;
  page.stop();
  expect(page.state().busy).toBe(false);
  page.train();
  await page.idle();
  expect(page.statuses()).toEqual(page.all('done'));
  expect(seen.length).toBeGreaterThan(0);
  // Of two nights of 8 hours.
  expect(Math.max(...seen)).toBeLessThan(3600);
  expect(page.result(A).history.seconds).toBeLessThan(3600);
});

it('says to whoever asked for the GPU why there is none', async () => {
  const page = open({
    engineChoice: 'webgpu',
    change: (handlers) => ({
      ...handlers,
      start: async (request, context) => ({
        ...(await handlers.start({ ...request, choice: 'wasm' }, context)),
        rejected: request.choice === 'wasm' ? [] : ['WebGPU: no adapter on this machine.'],
      }),
    }),
  });
  await page.until(({ engine }) => engine.status === 'ready');
  await page.until(({ notices }) => notices.length > 0);
  expect(page.texts()).toEqual(['WebGPU: no adapter on this machine. oracle as wasm takes over.']);
  page.chooseEngine('auto');
  await page.until(({ engine }) => engine.status === 'ready');
  expect(page.texts()).toHaveLength(1);
});
