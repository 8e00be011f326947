/** The one line that says what runs, how far it is, how it ended, or what stands in the way. */
import { CATALOG } from '../data/catalog';
import { NETWORK_NAMES } from '../pipeline/kinds/pair/experiment';
import type { TrainingProgress } from '../jobs/jobs';
import { CURVE_NAMES, FITTED, FITTED_NAMES, LINE_NAMES, type PathName } from '../jobs/paths';
import {
  AVERAGES,
  ENSEMBLE,
  fitRef,
  MATCHING,
  networkRef,
  pathRef,
  PLANE,
  POINTS,
  SIMPLEX,
  TRANSFER,
} from '../pipeline/kinds/pair/refs';
import { stateOf, type Stage } from '../pipeline/state';
import type { TaskJob, TaskRef } from '../pipeline/task';
import type { DataState } from '../store/datasets';
import { resumes } from '../store/runs';
import type { SessionState } from '../store/session';
import type { Stopped, WorkspaceState } from '../store/workspace';
import { countText, listText, percentText, timeLeftText, timeText } from './format';
import { anyStale, failuresOf, stageList } from './stage';

/** How the last run went, as the page has seen it. */
export interface LastRun {
  readonly seconds: number;
}

/** A line in two parts: what happens, which changes seldom, and the numbers, which change all the time. */
export interface ProgressLine {
  readonly tone: 'calm' | 'busy' | 'good' | 'bad' | 'stale';
  /** Worth saying aloud when it changes. */
  readonly text: string;
  /** Follows the text at once. */
  readonly numbers: string;
  /** Share of the step that is done, 0 to 1; null when unknown. */
  readonly share: number | null;
}

/** What the line is made of. */
export type Seen = Pick<SessionState, 'engine'> &
  Pick<WorkspaceState, 'tasks' | 'busy' | 'stopped' | 'experiment'> & {
    /** The experiment's dataset. */
    readonly data: DataState;
  };

/**
 * @param invalid what is wrong with the settings as typed, else null
 * @param lastRun null before the first run has ended
 */
export function progressLine(
  state: Seen,
  lastRun: LastRun | null = null,
  invalid: string | null = null,
): ProgressLine {
  if (state.engine.status === 'failed')
    return line('bad', `The engine did not start. ${state.engine.error.message}`);
  if (state.busy) return runningLine(state);
  if (invalid !== null) return line('bad', invalid);
  const stages = stageList(state);
  const failures = failuresOf(stages);
  if (failures.length > 0) return line('bad', failures.join(' '));
  if (state.data.status === 'failed') return line('bad', state.data.error.message);
  if (state.engine.status === 'starting') return line('calm', 'Starting the engine');
  if (state.data.status === 'missing')
    return line('calm', `Bring the files of ${CATALOG[state.experiment.dataset].title} first`);
  if (state.data.status === 'loading') return loadingLine(state.data);
  const { stopped } = state;
  if (stopped !== null && resumes(state)) return line('calm', stoppedText(stopped));
  if (stopped?.experiment === state.experiment) return line('calm', 'Stopped');
  if (anyStale(stages)) return line('stale', 'Settings changed since this was computed');
  if (stages.every((stage) => stage.status === 'done'))
    return line('good', 'Done', lastRun === null ? '' : ` in ${timeText(lastRun.seconds)}`);
  if (stages.some((stage) => stage.status === 'done'))
    return line('calm', 'Results from a file; Train makes the networks, which it does not hold');
  return line('calm', 'Ready');
}

/** Where the trainings of a stopped run can be resumed: `Stopped at step 112 of 600`. */
export function stoppedText({ histories }: Stopped): string {
  const known = NETWORK_NAMES.flatMap((name) => histories[networkRef(name).id] ?? []);
  const [first] = known;
  if (first === undefined) return 'Stopped';
  const steps = [...new Set(known.map(({ step }) => countText(step)))];
  return `Stopped at step${steps.length > 1 ? 's' : ''} ${listText(steps)} of ${countText(first.steps)}`;
}

/** {@link progressLine} as one string. */
export function progressText(
  state: Seen,
  lastRun: LastRun | null = null,
  invalid: string | null = null,
): string {
  const { text, numbers } = progressLine(state, lastRun, invalid);
  return text + numbers;
}

function line(
  tone: ProgressLine['tone'],
  text: string,
  numbers = '',
  share: number | null = null,
): ProgressLine {
  return { tone, text, numbers, share };
}

/** A share and the seconds left in the form `: 42 %, 3 s left`. */
function busyLine(text: string, share: number | null, secondsLeft: number | null): ProgressLine {
  if (share === null) return line('busy', text);
  // Before the first steps nobody knows.
  const known = secondsLeft !== null && Number.isFinite(secondsLeft);
  const left = known ? `, ${timeLeftText(secondsLeft)} left` : '';
  return line('busy', text, `: ${percentText(share, 0)}${left}`, share);
}

function runningLine({ tasks, data, engine }: Seen): ProgressLine {
  if (engine.status === 'starting') return line('busy', 'Starting the engine');
  if (data.status === 'loading') return loadingLine(data);
  const state = <Job extends TaskJob>(ref: TaskRef<Job>) => stateOf(tasks, ref);
  const runs = <Job extends TaskJob>(ref: TaskRef<Job>) => state(ref).status === 'running';
  const networks = NETWORK_NAMES.filter((name) => runs(networkRef(name)));
  if (networks.length > 0)
    return trainingLine(
      `Training ${networks.length < 4 ? listText(networks) : `${networks.length} networks`}`,
      networks.map((name) => state(networkRef(name))),
    );
  const matching = state(MATCHING);
  if (matching.status === 'running') {
    const { done, of } = matching.progress ?? { done: 0, of: null };
    return busyLine('Matching neurons', of === null ? null : done / of, null);
  }
  const fits = FITTED_NAMES.filter((name) => runs(fitRef(name)));
  const [fit] = fits;
  if (fit !== undefined)
    return trainingLine(
      `Fitting ${[FITTED[fit].phrase, 'both curves'][fits.length - 1] ?? `${fits.length} curves`}`,
      fits.map((name) => state(fitRef(name))),
    );
  const paths = (names: readonly PathName[]) =>
    names.map((name) => state(pathRef(name))).filter(({ status }) => status === 'running');
  const lines = paths(LINE_NAMES);
  if (lines.length > 0) return shareLine('Evaluating the lines', lines);
  const curves = paths(CURVE_NAMES);
  if (curves.length > 0) return shareLine('Evaluating the curves', curves);
  if (runs(AVERAGES)) return line('busy', 'Averaging networks');
  if (runs(TRANSFER)) return line('busy', 'Trying permutations at other steps');
  if (runs(SIMPLEX)) return shareLine('Training a simplex', [state(SIMPLEX)]);
  if (runs(ENSEMBLE)) return shareLine('Collecting an ensemble', [state(ENSEMBLE)]);
  const plane = state(PLANE);
  if (plane.status === 'running') {
    const grid = plane.progress;
    const share = grid === null ? null : grid.computed / grid.grid.size ** 2;
    // Before a few tiles are there, their time says little of the rest.
    const left =
      grid === null || share === null || share < 0.05 ? null : grid.seconds * (1 / share - 1);
    return busyLine('Computing the loss plane', share, left);
  }
  if (runs(POINTS)) return line('busy', 'Laying out the loss plane');
  return line('busy', 'Working');
}

function loadingLine({
  dataset,
  arrived,
  total,
}: Extract<DataState, { status: 'loading' }>): ProgressLine {
  const text = `Loading ${CATALOG[dataset].title}`;
  return busyLine(text, total > 0 ? arrived / total : null, null);
}

/** The mean share of trainings that run side by side, and the time of the slowest. */
function trainingLine(
  text: string,
  stages: readonly Stage<unknown, TrainingProgress>[],
): ProgressLine {
  const running = stages.filter((stage) => stage.status === 'running');
  const known = running.map((stage) => stage.progress).filter((progress) => progress !== null);
  if (known.length === 0) return busyLine(text, null, null);
  const share = known.reduce((sum, { step, steps }) => sum + step / steps, 0) / running.length;
  return busyLine(text, share, Math.max(...known.map(({ secondsLeft }) => secondsLeft)));
}

function shareLine(text: string, stages: readonly Stage<unknown, number>[]): ProgressLine {
  const shares = stages
    .filter((stage) => stage.status === 'running')
    .map((stage) => stage.progress ?? 0);
  return busyLine(text, shares.reduce((a, b) => a + b, 0) / shares.length, null);
}
