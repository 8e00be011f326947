/** The one line that says what runs, how far it is, how it ended, or what stands in the way. */
import { entryOf } from '../data/named';
import { NETWORK_NAMES, type Experiment } from '../pipeline/kinds/pair/experiment';
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
import { stateOf } from '../pipeline/state';
import type { TaskJob, TaskRef } from '../pipeline/task';
import type { DataState } from '../store/datasets';
import { resumes } from '../store/runs';
import { isArriving } from '../store/landscapes';
import type { SessionState } from '../store/session';
import type { Stopped, WorkspaceState } from '../store/workspace';
import { countText, listText, percentText, timeLeftText, timeText } from './format';
import type { Overall } from './overall';
import { anyStale, failuresOf, stageList } from './stage';

/** How the last run went, as the page has seen it. */
export interface LastRun {
  /** What ran: of another experiment the times say nothing. */
  readonly experiment: Experiment;
  /** Of the run that made the networks; null where an earlier visit did. */
  readonly seconds: number | null;
  /** Of the update after it; null where there was none. */
  readonly update: number | null;
}

/** A line in two parts: what happens, which changes seldom, and the numbers, which change all the time. */
export interface ProgressLine {
  readonly tone: 'calm' | 'busy' | 'good' | 'bad' | 'stale';
  /** Worth saying aloud when it changes. */
  readonly text: string;
  /** Follows the text at once. */
  readonly numbers: string;
  /** Share of what happens that is done, 0 to 1, which does not go back; null when unknown. */
  readonly share: number | null;
}

/** What the line is made of. */
export type Seen = Pick<SessionState, 'engine'> &
  Pick<WorkspaceState, 'tasks' | 'busy' | 'stopped' | 'experiment' | 'landscape'> & {
    /** The experiment's dataset. */
    readonly data: DataState;
    /** How far the run is as a whole. */
    readonly overall: Overall | null;
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
  if (state.busy) return busyLine(runningText(state), state);
  if (invalid !== null) return line('bad', invalid);
  const stages = stageList(state);
  const failures = failuresOf(stages);
  if (failures.length > 0) return line('bad', failures.join(' '));
  if (state.data.status === 'failed') return line('bad', state.data.error.message);
  if (state.engine.status === 'starting') return line('calm', 'Starting the engine');
  if (state.data.status === 'missing') return line('calm', missingText(state.experiment));
  if (state.data.status === 'loading')
    return loadingLine(entryOf(state.experiment).title, state.data);
  if (isArriving(state)) return line('calm', 'The networks of this landscape are on their way');
  const { stopped } = state;
  if (stopped !== null && resumes(state)) return line('calm', stoppedText(stopped));
  if (stopped?.experiment === state.experiment) return line('calm', 'Stopped');
  if (anyStale(stages)) return line('stale', 'Settings changed since this was computed');
  if (stages.every((stage) => stage.status === 'done'))
    return line('good', 'Done', lastRun?.experiment === state.experiment ? timesText(lastRun) : '');
  if (stages.some((stage) => stage.status === 'done'))
    return line('calm', 'Some results are there; Train computes the others');
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

/** ` in 8.2 s`, ` in 8.2 s, updated in 0.1 s`. */
function timesText({ seconds, update }: LastRun): string {
  const parts = [
    seconds === null ? '' : ` in ${timeText(seconds)}`,
    update === null ? '' : `updated in ${timeText(update)}`,
  ];
  return parts
    .filter((part) => part !== '')
    .join(', ')
    .replace(/^(?=updated)/, ', ');
}

/** What runs, and how far the run is as a whole: `: 42 %, 3 s left`. */
function busyLine(text: string, { overall }: Pick<Seen, 'overall'>): ProgressLine {
  if (overall === null) return line('busy', text);
  const { share, secondsLeft } = overall;
  const left = secondsLeft === null ? '' : `, ${timeLeftText(secondsLeft)} left`;
  // Nothing is done before it has ended.
  return line('busy', text, `: ${percentText(Math.min(share, 0.99), 0)}${left}`, share);
}

/** What runs now: of stages that run side by side the first. */
function runningText({ tasks, data, engine, experiment }: Seen): string {
  if (engine.status === 'starting') return 'Starting the engine';
  if (data.status === 'loading') return `Loading ${entryOf(experiment).title}`;
  const runs = <Job extends TaskJob>(ref: TaskRef<Job>) => stateOf(tasks, ref).status === 'running';
  const networks = NETWORK_NAMES.filter((name) => runs(networkRef(name)));
  if (networks.length > 0)
    return `Training ${networks.length < 4 ? listText(networks) : `${networks.length} networks`}`;
  if (runs(MATCHING)) return 'Matching neurons';
  const fits = FITTED_NAMES.filter((name) => runs(fitRef(name)));
  const [fit] = fits;
  if (fit !== undefined)
    return `Fitting ${[FITTED[fit].phrase, 'both curves'][fits.length - 1] ?? `${fits.length} curves`}`;
  const anyOf = (names: readonly PathName[]) => names.some((name) => runs(pathRef(name)));
  if (anyOf(LINE_NAMES)) return 'Evaluating the lines';
  if (anyOf(CURVE_NAMES)) return 'Evaluating the curves';
  if (runs(AVERAGES)) return 'Averaging networks';
  if (runs(TRANSFER)) return 'Trying permutations at other steps';
  if (runs(SIMPLEX)) return 'Training a simplex';
  if (runs(ENSEMBLE)) return 'Collecting an ensemble';
  if (runs(PLANE)) return 'Computing the loss plane';
  return runs(POINTS) ? 'Laying out the loss plane' : 'Working';
}

function missingText(experiment: Experiment): string {
  const { title, origin } = entryOf(experiment);
  if (origin !== 'own') return `Bring the files of ${title} first`;
  return experiment.own === null ? 'Bring files of your own first' : `Bring ${title} first`;
}

function loadingLine(
  title: string,
  { arrived, total }: Extract<DataState, { status: 'loading' }>,
): ProgressLine {
  const text = `Loading ${title}`;
  if (total === 0) return line('busy', text);
  const share = arrived / total;
  return line('busy', text, `: ${percentText(share, 0)}`, share);
}
