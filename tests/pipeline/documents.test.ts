import { afterEach, describe, expect, it } from 'vitest';
import { readDocument } from '../../src/pipeline/documents';
import { experimentIn } from '../../src/pipeline/experiment';
import { networkRef, pathRef, POINTS, projectionRef } from '../../src/pipeline/kinds/pair/refs';
import { shown } from '../../src/pipeline/state';
import { tinyStore, type TinyStore } from '../support/tinyStore';

const opened: TinyStore[] = [];
afterEach(() => {
  for (const { close } of opened.splice(0)) close();
});

const openStore = () => {
  const store = tinyStore({
    edit: (experiment) => ({
      ...experiment,
      evaluation: { ...experiment.evaluation, both: true, compared: 4 },
      measurements: { ...experiment.measurements, averages: 'to-first' },
    }),
  });
  opened.push(store);
  return store;
};

/** Shown again without training. */
const KEPT = [
  ...['naive', 'permuted', 'bezier', 'chain', 'averages', 'projection', 'plane'],
  ...['projection.naive', 'projection.permuted', 'projection.bezier', 'projection.chain'],
];

async function saved(): Promise<{ text: string; store: TinyStore }> {
  const store = openStore();
  store.train();
  await store.idle();
  return { text: store.save(), store };
}

describe('a saved document', () => {
  it('shows its results in another page at once, and leaves weights out', async () => {
    const { text, store: first } = await saved();
    expect(text.length).toBeLessThan(100_000);
    const document = readDocument('x.json', text);
    expect(experimentIn(JSON.parse(text))).toEqual(first.tiny);
    const second = openStore();
    second.open(document);
    const { tasks, experiment } = second.state();
    expect(experiment).toEqual(first.tiny);
    for (const name of KEPT) {
      expect([name, tasks[name]?.status]).toEqual([name, 'done']);
      expect(shown(tasks[name]!)?.value).toEqual(shown(first.state().tasks[name]!)?.value);
    }
    expect(second.task(networkRef('A')).status).toBe('idle');
    second.jobs.length = 0;
    second.train();
    await second.idle();
    expect(second.statuses()).toEqual(second.all('done'));
    expect(second.jobs.sort()).toEqual(['fit bezier', 'fit chain', 'match', 'train', 'train']);
  });

  it('shows none of the results that were there before, which come back', async () => {
    const { text } = await saved();
    const second = openStore();
    const own = { ...second.tiny, training: { ...second.tiny.training, batch: 50 } };
    second.edit(own);
    second.train();
    await second.idle();
    second.open(readDocument('x.json', text));
    expect(second.task(networkRef('A')).status).toBe('idle');
    expect(Object.values(second.statuses())).not.toContain('stale');
    expect(second.task(pathRef('naive')).status).toBe('done');
    second.undo();
    expect(second.state().experiment).toEqual(own);
    expect(second.statuses()).toEqual(second.all('done'));
  });

  it('leaves out results that answer other settings, and opens what a terminal kept', async () => {
    const { text, store } = await saved();
    const { experiment, stages } = JSON.parse(text) as Record<string, object>;
    const other = { ...experiment, loss: 'mse' };
    const kept = JSON.stringify({ version: '1', point: {}, runs: [{ experiment: other, stages }] });
    const fresh = openStore();
    fresh.open(readDocument('results.json', kept));
    expect(fresh.state().experiment.loss).toBe('mse');
    expect(fresh.task(pathRef('naive')).status).toBe('idle');
    expect(readDocument('bare.json', JSON.stringify(store.tiny)).results).toEqual([]);
  });

  it('opens the plane of an earlier version, which had every path in one projection', async () => {
    const { text, store } = await saved();
    const { stages, ...others } = JSON.parse(text) as {
      readonly stages: Readonly<Record<string, { recipe: object; result: Projected }>>;
    };
    type Projected = { readonly points: object[]; readonly path: object[] };
    const of = (id: string) => stages[id]!.result;
    const paths = ['naive', 'permuted', 'bezier', 'chain'];
    const earlier = {
      ...Object.fromEntries(Object.entries(stages).filter(([id]) => !id.startsWith('projection'))),
      projection: {
        recipe: stages['projection']!.recipe,
        result: {
          points: ['projection', ...paths.map((name) => `projection.${name}`)].flatMap(
            (id) => of(id).points,
          ),
          paths: paths.map((name) => ({ name, points: of(`projection.${name}`).path })),
        },
      },
    };
    const second = openStore();
    second.open(readDocument('x.json', JSON.stringify({ ...others, stages: earlier })));
    for (const name of KEPT)
      expect([name, second.state().tasks[name]?.status]).toEqual([name, 'done']);
    const lying = (page: TinyStore, name: string) => page.result(projectionRef(name)).path;
    for (const name of paths) expect(lying(second, name)).toEqual(lying(store, name));
    expect(second.result(POINTS).points.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['A', 'B', 'pi(A)', 'Bezier control', 'Chain bend']),
    );
  });

  it('is refused where anything is odd', async () => {
    const { text } = await saved();
    const altered = (change: (stages: Record<string, Record<string, object>>) => void) => {
      const document = JSON.parse(text) as { stages: Record<string, Record<string, object>> };
      change(document.stages);
      return JSON.stringify(document);
    };
    const cases: [string, string][] = [
      ['nonsense', 'expected an experiment as JSON'],
      ['null', 'x.json: '],
      ['5', 'x.json: '],
      ['{"runs": [5], "version": 2}', 'settings that exist'],
      ['{"experiment": {"version": 2}, "stages": 5}', 'expected the results of stages'],
      ['{"experiment": {"version": 7}}', 'version 2'],
      [altered((stages) => (stages['other'] = stages['naive']!)), 'got "other"'],
      [altered((stages) => (stages['naive']!['result'] = {})), 'a result of the stage naive'],
      [altered((stages) => (stages['naive']!['result'] = stages['plane']!['result']!)), 'naive'],
      [
        altered((stages) => Object.assign(stages['plane']!['result']!, { loss: [1, 2] })),
        'a result of the stage plane',
      ],
      [
        altered((stages) => Object.assign(stages['naive']!['result']!, { alphas: [0, 'x', 1] })),
        'a result of the stage naive',
      ],
      [altered((stages) => (stages['simplex'] = { ...stages['naive']! })), 'got "simplex"'],
      [
        altered((stages) => (stages['averages'] = { ...stages['naive']! })),
        'a result of the stage averages',
      ],
      [altered((stages) => (stages['naive']!['recipe'] = {})), 'each with its recipe'],
    ];
    for (const [document, message] of cases)
      expect(() => readDocument('x.json', document)).toThrow(message);
  });
});
