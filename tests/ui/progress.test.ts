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
import { fixtureState, stoppedAt } from '../support/fixture';
import { fixtureHistory } from '../support/fixtureResults';

const empty = { ...fixtureState('empty'), overall: null };
const done = { ...fixtureState('done'), overall: null };
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
const lastRun: LastRun = { experiment: done.experiment, seconds: 8.21, update: null };

describe('the line of progress', () => {
  test('before and after a run', () => {
    expect(progressText(empty)).toBe('Ready');
    expect(progressText(done)).toBe('Done');
    expect(progressText(done, lastRun)).toBe('Done in 8.2 s');
    const updated = { ...lastRun, update: 0.13 };
    expect(progressText(done, updated)).toBe('Done in 8.2 s, updated in 0.1 s');
    expect(progressText(done, { ...updated, seconds: null })).toBe('Done, updated in 0.1 s');
    const other = { ...lastRun, experiment: { ...done.experiment } };
    expect(progressText(done, other)).toBe('Done');
    expect(progressText({ ...fixtureState('stale'), overall: null }, lastRun)).toMatch(
      /^Settings changed/,
    );
  });

  test('a stopped run says where it can be resumed, until a setting of its changes', () => {
    const { experiment } = empty;
    const half = fixtureHistory(1, 0.4, 0.5);
    const stopped = stoppedAt(experiment, { networkA: half, networkB: half });
    const at = `${half.step} of ${half.steps}`;
    expect(progressText({ ...empty, stopped })).toBe(`Stopped at step ${at}`);
    const networkB = { ...half, step: 1200, steps: 6000 };
    const two = { ...empty, stopped: stoppedAt(experiment, { networkA: half, networkB }) };
    expect(progressText(two)).toMatch(/^Stopped at steps \d+ and 1,200 of \d+$/);
    expect(progressText({ ...empty, stopped: stoppedAt(experiment, {}) })).toBe('Stopped');
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
    expect(progressText({ ...empty, busy: true, data })).toBe('Loading Fashion-MNIST');
  });

  test('while something runs: how far the run is as a whole, and what is left', () => {
    const training = busy(train('A', null), train('B', null));
    expect(progressText(training)).toBe('Training A and B');
    const at = (share: number, secondsLeft: number | null) =>
      progressText({ ...training, overall: { share, secondsLeft } });
    expect(at(0, null)).toBe('Training A and B: 0 %');
    expect(at(0.38, 2.4)).toBe('Training A and B: 38 %, 3 s left');
    expect(at(0.999, 0.01)).toMatch(/^Training A and B: 99 %, /);
  });

  test('what runs, of several the first', () => {
    const history = fixtureHistory(1, 0.4, 0.5);
    expect(progressText(busy(train('B', history)))).toBe('Training B');
    const four = (['B', 'C', 'D', 'E'] as const).map((name) => train(name, history));
    expect(progressText(busy(...four))).toBe('Training 4 networks');
    expect(progressText(busy(on(MATCHING, null)))).toBe('Matching neurons');
    const lines = busy(on(pathRef('naive'), 0.5), on(pathRef('permuted'), 0));
    expect(progressText(lines)).toBe('Evaluating the lines');
    const fit = (name: FittedName) => on(fitRef(name), history);
    expect(progressText(busy(fit('bezier'), fit('chain')))).toBe('Fitting both curves');
    expect(progressText(busy(fit('chain')))).toBe('Fitting the polygonal chain');
    const band = busy(fit('bezier'), fit('chain'), fit('neb'));
    expect(progressText(band)).toBe('Fitting 3 curves');
    expect(progressText(busy(fit('auto-neb')))).toBe('Fitting AutoNEB');
    expect(progressText(busy(on(pathRef('slerp'), 0.3)))).toBe('Evaluating the curves');
    expect(progressText(busy(on(SIMPLEX, 0.5)))).toBe('Training a simplex');
    expect(progressText(busy(on(ENSEMBLE, 0.5)))).toBe('Collecting an ensemble');
    const { [PLANE.id]: plane } = fixtureState('plane').tasks;
    expect(progressText(busy({ [PLANE.id]: plane! }))).toBe('Computing the loss plane');
  });

  test('numbers are kept apart from the text, which a screen reader speaks', () => {
    const overall = { share: 0.5, secondsLeft: 3 };
    const line = progressLine({ ...busy(train('A', null)), overall });
    expect(line).toMatchObject({ text: 'Training A', numbers: ': 50 %, 3 s left', share: 0.5 });
  });

  test('what went wrong', () => {
    expect(progressText({ ...fixtureState('failed'), overall: null }, lastRun)).toMatch(
      /diverged at step 12/,
    );
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
