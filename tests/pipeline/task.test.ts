import { describe, expect, it } from 'vitest';
import { parseExperiment, planOfExperiment } from '../../src/pipeline/experiment';
import { MATCHING, networkRef, pathRef } from '../../src/pipeline/kinds/pair/refs';
import {
  datasetsIn,
  keyOf,
  planOf,
  taskIn,
  taskOf,
  type AnyTask,
  type Plan,
} from '../../src/pipeline/task';

/** Every job that there is. */
const plan = planOfExperiment(
  parseExperiment({
    version: 2,
    networks: [
      { initialisation: 1, order: 11 },
      { initialisation: 2, order: 12 },
      { initialisation: 3, order: 13, fork: 5 },
    ],
    measurements: {
      averages: 'to-first',
      simplex: {},
      ensemble: {},
      initialisations: true,
      transfer: { found: [0], applied: [0] },
    },
  }),
);
const tasks = [...plan.values()];
const keys = (of: Plan) => [...of.keys()].map((id) => keyOf(of, id));

/** The plan with one task changed. */
const withTask = (id: string, change: (task: AnyTask) => AnyTask) =>
  planOf(tasks.map((task) => (task.id === id ? change(task) : task)));

/** Ids of the tasks with another key than in the plan itself. */
const differing = (other: Plan) =>
  [...other.keys()].filter((id) => keyOf(other, id) !== keyOf(plan, id));

describe('the key of a task', () => {
  it('is 64 hexadecimal digits, however much the task rests on, and its own', () => {
    expect(tasks.length).toBeGreaterThan(15);
    for (const key of keys(plan)) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys(plan)).size).toBe(tasks.length);
  });

  it('does not depend on what tasks are called, nor on the order of their inputs', () => {
    const renamed = tasks.map((task): AnyTask => ({
      ...task,
      id: `my ${task.id}`,
      label: 'L',
      title: 'T',
      inputs: Object.fromEntries(
        Object.entries(task.inputs)
          .map(([name, id]) => [name, `my ${id}`] as const)
          .toReversed(),
      ),
    }));
    expect(keys(planOf(renamed))).toEqual(keys(plan));
  });

  it('depends on the settings, and with them the keys of all that rest on the task', () => {
    const other = withTask(networkRef('B').id, (task) =>
      task.job === 'network' && task.settings.from === 'training'
        ? {
            ...task,
            settings: {
              ...task.settings,
              training: { ...task.settings.training, epochs: task.settings.training.epochs + 1 },
            },
          }
        : task,
    );
    const changed = differing(other);
    expect(changed).toEqual(
      expect.arrayContaining(['networkB', 'matching', 'naive', 'bezierFit', 'bezier', 'plane']),
    );
    expect(changed).not.toContain('networkA');
    expect(changed).not.toContain('networkC');
  });

  it('depends on which input is which', () => {
    const { a, b } = taskIn(plan, MATCHING.id).inputs;
    const swapped = withTask(MATCHING.id, (task) => ({ ...task, inputs: { a: b!, b: a! } }));
    expect(differing(swapped)).toContain(MATCHING.id);
    const named = withTask(MATCHING.id, (task) => ({ ...task, inputs: { a: a!, c: b! } }));
    expect(differing(named)).toContain(MATCHING.id);
  });

  it('is refused of a task that is not there', () => {
    expect(() => keyOf(plan, 'other')).toThrow('the plan has no task other');
  });
});

describe('a plan', () => {
  it('refuses two tasks of one id, and inputs that do not come before', () => {
    const [first] = tasks;
    expect(() => planOf([first!, first!])).toThrow('two tasks are called networkA');
    expect(() => planOf(tasks.filter(({ id }) => id !== 'networkB'))).toThrow(
      'matching comes before its input networkB',
    );
    expect(() => planOf(tasks.toReversed())).toThrow('before its input');
  });

  it('has a task by its reference, if it is of that job', () => {
    expect(taskOf(plan, pathRef('naive'))?.settings.path.kind).toBe('line');
    expect(taskOf(plan, { id: 'naive', job: 'fit' })).toBeNull();
    expect(taskOf(plan, pathRef('slerp'))).toBeNull();
  });

  it('names the datasets that its tasks compute on', () => {
    expect(datasetsIn(plan)).toEqual([{ dataset: 'fashion-mnist' }]);
  });
});
