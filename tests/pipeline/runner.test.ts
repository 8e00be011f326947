import { describe, expect, it } from 'vitest';
import type { Pool } from '../../src/client/workerPool';
import type { JobName } from '../../src/jobs/jobs';
import { parseExperiment, planOfExperiment, type Experiment } from '../../src/pipeline/experiment';
import { createResultCache } from '../../src/pipeline/results';
import { createRunner, type PlanHost } from '../../src/pipeline/runner';
import type { ResultOf } from '../../src/pipeline/state';
import { keyOf } from '../../src/pipeline/task';
import { answeringPool } from '../support/answeringPool';

const MADE = { engine: 'none', version: 'test' };

/** A small pair on points in a plane, whose networks begin with these seeds. */
const pairOf = (seeds: readonly number[], change: object = {}): Experiment =>
  parseExperiment({
    version: 2,
    dataset: 'quadrant',
    network: { kind: 'mlp', hidden: [3] },
    networks: seeds.map((seed) => ({ initialisation: seed, order: seed })),
    ...change,
  });
const planWith = (seeds: readonly number[], change?: object) =>
  planOfExperiment(pairOf(seeds, change));

/** A runner, and the jobs that its workers are given; `meet` is called before each and may fail it. */
function counted(meet: (job: JobName, request: unknown) => unknown = () => undefined) {
  const jobs: JobName[] = [];
  const answering = answeringPool();
  const pool: Pool = {
    ...answering,
    async run(name, request, options) {
      jobs.push(name);
      await meet(name, typeof request === 'function' ? request() : request);
      return answering.run(name, request, options);
    },
  };
  const results = createResultCache(2 ** 20);
  const runner = createRunner(pool, results);
  return { jobs, results, ...runner };
}

/** A host without results of its own, and what it was told last of each task. */
function recording(own: Partial<PlanHost> = {}) {
  const states = new Map<string, string>();
  const values = new Map<string, unknown>();
  const failures = new Map<string, string>();
  const host: PlanHost = {
    signal: new AbortController().signal,
    read: () => Promise.reject(new Error('Expected no file.')),
    made: () => MADE,
    finished: () => null,
    onRunning: ({ id }) => void states.set(id, 'running'),
    onDone({ id }, value) {
      states.set(id, 'done');
      values.set(id, value);
    },
    onFailed({ id }, { message }) {
      states.set(id, 'failed');
      failures.set(id, message);
    },
    ...own,
  };
  return { host, states, values, failures };
}

const count = (jobs: readonly JobName[], name: JobName) =>
  jobs.filter((job) => job === name).length;

describe('a plane', () => {
  const size = 51;

  /** The jobs' grid points on an engine that trains stacks or does not. */
  const cellsOn = async (stacks: boolean) => {
    const layout = {
      order: Uint32Array.from({ length: size ** 2 }, (_, cell) => cell),
      grid: { size, x: new Float64Array(size), y: new Float64Array(size) },
    };
    const plan = planWith([1, 2]);
    const answering = answeringPool();
    const jobs: (readonly number[])[] = [];
    const pool: Pool = {
      ...answering,
      stacks,
      async run(name, request, options) {
        const asked = typeof request === 'function' ? request() : request;
        if ('cells' in asked) jobs.push([...asked.cells]);
        const answer = await answering.run(name, request, options);
        return name === 'frame' ? Object.assign({}, answer, layout) : answer;
      },
    };
    await createRunner(pool, createResultCache(2 ** 24)).run(plan, ['plane'], recording().host);
    return jobs;
  };
  it('goes to a GPU in a few large jobs, to workers in many; with every point once', async () => {
    const [one, many] = [await cellsOn(true), await cellsOn(false)];
    for (const jobs of [one, many])
      expect(jobs.flat()).toEqual(Array.from({ length: size ** 2 }, (_, cell) => cell));
    expect(many.length).toBeGreaterThan(12);
    expect(one.length).toBe(Math.ceil(many.length / 8));
  });
});

describe('equal keys', () => {
  it('are computed once in a plan, whatever their tasks are called', async () => {
    const plan = planWith([1, 1]);
    expect(keyOf(plan, 'networkA')).toBe(keyOf(plan, 'networkB'));
    const { run, jobs } = counted();
    const { host, values } = recording();
    await run(plan, ['networkA', 'networkB'], host);
    expect(jobs).toEqual(['train']);
    expect(values.get('networkA')).toBe(values.get('networkB'));
  });

  it('are computed once for two plans that run at once, and told to both', async () => {
    const [one, other] = [planWith([1, 2]), planWith([1, 3])];
    const { run, jobs } = counted();
    const [first, second] = [recording(), recording()];
    await Promise.all([
      run(one, [...one.keys()], first.host),
      run(other, [...other.keys()], second.host),
    ]);
    expect(count(jobs, 'train')).toBe(3);
    expect(count(jobs, 'match')).toBe(2);
    for (const { states } of [first, second])
      expect(new Set(states.values())).toEqual(new Set(['done']));
    expect(first.values.get('networkA')).toBe(second.values.get('networkA'));
    expect(first.values.get('networkB')).not.toEqual(second.values.get('networkB'));
  });

  it('are found among earlier results, with what made them', async () => {
    const plan = planWith([1, 2]);
    const { run, jobs } = counted();
    await run(plan, [...plan.keys()], recording().host);
    jobs.length = 0;
    const made: unknown[] = [];
    const { host } = recording({
      made: () => ({ engine: 'another', version: 'test' }),
      onDone: (...[, , , by]) => void made.push(by),
    });
    const edited = planWith([1, 2], { plane: { grid: 7 } });
    await run(edited, [...edited.keys()], host);
    expect([...new Set(jobs)].sort()).toEqual(['frame', 'plane']);
    expect(made).toContainEqual(MADE);
    expect(made).toContainEqual({ engine: 'another', version: 'test' });
  });

  it('are taken from the host first', async () => {
    const plan = planWith([1, 2]);
    const { run, jobs } = counted();
    const { host, values } = recording();
    await run(plan, ['networkA'], host);
    const fresh = counted();
    const key = keyOf(plan, 'networkA');
    const known = recording();
    await fresh.run(plan, ['matching'], {
      ...known.host,
      finished(task, own) {
        const found = own === key ? fresh.results.find(own, task.job) : null;
        return found;
      },
    });
    expect([jobs, fresh.jobs.sort()]).toEqual([['train'], ['match', 'train', 'train']]);
    expect(values.get('networkA')).toEqual(known.values.get('networkA'));
  });
});

it('runs what is asked for and what that needs, and no more', async () => {
  const plan = planWith([1, 2]);
  const { run, jobs } = counted();
  const { host, states } = recording();
  await run(plan, ['permuted'], host);
  expect(jobs.sort()).toEqual(['match', 'path', 'train', 'train']);
  expect([...states.keys()].sort()).toEqual(['matching', 'networkA', 'networkB', 'permuted']);
});

describe('a task that fails', () => {
  it('leaves others alone: nothing but what needs it is not computed', async () => {
    const plan = planWith([1, 2]);
    const { run } = counted((job, request) => {
      if (job === 'fit' && (request as { kind: string }).kind === 'bezier')
        throw new Error('no bend');
    });
    const { host, states, failures } = recording();
    await run(plan, [...plan.keys()], host);
    expect([...failures]).toEqual([['bezierFit', 'no bend']]);
    const lost = [...plan.keys()].filter((id) => states.get(id) !== 'done');
    // In the plane, that path alone is missing.
    expect(lost.sort()).toEqual(['bezier', 'bezierFit', 'projection.bezier']);
    expect(states.has('bezier')).toBe(false);
  });

  it('is told to every plan that asks for it, and is computed anew the next time', async () => {
    let broken = true;
    const { run, jobs } = counted((job) => {
      if (broken && job === 'match') throw new Error('no match');
    });
    const plan = planWith([1, 2]);
    const hosts = [recording(), recording()];
    await Promise.all(hosts.map(({ host }) => run(plan, ['matching'], host)));
    for (const { failures } of hosts) expect([...failures]).toEqual([['matching', 'no match']]);
    expect(count(jobs, 'match')).toBe(1);
    broken = false;
    const { host, states } = recording();
    await run(plan, ['matching'], host);
    expect(states.get('matching')).toBe('done');
    expect(count(jobs, 'train')).toBe(2);
  });
});

describe('a run that is stopped', () => {
  /** Two plans that wait for the same matching. */
  async function waiting() {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let reached: () => void = () => undefined;
    const matching = new Promise<void>((resolve) => (reached = resolve));
    const { run, jobs } = counted(async (job) => {
      if (job !== 'match') return;
      reached();
      await held;
    });
    const plan = planWith([1, 2]);
    const controllers = [new AbortController(), new AbortController()];
    const hosts = controllers.map(({ signal }) => recording({ signal }));
    const runs = hosts.map(({ host }) => run(plan, ['permuted'], host));
    await matching;
    return { controllers, hosts, runs, jobs, release };
  }

  it('resolves at once, is told no more, and takes nothing from another', async () => {
    const { controllers, hosts, runs, jobs, release } = await waiting();
    controllers[0]?.abort(new Error('stopped'));
    await runs[0];
    const before = new Map(hosts[0]?.states);
    release();
    await runs[1];
    expect(hosts[1]?.states.get('permuted')).toBe('done');
    expect(hosts[0]?.states).toEqual(before);
    expect(before.get('matching')).toBe('running');
    expect(hosts[0]?.failures.size).toBe(0);
    expect(count(jobs, 'match')).toBe(1);
  });

  it('begins nothing', async () => {
    const { run, jobs } = counted();
    const { host, states } = recording({ signal: AbortSignal.abort(new Error('stopped')) });
    const plan = planWith([1, 2]);
    await run(plan, [...plan.keys()], host);
    expect([jobs, states.size]).toEqual([[], 0]);
  });
});

it('forgets the results of a plan and computes them again', async () => {
  const { run, jobs, forget } = counted();
  const [plan, other] = [planWith([1, 2]), planWith([3, 4])];
  for (const each of [plan, other]) await run(each, ['networkA', 'networkB'], recording().host);
  forget(plan);
  jobs.length = 0;
  for (const each of [plan, other]) await run(each, ['networkA', 'networkB'], recording().host);
  expect(jobs).toEqual(['train', 'train']);
});

describe('networks that came without what their training kept', () => {
  const isNetwork = (id: string) => id.startsWith('network');

  /** Runs one plan after another of which the networks alone are known, in part; answers the jobs and what was told. */
  async function after(change: object, edited: object) {
    const { run, jobs, results } = counted();
    const [plan, next] = [planWith([1, 2], change), planWith([1, 2], edited)];
    const made = { ...MADE, rounded: 'kept' as const };
    await run(
      plan,
      [...plan.keys()],
      recording({
        onDone({ id, job }, value, key) {
          const part = isNetwork(id)
            ? { ...(value as ResultOf<'network'>), snapshots: [], forks: [] }
            : value;
          results.add(key, { job, value: part }, isNetwork(id) ? made : MADE);
        },
      }).host,
    );
    jobs.length = 0;
    const roundings = new Map<string, unknown>();
    const { host } = recording({
      onDone: ({ id }, _, __, by) => void roundings.set(id, by.rounded ?? 'exact'),
    });
    await run(next, [...next.keys()], host);
    return { jobs, roundings };
  }

  it('are taken as they are where their weights are enough, and what comes of them says so', async () => {
    const { jobs, roundings } = await after({}, { evaluation: { points: 7 } });
    expect(count(jobs, 'train')).toBe(0);
    expect(roundings.get('networkA')).toBe('kept');
    expect(roundings.get('naive')).toBe('used');
    expect(roundings.get('plane')).toBe('exact');
  });

  it('are trained again for what looks at their training', async () => {
    const transfer = { found: [], applied: [3] };
    const change = { measurements: { transfer } };
    const { jobs, roundings } = await after(change, {
      ...change,
      evaluation: { split: 'train' },
    });
    expect(count(jobs, 'train')).toBe(2);
    expect(roundings.get('transfer')).toBe('exact');
  });

  it('are not trained again for what is there', async () => {
    const transfer = { found: [], applied: [3] };
    const change = { measurements: { transfer } };
    const { jobs } = await after(change, { ...change, plane: { grid: 9 } });
    expect(count(jobs, 'train')).toBe(0);
  });
});
