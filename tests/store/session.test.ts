/** Workspaces that share a session's workers and results, each with an experiment of its own. */
import { afterEach, describe, expect, it } from 'vitest';
import { planOfExperiment, type Experiment } from '../../src/pipeline/experiment';
import { figuresOf } from '../../src/pipeline/figures';
import { resultsIn } from '../../src/pipeline/documents';
import { networkRef, pathRef, PLANE } from '../../src/pipeline/kinds/pair/refs';
import { shown, stateOf } from '../../src/pipeline/state';
import type { Session } from '../../src/store/session';
import { createWorkspace, type Workspace } from '../../src/store/workspace';
import { store } from '../../src/worker/storage';
import { patterns } from '../support/patterns';
import { TINY, tinySession, withSeedsOfB } from '../support/tinyStore';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A started session with an MNIST that is not its Fashion-MNIST. */
function open() {
  const other = patterns({ pixels: 784, classes: 10, train: 64, test: 24 });
  const { close, session, jobs } = tinySession({
    change: (handlers) => ({
      ...handlers,
      load: (request, context) =>
        request.name.dataset === 'mnist'
          ? Promise.resolve(store(other))
          : handlers.load(request, context),
    }),
  });
  closing.push(close);
  session.getState().start();
  return { session, jobs };
}

const picture = (session: Session, experiment: Experiment) => {
  const workspace = createWorkspace(session, { experiment });
  workspace.getState().start();
  return workspace;
};

const idle = (workspace: Workspace) =>
  new Promise<void>((resolve) => {
    const stop = workspace.subscribe(({ busy }) => {
      if (busy) return;
      stop();
      resolve();
    });
    if (!workspace.getState().busy) resolve();
  });

/** Trains them all at once, to the end. */
async function train(...workspaces: readonly Workspace[]) {
  for (const workspace of workspaces) workspace.getState().train();
  await Promise.all(workspaces.map(idle));
}

/** All that was computed, but for the time it took: figures, weights and the plane. */
function numbersOf(workspace: Workspace) {
  const { tasks, experiment } = workspace.getState();
  const plan = planOfExperiment(experiment);
  const results = resultsIn(plan, tasks);
  expect(Object.keys(results)).toEqual([...plan.keys()]);
  const figures = figuresOf(plan, results).filter(({ kind }) => kind !== 'seconds');
  const weights = (['A', 'B'] as const).map(
    (name) => shown(stateOf(tasks, networkRef(name)))?.value.weights,
  );
  return { figures, weights, loss: shown(stateOf(tasks, PLANE))?.value.loss };
}

const ON_MNIST: Experiment = {
  ...TINY,
  dataset: 'mnist',
  network: { kind: 'mlp', hidden: [6, 5] },
  training: { ...TINY.training, epochs: 2 },
};

/** What each comes to in a session of its own. */
async function alone(experiment: Experiment) {
  const workspace = picture(open().session, experiment);
  await train(workspace);
  return numbersOf(workspace);
}

describe('two workspaces of a session', () => {
  it('on other datasets and settings train at once, to the numbers that each has alone', async () => {
    const { session, jobs } = open();
    const [one, other] = [picture(session, TINY), picture(session, ON_MNIST)];
    await train(one, other);
    expect(jobs.filter((job) => job === 'train')).toHaveLength(4);
    const numbers = [numbersOf(one), numbersOf(other)];
    expect(numbers).toEqual([await alone(TINY), await alone(ON_MNIST)]);
    expect(numbers[0]?.figures).not.toEqual(numbers[1]?.figures);
    expect(Object.keys(session.getState().datasets).sort()).toEqual(['fashion-mnist', 'mnist']);
  });

  it('share what is the same, while it runs and after', async () => {
    const { session, jobs } = open();
    const edited = withSeedsOfB(TINY, 7, 8);
    const [one, other] = [picture(session, TINY), picture(session, edited)];
    await train(one, other);
    expect(jobs.filter((job) => job === 'train')).toHaveLength(3);
    expect([numbersOf(one), numbersOf(other)]).toEqual([await alone(TINY), await alone(edited)]);
    jobs.length = 0;
    const third = picture(session, edited);
    third.getState().train();
    expect(third.getState().busy).toBe(false);
    expect(numbersOf(third)).toEqual(numbersOf(other));
    expect(jobs).toEqual([]);
  });

  it('are stopped and started over each by itself', async () => {
    const { session, jobs } = open();
    const [one, other] = [picture(session, TINY), picture(session, TINY)];
    one.getState().train();
    other.getState().train();
    one.getState().stop();
    expect([one.getState().busy, other.getState().busy]).toEqual([false, true]);
    await idle(other);
    const naive = (workspace: Workspace) => stateOf(workspace.getState().tasks, pathRef('naive'));
    expect(naive(other).status).toBe('done');
    expect(naive(one).status).toBe('idle');
    expect(jobs.filter((job) => job === 'train')).toHaveLength(2);
    jobs.length = 0;
    other.getState().startOver();
    await idle(other);
    expect(jobs.filter((job) => job === 'train')).toHaveLength(2);
  });

  it('are both stopped when another engine is chosen, and keep what they have', async () => {
    const { session } = open();
    const [one, other] = [picture(session, TINY), picture(session, ON_MNIST)];
    await train(one);
    other.getState().train();
    session.getState().chooseEngine('wasm');
    expect([one.getState().busy, other.getState().busy]).toEqual([false, false]);
    const numbers = numbersOf(one);
    await train(other);
    expect(numbersOf(one)).toEqual(numbers);
    expect(numbersOf(other)).toEqual(await alone(ON_MNIST));
  });
});
