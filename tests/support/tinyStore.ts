/** A store over real workers' handlers, with an experiment that the oracle does in a moment. */
import type { EngineChoice } from '../../src/jobs/jobs';
import type { DatasetEngine } from '../../src/engine/engine';
import type { Experiment } from '../../src/jobs/experiment';
import { wantedStages } from '../../src/store/stages';
import type { State } from '../../src/store/state';
import { createIsthmus } from '../../src/store/store';
import type { Handlers } from '../../src/worker/serve';
import { channelPool, type ChannelPool } from './channelPool';

export interface TinyStoreOptions {
  /** Replaces handlers of each worker. */
  readonly change?: ((handlers: Handlers, worker: number) => Handlers) | undefined;
  /** Replaces its engine on each dataset. */
  readonly wrap?: (engine: DatasetEngine) => DatasetEngine;
  readonly engineChoice?: EngineChoice;
  /** Changes the experiment. */
  readonly edit?: (experiment: Experiment) => Experiment;
}

export type TinyStore = ReturnType<typeof tinyStore>;

export function tinyStore({
  change = (handlers) => handlers,
  wrap = (engine) => engine,
  engineChoice = 'wasm',
  edit = (experiment) => experiment,
}: TinyStoreOptions = {}) {
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
  const store = createIsthmus({
    openPool: (told) => (channel = channelPool({ change: logged, wrap }, told)).pool,
    engineChoice,
    base: '',
    version: 'test',
  });
  if (channel === undefined) throw new Error('Expected the store to open a pool.');
  const { workers, close } = channel;
  const { experiment } = store.getState();
  const tiny: Experiment = edit({
    ...experiment,
    network: { kind: 'mlp', hidden: [8] },
    training: { ...experiment.training, batch: 16 },
    evaluation: { ...experiment.evaluation, samples: 16, points: 5 },
    plane: { ...experiment.plane, grid: 5, samples: 8 },
  });
  store.getState().edit(tiny);
  store.getState().start();
  const until = (condition: (state: State) => boolean) =>
    new Promise<void>((resolve) => {
      if (condition(store.getState())) {
        resolve();
        return;
      }
      const stop = store.subscribe((state) => {
        if (!condition(state)) return;
        stop();
        resolve();
      });
    });
  const idle = () => until(({ busy }) => !busy);
  const statuses = () => {
    const { stages, experiment: now } = store.getState();
    return Object.fromEntries(wantedStages(now).map((name) => [name, stages[name].status]));
  };
  const all = (status: string) =>
    Object.fromEntries(
      wantedStages(store.getState().experiment).map((name) => [name, status] as const),
    );
  const texts = () => store.getState().notices.map(({ text }) => text);
  return {
    ...{ store, tiny, jobs, workers, until, idle, statuses, all, texts, close },
    ...store.getState(),
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
