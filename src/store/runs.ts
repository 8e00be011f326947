/** The run under way of a workspace: what it computes becomes the workspace's results until it ends or is stopped. */
import type { StoreApi } from 'zustand/vanilla';
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import type { PlanHost, Runner } from '../pipeline/runner';
import { alike, allFresh, fresh, sameResults } from '../pipeline/staleness';
import { shown, stateOf, type AnyTaskState, type Finished } from '../pipeline/state';
import { keyOf, type Plan } from '../pipeline/task';
import { shareDone } from '../pipeline/work';
import { inWords } from './failure';
import type { Session } from './session';
import type { Stopped, WorkspaceState } from './workspace';

export interface RunsHost {
  /** Loads the experiment's dataset; rejects when that fails, which is shown. */
  load(): Promise<void>;
  /** Called when a run has ended or was stopped. */
  refresh(): void;
  /** Brings back what an earlier visit kept of the experiment; never rejects. */
  recall(): Promise<void>;
}

export interface Runs {
  /** Computes what the experiment wants and is not up to date; no other run may be under way. Never rejects. */
  start(): Promise<void>;
  /** Stops the run at once; the workers stop on their own. */
  stop(): void;
  /** Forgets the experiment's results and what stopped runs left, so that the next one starts at the beginning. */
  forget(): void;
}

interface Run {
  readonly controller: AbortController;
  readonly experiment: Experiment;
  readonly plan: Plan;
}

export function createRuns(
  session: Session,
  { getState: get, setState: set }: StoreApi<WorkspaceState>,
  { load, refresh, recall }: RunsHost,
): Runs {
  const { runner, imports, version } = session;
  let run: Run | null = null;

  const setTask = (id: string, state: AnyTaskState) =>
    set(({ tasks }) => ({ tasks: { ...tasks, [id]: state } }));

  const made = () => {
    const { engine } = session.getState();
    return { engine: engine.status === 'ready' ? engine.info.name : '', version };
  };

  const hostOf = (current: Run): PlanHost => ({
    signal: current.controller.signal,
    read: (file) => imports.read(file),
    made,
    finished(task, key) {
      const state = stateOf(get().tasks, task);
      if (state.status !== 'done' || state.result.key !== key) return null;
      return { value: state.result.value, made: state.result.recipe };
    },
    onRunning(task, progress) {
      if (run !== current) return;
      const previous = shown(stateOf(get().tasks, task));
      setTask(task.id, { job: task.job, status: 'running', progress, previous });
    },
    onDone(task, value, key, by) {
      if (run !== current) return;
      const result: Finished<typeof value> = {
        value,
        key,
        recipe: { ...by, experiment: current.experiment },
      };
      setTask(task.id, { job: task.job, status: 'done', result });
    },
    onFailed(task, error, key) {
      if (run !== current) return;
      const previous = shown(stateOf(get().tasks, task));
      setTask(task.id, { job: task.job, status: 'failed', error: inWords(error), key, previous });
    },
  });

  return {
    async start() {
      const { experiment } = get();
      const plan = planOfExperiment(experiment);
      const current: Run = { controller: new AbortController(), experiment, plan };
      const { signal } = current.controller;
      run = current;
      const planned = plannedOf(get(), plan);
      set({ busy: true, running: experiment, planned, stopped: null });
      try {
        await abortable(Promise.all([load(), recall()]), signal);
        await runner.run(plan, [...plan.keys()], hostOf(current));
      } catch {
        // The dataset or the engine said why in its own state; an abort needs no words.
      } finally {
        if (run === current) {
          run = null;
          set({ busy: false, running: null });
          refresh();
        }
      }
    },
    stop() {
      if (run === null) return;
      const { controller, experiment, plan } = run;
      run = null;
      const { tasks, planned } = get();
      const share = shareDone(plan, planned, tasks);
      const histories = historiesOf(plan);
      const resumable = resumableIn(plan, runner);
      const stopped: Stopped = { experiment, planned, share, resumable, histories, closed: false };
      for (const { id } of plan.values()) {
        const state = get().tasks[id];
        if (state?.status === 'running') setTask(id, stoppedState(plan, id, state));
      }
      controller.abort(new DOMException('Stopped.', 'AbortError'));
      set({ busy: false, running: null, stopped });
      refresh();
    },
    forget() {
      runner.forget(planOfExperiment(get().experiment));
      set({ stopped: null });
    },
  };

  /** How far the trainings and fittings have come that can be resumed. */
  function historiesOf(plan: Plan): Stopped['histories'] {
    return Object.fromEntries(
      [...plan.values()].flatMap((task) => {
        if (task.job !== 'network' && task.job !== 'fit') return [];
        const state = stateOf(get().tasks, task);
        const known = state.status === 'running' ? state.progress : null;
        return known !== null && runner.canResume(task.job, keyOf(plan, task.id))
          ? [[task.id, known] as const]
          : [];
      }),
    );
  }

  /** A stopped task shows its earlier result, or what there is of a plane. */
  function stoppedState(
    plan: Plan,
    id: string,
    { job, previous, ...state }: Extract<AnyTaskState, { status: 'running' }>,
  ): AnyTaskState {
    if (previous !== null) return { job, status: 'stale', result: previous };
    const key = keyOf(plan, id);
    if (job !== 'plane' || !runner.canResume(job, key)) return { job, status: 'idle' };
    const recipe = { ...made(), experiment: get().running ?? get().experiment };
    return {
      job,
      status: 'stale',
      result: { value: state.progress, key: `${key} in part`, recipe },
    };
  }
}

/** True when the run under way computes something else than the settings ask for. */
export const runsOther = ({
  running,
  experiment,
}: Pick<WorkspaceState, 'running' | 'experiment'>) =>
  running !== null && !sameResults(planOfExperiment(running), planOfExperiment(experiment));

/** Ids of the tasks that left a checkpoint. */
export const resumableIn = (plan: Plan, runner: Pick<Runner, 'canResume'>): string[] =>
  [...plan.values()].flatMap(({ id, job }) => (runner.canResume(job, keyOf(plan, id)) ? [id] : []));

/** True when a run would resume what a stopped one left: some of what it had computed is part of the experiment still. */
export function resumes({
  busy,
  stopped,
  tasks,
  experiment,
}: Pick<WorkspaceState, 'busy' | 'stopped' | 'tasks' | 'experiment'>): boolean {
  const plan = planOfExperiment(experiment);
  if (busy || stopped === null || allFresh(plan, tasks)) return false;
  const earlier = planOfExperiment(stopped.experiment);
  return [...plan.keys()].some(
    (id) => alike(id, plan, earlier) && (stopped.resumable.includes(id) || fresh(plan, tasks, id)),
  );
}

/** What a run computes: all that is not up to date, and what was done of a stopped run that it resumes. */
function plannedOf({ tasks, stopped }: WorkspaceState, plan: Plan): readonly string[] {
  const resumed = stopped !== null && sameResults(planOfExperiment(stopped.experiment), plan);
  const before = new Set(resumed ? stopped.planned : []);
  return [...plan.keys()].filter((id) => before.has(id) || !fresh(plan, tasks, id));
}

/** What a run has behind it when it begins: the share of a stopped one of the same results, else 0. */
export const resumedShare = (stopped: Stopped | null, experiment: Experiment): number =>
  stopped !== null &&
  sameResults(planOfExperiment(stopped.experiment), planOfExperiment(experiment))
    ? stopped.share
    : 0;

/** Rejects as soon as the signal is aborted, whatever becomes of the promise. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    promise.then(resolve, reject);
  });
}
