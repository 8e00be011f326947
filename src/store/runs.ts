/** The run under way: what it computes becomes the page's stages until it ends or is stopped. */
import type { StoreApi } from 'zustand/vanilla';
import type { Pool } from '../client/pool';
import type { Experiment } from '../jobs/experiment';
import type { PlaneGrid } from '../jobs/jobs';
import { runPipeline, type PipelineHost } from './pipeline';
import { shown } from './staleness';
import { keyOf, STAGE_NAMES } from './stages';
import type { Finished, Stage, StageName, State } from './state';

export interface RunsHost {
  readonly pool: Pool;
  readonly version: string;
  /** Loads the experiment's dataset; rejects when that fails, which is shown. */
  load(): Promise<void>;
  readonly read: PipelineHost['read'];
  /** Told of every result. */
  keep(name: StageName, result: Finished<unknown>): void;
  /** Called when a run has ended or was stopped. */
  refresh(): void;
}

export interface Runs {
  /** Computes what the experiment wants and is not up to date; no other run may be under way. Never rejects. */
  start(): Promise<void>;
  /** Stops the run at once; the workers stop on their own. */
  stop(): void;
}

export function createRuns(
  { getState: get, setState: set }: StoreApi<State>,
  { pool, version, load, read, keep, refresh }: RunsHost,
): Runs {
  /** What stopped runs left behind, by key. */
  const partials = new Map<string, unknown>();
  let run: { readonly controller: AbortController; readonly experiment: Experiment } | null = null;

  const setStage = (name: StageName, stage: Stage<unknown, unknown>) =>
    set(({ stages }) => ({ stages: { ...stages, [name]: stage } }));
  const shownNow = (name: StageName) => shown(get().stages[name] as Stage<unknown, unknown>);
  const recipeOf = (experiment: Experiment) => {
    const { engine } = get();
    return { experiment, engine: engine.status === 'ready' ? engine.info.name : '', version };
  };

  return {
    async start() {
      const { experiment } = get();
      const controller = new AbortController();
      const { signal } = controller;
      const current = { controller, experiment };
      run = current;
      set({ busy: true });
      try {
        await abortable(load(), signal);
        await runPipeline({
          ...{ pool, experiment, signal, read },
          recipe: () => recipeOf(experiment),
          finished: (name, key) => {
            const stage = get().stages[name];
            const known = stage.status === 'done' && stage.result.key === key;
            return known ? (stage.result as Finished<never>) : null;
          },
          partial: (_, key) => (partials.get(key) ?? null) as never,
          onRunning: (name, progress) => {
            if (run === current)
              setStage(name, { status: 'running', progress, previous: shownNow(name) });
          },
          onDone: (name, result) => {
            if (run !== current) return;
            partials.delete(result.key);
            keep(name, result);
            setStage(name, { status: 'done', result });
          },
          onFailed: (name, error, key) => {
            if (run === current)
              setStage(name, { status: 'failed', error, key, previous: shownNow(name) });
          },
        });
      } catch {
        // The dataset or the engine said why in its own state; an abort needs no words.
      } finally {
        if (run === current) {
          run = null;
          set({ busy: false });
          refresh();
        }
      }
    },
    stop() {
      if (run === null) return;
      const { stages } = get();
      const { controller, experiment } = run;
      run = null;
      for (const name of STAGE_NAMES) {
        const stage = stages[name] as Stage<unknown, unknown>;
        if (stage.status !== 'running') continue;
        const partial = name === 'plane' ? partialPlane(stage.progress) : null;
        const key = keyOf(name, experiment);
        if (partial !== null) partials.set(key, partial);
        const { previous } = stage;
        const recipe = recipeOf(experiment);
        if (previous !== null) setStage(name, { status: 'stale', result: previous });
        else if (partial !== null)
          setStage(name, {
            status: 'stale',
            result: { value: partial, key: `${key} in part`, recipe },
          });
        else setStage(name, { status: 'idle' });
      }
      controller.abort(new DOMException('Cancelled.', 'AbortError'));
      set({ busy: false });
      refresh();
    },
  };
}

/** A plane that a stopped run began, if there is anything on it. */
function partialPlane(progress: unknown): unknown {
  const plane = progress as { readonly computed: number; readonly grid: PlaneGrid } | null;
  return plane !== null && plane.computed > 0 ? plane : null;
}

/** Rejects as soon as the signal is aborted, whatever becomes of the promise. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    promise.then(resolve, reject);
  });
}
