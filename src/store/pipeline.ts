/** Runs the stages that are not up to date, each as soon as what it needs is there. */
import type { Pool } from '../client/pool';
import type { Experiment, NetworkSettings } from '../jobs/experiment';
import type { Weights } from '../model/weights';
import { keyOf, STAGE_NAMES, STAGES, wantedStages } from './stages';
import { trainingOn } from './training';
import type { Failure, Finished, ProgressOf, Recipe, ResultOf, StageName } from './state';

/** What a run reads and tells; the store implements it. */
export interface PipelineHost {
  readonly pool: Pool;
  readonly experiment: Experiment;
  /** What a result that is there now was made with. */
  recipe(): Recipe;
  readonly signal: AbortSignal;
  /** Weights from a file. @throws what keeps them from being there, in words */
  read(file: NonNullable<NetworkSettings['file']>): Promise<Weights>;
  /** A result of a stage with this key, if there is one. */
  finished<Name extends StageName>(name: Name, key: string): Finished<ResultOf<Name>> | null;
  /** What a cancelled run with this key left behind, if anything. */
  partial<Name extends StageName>(name: Name, key: string): ProgressOf<Name> | null;
  onRunning<Name extends StageName>(name: Name, progress: ProgressOf<Name> | null): void;
  onDone<Name extends StageName>(name: Name, result: Finished<ResultOf<Name>>): void;
  onFailed(name: StageName, error: Failure, key: string): void;
}

/** Ends a stage whose needs failed; they have said why. */
class NeedFailed extends Error {}

/**
 * Resolves when every stage is done, has failed or was cancelled (of which the host knows); never rejects.
 *
 * @param names what is wanted, with all that it needs; what the experiment asks for by default
 */
export async function runPipeline(
  host: PipelineHost,
  names: readonly StageName[] = wantedStages(host.experiment),
): Promise<void> {
  const { experiment, signal } = host;
  const results = new Map<StageName, Promise<unknown>>();
  const train = trainingOn(host.pool, { signal, priority: STAGE_NAMES.indexOf('networkA') });

  const run = async <Name extends StageName>(name: Name): Promise<ResultOf<Name>> => {
    const { needs, run: compute } = STAGES[name];
    const needed = new Map<StageName, unknown>();
    try {
      await Promise.all(
        needs(experiment).map(async (need) => needed.set(need, await ensure(need))),
      );
    } catch {
      throw new NeedFailed();
    }
    const key = keyOf(name, experiment);
    const known = host.finished(name, key);
    if (known !== null) {
      host.onDone(name, known);
      return known.value;
    }
    signal.throwIfAborted();
    const partial = host.partial(name, key);
    host.onRunning(name, partial);
    try {
      const value = await compute({
        ...{ experiment, partial },
        workers: host.pool.size,
        read: (file) => host.read(file),
        // The table's types tie a stage's name to its result; the map itself only knows names.
        result: (need) => needed.get(need) as ResultOf<typeof need>,
        job: (job, request, options) =>
          host.pool.run(job, request, { signal, priority: STAGE_NAMES.indexOf(name), ...options }),
        train,
        progress: (progress) => {
          if (!signal.aborted) host.onRunning(name, progress);
        },
      });
      host.onDone(name, { value, key, recipe: host.recipe() });
      return value;
    } catch (error) {
      if (!signal.aborted) host.onFailed(name, failureOf(error), key);
      throw error;
    }
  };

  const ensure = <Name extends StageName>(name: Name): Promise<ResultOf<Name>> => {
    const started = results.get(name) as Promise<ResultOf<Name>> | undefined;
    if (started !== undefined) return started;
    const promise = run(name);
    results.set(name, promise);
    return promise;
  };

  await Promise.allSettled(names.map((name) => ensure(name)));
}

/** An error for the page. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}
