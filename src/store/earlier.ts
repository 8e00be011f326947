/** What earlier visits and other tabs have of a workspace's experiment, and the record of this workspace's own runs. */
import type { StoreApi } from 'zustand/vanilla';
import { entryOf, nameIn } from '../data/named';
import { within } from '../jobs/within';
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import { allFresh, sameResults } from '../pipeline/staleness';
import { shareDone } from '../pipeline/work';
import { stateOf, type TaskStates } from '../pipeline/state';
import { dataStateOf } from './datasets';
import type { Recalled } from './keeper';
import type { EarlierRun, RunRecord } from './runRecords';
import { resumableIn, resumedShare } from './runs';
import type { Session } from './session';
import type { Stopped, WorkspaceActions, WorkspaceState } from './workspace';

export interface EarlierHost {
  /** Called with the results that have come back. */
  refresh(recalled: Recalled): void;
  /** Whether the page may offer another experiment, which was under way when it was closed. */
  readonly offersOthers: boolean;
}

export interface Earlier {
  /** Looks for earlier runs and writes the record of own ones from now on. */
  start(): void;
  /** Looks for what there is of the experiment that is set now. */
  look(): void;
  /** Brings back what is kept of the experiment that is set now; a run does not wait for it for long. */
  recall(): Promise<void>;
}

/** Milliseconds that a run waits for what is kept. */
const LONGEST = 5000;

/** Milliseconds between two records of a run. */
const EVERY = 500;

export function followEarlier(
  { keeper, records, results, runner, datasets, getState: session, subscribe: follows }: Session,
  { getState: get, setState: set, subscribe }: StoreApi<WorkspaceState & WorkspaceActions>,
  { refresh, offersOthers }: EarlierHost,
): Earlier {
  if (keeper === null || records === null)
    return { start: () => undefined, look: () => undefined, recall: () => Promise.resolve() };
  let looking = false;
  let again = false;
  let opened = true;
  let watch = new AbortController();

  /** What was computed on data of the visitor's own is nothing to show before the same images are there. */
  const canRecall = () => {
    const { experiment } = get();
    const { status } = dataStateOf(session().datasets, nameIn(experiment));
    return entryOf(experiment).origin !== 'own' || status === 'ready';
  };

  const recall = async () => {
    if (!canRecall()) return;
    const recalled = await keeper.recall(planOfExperiment(get().experiment), { results, runner });
    for (const [key, { job, value, made }] of recalled) results.add(key, { job, value }, made);
    // Without any, what was set aside to be computed anew would be taken up again.
    if (recalled.size > 0) refresh(recalled);
  };

  /** A run of these settings that was closed or stopped can be gone on with. */
  const takeUp = ({ experiment, status, share, planned, histories }: EarlierRun) => {
    const { busy, tasks, stopped } = get();
    const plan = planOfExperiment(experiment);
    const known = stopped !== null && sameResults(planOfExperiment(stopped.experiment), plan);
    if (busy || known || status === 'done' || allFresh(plan, tasks)) return;
    // A checkpoint may have been kept after the last record of the run.
    const resumable = resumableIn(plan, runner);
    set({
      stopped: {
        experiment: get().experiment,
        planned,
        share,
        resumable,
        histories: Object.fromEntries(
          Object.entries(histories).filter(([id]) => resumable.includes(id)),
        ),
        closed: status === 'running',
      },
    });
  };

  /** Waits for the other tab, and then looks again. */
  const follow = async (experiment: Experiment) => {
    watch = new AbortController();
    const { signal } = watch;
    set({ elsewhere: true });
    await records.free(experiment, signal);
    if (!signal.aborted) look();
  };

  const lookOnce = async () => {
    const { experiment } = get();
    const first = opened;
    opened = false;
    if (!canRecall()) return;
    await recall();
    const run = await records.find(experiment);
    if (get().experiment !== experiment) return;
    watch.abort();
    set({ elsewhere: false });
    if (run === null) {
      if (first && offersOthers) set({ interrupted: await records.interrupted() });
      return;
    }
    if (run.elsewhere && !get().busy) void follow(experiment);
    else takeUp(run);
  };

  /** One look at a time; the latest settings are looked for last. */
  const look = () => {
    again = looking;
    if (looking) return;
    looking = true;
    void lookOnce().finally(() => {
      looking = false;
      if (again) look();
    });
  };

  const recordRuns = () => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let own: RunRecord | null = null;
    let release = (): void => undefined;
    /** The lock of the run before has been released. */
    let free = Promise.resolve();

    const write = (experiment: Experiment, status: RunRecord['status']) => {
      clearTimeout(timer);
      timer = undefined;
      const { tasks, planned, view, stopped } = get();
      const done = shareDone(planOfExperiment(experiment), planned, tasks);
      // What goes on from a checkpoint has not told how far it is yet.
      const histories = { ...own?.histories, ...stopped?.histories, ...historiesIn(tasks) };
      const share = status === 'done' ? 1 : Math.max(own?.share ?? 0, done);
      own = { experiment, view, status, share, planned, histories };
      records.write(own);
    };

    /** @param resumed the stopped run that it may go on from */
    const begin = (experiment: Experiment, resumed: Stopped | null) => {
      watch.abort();
      set({ elsewhere: false });
      const { planned, view } = get();
      const share = resumedShare(resumed, experiment);
      const histories = share > 0 ? (resumed?.histories ?? {}) : {};
      own = { experiment, view, status: 'running', share, planned, histories };
      write(experiment, 'running');
      const ended = new Promise<void>((resolve) => (release = resolve));
      const held = free.then(() => records.hold(experiment, ended));
      void held.then((alone) => {
        if (!alone)
          session().notify(
            'Another tab computes this experiment, too. Both go on, and what either finishes is kept for both.',
            { level: 'information' },
          );
      });
    };

    subscribe((now, before) => {
      if (now.running !== before.running) {
        if (before.running !== null) {
          write(before.running, now.stopped === null ? 'done' : 'stopped');
          // Who waits for the lock looks for what was computed.
          free = Promise.all([keeper.written(), records.written()]).then(release);
        }
        if (now.running !== null) begin(now.running, before.stopped);
        return;
      }
      const { running } = now;
      if (running !== null && now.tasks !== before.tasks)
        timer ??= setTimeout(() => write(running, 'running'), EVERY);
      if (now.view !== before.view && running === null && own?.experiment === now.experiment)
        timer ??= setTimeout(() => {
          timer = undefined;
          if (own !== null) records.write((own = { ...own, view: get().view }));
        }, EVERY);
    });
  };

  /** Looks once own data has come, from the browser's storage or out of files. */
  const lookWhenThere = () => {
    let there = canRecall();
    const ask = () => {
      const before = there;
      there = canRecall();
      if (there && !before) look();
    };
    follows((now, before) => {
      if (now.datasets !== before.datasets) ask();
    });
    subscribe((now, before) => {
      if (now.experiment !== before.experiment) there = canRecall();
    });
  };

  return {
    start() {
      recordRuns();
      lookWhenThere();
      look();
    },
    look,
    async recall() {
      const { experiment } = get();
      if (entryOf(experiment).origin === 'own')
        await datasets.load(nameIn(experiment)).catch(() => undefined);
      await within(LONGEST, recall()).catch(() => undefined);
    },
  };
}

/** How far trainings and fittings are that run. */
function historiesIn(tasks: TaskStates): RunRecord['histories'] {
  return Object.fromEntries(
    Object.entries(tasks).flatMap(([id, { job }]) => {
      if (job !== 'network' && job !== 'fit') return [];
      const state = stateOf(tasks, { id, job });
      return state.status === 'running' && state.progress !== null
        ? [[id, state.progress] as const]
        : [];
    }),
  );
}
