/** Results of tasks: with their job, which determines their type, and by key for all that run plans. */
import type { Recipe, ResultOf } from './state';
import type { TaskJob } from './task';

/** The result of a task of any job. */
export interface AnyResult {
  readonly job: TaskJob;
  readonly value: unknown;
}

/** The result of a task of one job. */
export interface Result<Job extends TaskJob> {
  readonly job: Job;
  readonly value: ResultOf<Job>;
}

/** True of a result of that job. */
export const isOfJob = <Job extends TaskJob>(result: AnyResult, job: Job): result is Result<Job> =>
  result.job === job;

/** What computed a result. */
export type Made = Omit<Recipe, 'experiment'>;

/** Results by key; those used longest ago make room. */
export interface ResultCache {
  find<Job extends TaskJob>(key: string, job: Job): (Result<Job> & { readonly made: Made }) | null;
  add(key: string, result: AnyResult, made: Made): void;
  delete(key: string): void;
}

interface Kept {
  readonly result: AnyResult;
  readonly made: Made;
  readonly bytes: number;
}

/** @param most bytes of arrays that are kept */
export function createResultCache(most: number): ResultCache {
  /** In the order of their use. */
  const kept = new Map<string, Kept>();
  let total = 0;
  const remove = (key: string) => {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    find(key, job) {
      const found = kept.get(key);
      if (found === undefined || !isOfJob(found.result, job)) return null;
      kept.delete(key);
      kept.set(key, found);
      return { job, value: found.result.value, made: found.made };
    },
    add(key, result, made) {
      remove(key);
      const bytes = bytesIn(result.value);
      // It would take the room of all others, and then have none itself.
      if (bytes > most) return;
      kept.set(key, { result, made, bytes });
      total += bytes;
      for (const oldest of kept.keys()) {
        if (total <= most) break;
        remove(oldest);
      }
    },
    delete: remove,
  };
}

/** Bytes of all arrays in a result. */
function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + bytesIn(inner), 0);
}
