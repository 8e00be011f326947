import { describe, expect, test } from 'vitest';
import type { NetworkName } from '../../src/pipeline/kinds/pair/experiment';
import type { FittedName } from '../../src/jobs/paths';
import {
  ENSEMBLE,
  fitRef,
  MATCHING,
  networkRef,
  pathRef,
  PLANE,
  SIMPLEX,
} from '../../src/pipeline/kinds/pair/refs';
import type { ProgressOf, TaskStates } from '../../src/pipeline/state';
import type { TaskJob, TaskRef } from '../../src/pipeline/task';
import { progressLine, progressText, type LastRun, type Seen } from '../../src/ui/progress';
import { fixtureState } from '../support/fixture';
import { fixtureHistory } from '../support/fixtureResults';

const empty = fixtureState('empty');
const done = fixtureState('done');
/** A run in which these tasks are under way, by what each tells. */
const busy = (...running: readonly TaskStates[]): Seen => ({
  ...empty,
  busy: true,
  tasks: Object.assign({}, ...running) as TaskStates,
});
const on = <Job extends TaskJob>(
  { id, job }: TaskRef<Job>,
  progress: ProgressOf<Job> | null,
): TaskStates => ({ [id]: { job, status: 'running', progress, previous: null } });
const train = (name: NetworkName, progress: ProgressOf<'network'> | null) =>
  on(networkRef(name), progress);
const lastRun: LastRun = { seconds: 8.21 };

describe('the line of progress', () => {
  test('before and after a run', () => {
    expect(progressText(empty)).toBe('Ready');
    expect(progressText(done)).toBe('Done');
    expect(progressText(done, lastRun)).toBe('Done in 8.2 s');
    expect(progressText(fixtureState('stale'), lastRun)).toMatch(/^Settings changed/);
  });

  test('a stopped run says where it can be resumed, until a setting of its changes', () => {
    const { experiment } = empty;
    const half = fixtureHistory(1, 0.4, 0.5);
    const stopped = { experiment, histories: { networkA: half, networkB: half } };
    const at = `${half.step} of ${half.steps}`;
    expect(progressText({ ...empty, stopped })).toBe(`Stopped at step ${at}`);
    const networkB = { ...half, step: 1200, steps: 6000 };
    const two = { ...empty, stopped: { experiment, histories: { networkA: half, networkB } } };
    expect(progressText(two)).toMatch(/^Stopped at steps \d+ and 1,200 of \d+$/);
    expect(progressText({ ...empty, stopped: { experiment, histories: {} } })).toBe('Stopped');
    const edited = { ...experiment, loss: 'mse' } as const;
    expect(progressText({ ...empty, experiment: edited, stopped })).toBe('Ready');
    // The plane is no setting of the networks, which are resumed.
    const plane = { ...experiment, plane: { ...experiment.plane, grid: 7 } };
    expect(progressText({ ...empty, experiment: plane, stopped })).toBe(`Stopped at step ${at}`);
  });

  test('while the engine and the data come', () => {
    expect(progressText({ ...empty, engine: { status: 'starting' } })).toBe('Starting the engine');
    const data = { status: 'loading', dataset: 'fashion-mnist', arrived: 42, total: 100 } as const;
    expect(progressText({ ...empty, data })).toBe('Loading Fashion-MNIST: 42 %');
    expect(progressText({ ...empty, busy: true, data })).toBe('Loading Fashion-MNIST: 42 %');
  });

  test('while networks train: their mean share, and the time of the slower one', () => {
    const half = { ...fixtureHistory(1, 0.4, 0.5), secondsLeft: 1.2 };
    const quarter = { ...fixtureHistory(1, 0.4, 0.25), secondsLeft: 2.4 };
    const [ofA, ofB] = [train('A', half), train('B', quarter)];
    expect(progressText(busy(ofA, ofB))).toBe('Training A and B: 38 %, 3 s left');
    expect(progressText(busy(ofB))).toBe('Training B: 25 %, 3 s left');
    const others = [train('C', half), train('D', half), train('E', quarter)];
    expect(progressText(busy(train('C', half)))).toBe('Training C: 50 %, 2 s left');
    expect(progressText(busy(ofB, ...others))).toBe('Training 4 networks: 38 %, 3 s left');
    const unknown = { ...fixtureHistory(1, 0.4, 0), secondsLeft: Infinity };
    expect(progressText(busy(train('A', unknown)))).toBe('Training A: 0 %');
    expect(progressText(busy(train('A', null), train('B', null)))).toBe('Training A and B');
  });

  test('while the rest is computed', () => {
    expect(progressText(busy(on(MATCHING, null)))).toBe('Matching neurons');
    expect(progressText(busy(on(pathRef('naive'), 0.5), on(pathRef('permuted'), 0)))).toBe(
      'Evaluating the lines: 25 %',
    );
    const fit = (name: FittedName) => on(fitRef(name), fixtureHistory(1, 0.4, 0.5));
    expect(progressText(busy(fit('bezier'), fit('chain')))).toMatch(
      /^Fitting both curves: 50 %, \d s left$/,
    );
    expect(progressText(busy(fit('chain')))).toMatch(/^Fitting the polygonal chain: /);
    const band = busy(fit('bezier'), fit('chain'), fit('neb'));
    expect(progressText(band)).toMatch(/^Fitting 3 curves: 50 %/);
    expect(progressText(busy(fit('auto-neb')))).toMatch(/^Fitting AutoNEB: /);
    expect(progressText(busy(on(pathRef('naive0'), 0.4)))).toBe('Evaluating the lines: 40 %');
    expect(progressText(busy(on(pathRef('slerp'), 0.3)))).toBe('Evaluating the curves: 30 %');
    const matching = on(MATCHING, { done: 1, of: 4, objective: null });
    expect(progressText(busy(matching))).toBe('Matching neurons: 25 %');
    expect(progressText(busy(on(SIMPLEX, 0.5)))).toBe('Training a simplex: 50 %');
    expect(progressText(busy(on(ENSEMBLE, 0.5)))).toBe('Collecting an ensemble: 50 %');
    expect(progressText(busy(on(pathRef('chain'), 0.1)))).toBe('Evaluating the curves: 10 %');
    const { [PLANE.id]: plane } = fixtureState('plane').tasks;
    expect(progressText(busy({ [PLANE.id]: plane! }))).toMatch(
      /^Computing the loss plane: \d+ %, \d+ s left$/,
    );
  });

  test('numbers are kept apart from the text, which a screen reader speaks', () => {
    const line = progressLine(busy(train('A', fixtureHistory(1, 0.4, 0.5))));
    expect(line.text).toBe('Training A');
    expect(line.numbers).toMatch(/^: 50 %/);
    expect(line.share).toBe(0.5);
  });

  test('what went wrong', () => {
    expect(progressText(fixtureState('failed'), lastRun)).toMatch(/diverged at step 12/);
    const error = { name: 'Error', message: 'The file is cut short.' };
    expect(progressText({ ...empty, data: { status: 'failed', error } })).toBe(error.message);
    expect(progressText({ ...empty, engine: { status: 'failed', error } })).toContain(
      error.message,
    );
  });

  test('a setting that is not valid comes before the last result, but not before what runs', () => {
    const message = 'Epochs: expected a whole number from 1 to 100.';
    expect(progressText(done, lastRun, message)).toBe(message);
    expect(progressText(busy(on(MATCHING, null)), null, message)).toBe('Matching neurons');
  });
});
