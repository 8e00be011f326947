/** Sessions and workspaces over real workers' handlers, with an experiment that the oracle does in a moment. */
import type { Archive } from '../../src/jobs/archive';
import type { EngineChoice } from '../../src/jobs/jobs';
import type { DatasetEngine } from '../../src/engine/engine';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { planOfExperiment, type Experiment } from '../../src/pipeline/experiment';
import { shown, stateOf, type ResultOf } from '../../src/pipeline/state';
import type { TaskJob, TaskRef } from '../../src/pipeline/task';
import type { FetchFile } from '../../src/store/shipped';
import { createSession } from '../../src/store/session';
import { createWorkspace } from '../../src/store/workspace';
import type { Handlers } from '../../src/worker/serve';
import { channelPool, type ChannelPool } from './channelPool';
import { pageStateOf, type PageState } from './pageState';

export type { PageState } from './pageState';

export interface TinySessionOptions {
  /** Replaces handlers of each worker. */
  readonly change?: ((handlers: Handlers, worker: number) => Handlers) | undefined;
  /** Replaces its engine on each dataset. */
  readonly wrap?: (engine: DatasetEngine) => DatasetEngine;
  readonly engineChoice?: EngineChoice;
  /** Fetches what is beside the page; nothing is by default. */
  readonly fetchFile?: FetchFile;
  /** What outlives the session; nothing by default. */
  readonly archive?: Archive;
}

/** A session that is not started, and the jobs that its workers are given. */
export function tinySession({
  change = (handlers) => handlers,
  wrap = (engine) => engine,
  engineChoice = 'wasm',
  fetchFile = (path) => Promise.reject(new Error(`${path} is not there.`)),
  archive,
}: TinySessionOptions = {}) {
  const jobs: string[] = [];
  const logged = (handlers: Handlers, worker: number): Handlers => {
    const changed = change(handlers, worker);
    return {
      ...changed,
      train: (request, context) => (jobs.push('train'), changed.train(request, context)),
      match: (request, context) => (jobs.push('match'), changed.match(request, context)),
      fit: (request, context) => (jobs.push(`fit ${request.kind}`), changed.fit(request, context)),
      path: (request, context) => (
        jobs.push(`path ${request.path.kind}`),
        changed.path(request, context)
      ),
      plane: (request, context) => (jobs.push('plane'), changed.plane(request, context)),
    };
  };
  let channel: ChannelPool | undefined;
  const session = createSession({
    openPool: (callbacks) => (channel = channelPool({ change: logged, wrap }, callbacks)).pool,
    engineChoice,
    ...(archive && { archive }),
    base: '',
    fetchFile,
    version: 'test',
  });
  if (channel === undefined) throw new Error('Expected the session to open a pool.');
  const { workers, close } = channel;
  return { session, jobs, workers, close };
}

const quickLook = PRESETS['quick-look'].experiment;

/** "Quick look" for the oracle. */
export const TINY: Experiment = {
  ...quickLook,
  network: { kind: 'mlp', hidden: [8] },
  training: { ...quickLook.training, batch: 16 },
  evaluation: { ...quickLook.evaluation, samples: 16, points: 5 },
  plane: { ...quickLook.plane, grid: 5, samples: 8 },
};

export interface TinyStoreOptions extends TinySessionOptions {
  /** Changes the experiment. */
  readonly edit?: (experiment: Experiment) => Experiment;
  /** Opens with no experiment asked for. */
  readonly bare?: boolean;
}

export type TinyStore = ReturnType<typeof tinyStore>;

/** A session with one workspace, both started. */
export function tinyStore({
  edit = (experiment) => experiment,
  bare = false,
  ...options
}: TinyStoreOptions = {}) {
  const { session, jobs, workers, close } = tinySession(options);
  const tiny = edit(TINY);
  const workspace = createWorkspace(session, bare ? {} : { experiment: tiny });
  session.getState().start();
  workspace.getState().start();
  const state = () => pageStateOf(session.getState(), workspace.getState());
  const until = (condition: (state: PageState) => boolean) =>
    new Promise<PageState>((resolve) => {
      const look = () => {
        const now = state();
        if (!condition(now)) return;
        for (const stop of stops) stop();
        resolve(now);
      };
      const stops = [session.subscribe(look), workspace.subscribe(look)];
      look();
    });
  const idle = () => until(({ busy }) => !busy);
  const byId = (statusOf: (id: string) => string) =>
    Object.fromEntries(
      [...planOfExperiment(workspace.getState().experiment).keys()].map(
        (id) => [id, statusOf(id)] as const,
      ),
    );
  return {
    ...workspace.getState(),
    chooseEngine: session.getState().chooseEngine,
    session,
    workspace,
    tiny,
    jobs,
    workers,
    close,
    state,
    until,
    idle,
    /** The state of each task that is asked for, by its id. */
    statuses: () => byId((id) => workspace.getState().tasks[id]?.status ?? 'idle'),
    /** The same status for each of them. */
    all: (status: string) => byId(() => status),
    texts: () => session.getState().notices.map(({ text }) => text),
    task: <Job extends TaskJob>(ref: TaskRef<Job>) => stateOf(workspace.getState().tasks, ref),
    /** The result that is shown; @throws where there is none. */
    result: <Job extends TaskJob>(ref: TaskRef<Job>): ResultOf<Job> => {
      const result = shown<ResultOf<Job>>(stateOf(workspace.getState().tasks, ref));
      if (result === null) throw new Error(`Expected a result of ${ref.id}, got none.`);
      return result.value;
    },
  };
}

/** The experiment with another B. */
export const withSeedsOfB = (
  experiment: Experiment,
  initialisation: number,
  order: number,
): Experiment => ({
  ...experiment,
  networks: experiment.networks.map((own, i) =>
    i === 1 ? { ...own, initialisation, order } : own,
  ),
});
