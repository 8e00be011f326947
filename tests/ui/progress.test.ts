import { describe, expect, test } from 'vitest';
import type { Stage, Stages, State } from '../../src/store/state';
import { progressLine, progressText, type LastRun } from '../../src/ui/progress';
import { fixtureState } from '../support/fixture';
import { fixtureHistory } from '../support/fixtureResults';

const empty = fixtureState('empty');
const done = fixtureState('done');
const running = <Progress>(progress: Progress | null): Stage<never, Progress> => ({
  status: 'running',
  progress,
  previous: null,
});
const busy = (stages: Partial<Stages>): State => ({
  ...empty,
  busy: true,
  stages: { ...empty.stages, ...stages },
});
const lastRun: LastRun = { seconds: 8.21, cancelled: false, experiment: empty.experiment };

describe('the line of progress', () => {
  test('before and after a run', () => {
    expect(progressText(empty)).toBe('Ready');
    expect(progressText(done)).toBe('Done');
    expect(progressText(done, lastRun)).toBe('Done in 8.2 s');
    expect(progressText(empty, { ...lastRun, cancelled: true })).toBe('Cancelled');
    expect(progressText(fixtureState('stale'), lastRun)).toMatch(/^Settings changed/);
  });

  test('a cancelled run is forgotten once a setting changes', () => {
    const cancelled = { ...lastRun, cancelled: true };
    const { network, ...others } = empty.experiment;
    const edited = { ...empty, experiment: { ...others, network: { ...network } } };
    expect(progressText(edited, cancelled)).toBe('Ready');
  });

  test('while the engine and the data come', () => {
    expect(progressText({ ...empty, engine: { status: 'starting' } })).toBe('Starting the engine');
    const data = { status: 'loading', dataset: 'fashion-mnist', arrived: 42, total: 100 } as const;
    expect(progressText({ ...empty, data })).toBe('Loading Fashion-MNIST: 42 %');
    expect(progressText({ ...empty, busy: true, data })).toBe('Loading Fashion-MNIST: 42 %');
  });

  test('while networks train: their mean share, and the time of the slower one', () => {
    const networkA = running({ ...fixtureHistory(1, 0.4, 0.5), secondsLeft: 1.2 });
    const networkB = running({ ...fixtureHistory(1, 0.4, 0.25), secondsLeft: 2.4 });
    expect(progressText(busy({ networkA, networkB }))).toBe('Training A and B: 38 %, 3 s left');
    expect(progressText(busy({ networkB }))).toBe('Training B: 25 %, 3 s left');
    const others = { networkC: networkA, networkD: networkA, networkE: networkB };
    expect(progressText(busy({ networkC: networkA }))).toBe('Training C: 50 %, 2 s left');
    expect(progressText(busy({ networkB, ...others }))).toBe('Training 4 networks: 38 %, 3 s left');
    const unknown = running({ ...fixtureHistory(1, 0.4, 0), secondsLeft: Infinity });
    expect(progressText(busy({ networkA: unknown }))).toBe('Training A: 0 %');
    expect(progressText(busy({ networkA: running(null), networkB: running(null) }))).toBe(
      'Training A and B',
    );
  });

  test('while the rest is computed', () => {
    expect(progressText(busy({ matching: { ...running(null) } }))).toBe('Matching neurons');
    expect(progressText(busy({ naive: running(0.5), permuted: running(0) }))).toBe(
      'Evaluating the lines: 25 %',
    );
    const fit = running(fixtureHistory(1, 0.4, 0.5));
    expect(progressText(busy({ bezierFit: fit, chainFit: fit }))).toMatch(
      /^Fitting both curves: 50 %, \d s left$/,
    );
    expect(progressText(busy({ chainFit: fit }))).toMatch(/^Fitting the polygonal chain: /);
    const band = busy({ bezierFit: fit, chainFit: fit, nebFit: fit });
    expect(progressText(band)).toMatch(/^Fitting 3 curves: 50 %/);
    expect(progressText(busy({ 'auto-nebFit': fit }))).toMatch(/^Fitting AutoNEB: /);
    expect(progressText(busy({ naive0: running(0.4) }))).toBe('Evaluating the lines: 40 %');
    expect(progressText(busy({ slerp: running(0.3) }))).toBe('Evaluating the curves: 30 %');
    const matching = running({ done: 1, of: 4, objective: null });
    expect(progressText(busy({ matching }))).toBe('Matching neurons: 25 %');
    expect(progressText(busy({ simplex: running(0.5) }))).toBe('Training a simplex: 50 %');
    expect(progressText(busy({ ensemble: running(0.5) }))).toBe('Collecting an ensemble: 50 %');
    expect(progressText(busy({ chain: running(0.1) }))).toBe('Evaluating the curves: 10 %');
    const { plane } = fixtureState('plane').stages;
    expect(progressText(busy({ plane }))).toMatch(/^Computing the loss plane: \d+ %, \d+ s left$/);
  });

  test('numbers are kept apart from the text, which a screen reader speaks', () => {
    const line = progressLine(busy({ networkA: running(fixtureHistory(1, 0.4, 0.5)) }));
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
    expect(progressText(busy({ matching: running(null) }), null, message)).toBe('Matching neurons');
  });
});
