/**
 * Keeps results and checkpoints in the archive, one write at a time and of each task the latest, and brings them back.
 * What cannot be kept is said once; everything goes on as it would without.
 */
import type { Archive, Kept } from '../jobs/archive';
import type { Lasting } from '../pipeline/lasting';
import type { AnyResult, Made, ResultCache } from '../pipeline/results';
import type { Runner } from '../pipeline/runner';
import { keyOf, type Plan, type TaskJob } from '../pipeline/task';
import type { TaskTypes } from '../pipeline/tasks/types';
import { archived, restored } from './archived';

/** Why nothing is kept from now on. */
export type KeepingTrouble = Exclude<Kept, 'kept' | 'older' | 'incomplete'>;

export interface KeeperHost {
  /** Called when nothing more is kept in this visit. */
  onTrouble(trouble: KeepingTrouble): void;
}

export interface Keeper extends Lasting {
  /** Brings back what is not in memory of a plan: checkpoints to the runner, results as the answer. */
  recall(plan: Plan, memory: Memory): Promise<Recalled>;
  /** Resolves when all that was to be kept has been written, or given up. */
  written(): Promise<void>;
  /** Tries again after a trouble. */
  tryAgain(): void;
}

/** What is there without the archive. */
export interface Memory {
  readonly results: Pick<ResultCache, 'find'>;
  readonly runner: Pick<Runner, 'canResume' | 'resumeFrom'>;
}

/** Results by the key of their task. */
export type Recalled = ReadonlyMap<string, AnyResult & { readonly made: Made }>;

/** Something that is to be written. */
interface Wanted {
  readonly key: string;
  readonly kind: 'result' | 'checkpoint';
  readonly job: TaskJob;
  readonly rank: number;
  readonly value: unknown;
  readonly made: Made;
}

export function createKeeper(archive: Archive, { onTrouble }: KeeperHost): Keeper {
  const waiting = new Map<string, Wanted>();
  const known = new Map<string, WeakMap<ArrayBufferView, string>>();
  const name = crypto.getRandomValues(new Uint32Array(2)).join('-');
  let pieces = 0;
  let writing: Promise<void> | null = null;
  let given = false;

  /**
   * Arrays of networks stay as they are once they are made, so those that are there already are named and not sent;
   * a plane's are written in place.
   */
  const idsIn = ({ key, job }: Wanted): WeakMap<ArrayBufferView, string> => {
    const before = job === 'network' ? known.get(key) : undefined;
    const ids = before ?? new WeakMap<ArrayBufferView, string>();
    known.set(key, ids);
    return ids;
  };

  const put = async (wanted: Wanted, all = false): Promise<Kept> => {
    const { key, kind, job, rank, value, made } = wanted;
    if (all) known.delete(key);
    const ids = idsIn(wanted);
    const { text, arrays } = archived(value);
    const fresh = arrays.flatMap((array) => {
      if (ids.has(array)) return [];
      const id = `${key}-${name}-${++pieces}`;
      ids.set(array, id);
      return { id, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) };
    });
    const named = arrays.map((array) => ids.get(array) ?? '');
    const kept = await archive.put({ key, kind, job, rank, text, pieces: named, made }, fresh);
    return kept === 'incomplete' && !all ? put(wanted, true) : kept;
  };

  const writeAll = async () => {
    for (let next = first(); next !== undefined; next = first()) {
      waiting.delete(next.key);
      const kept = await put(next);
      if (next.kind === 'result' || kept === 'older') known.delete(next.key);
      if (kept === 'full' || kept === 'refused' || kept === 'silent') {
        given = true;
        waiting.clear();
        known.clear();
        onTrouble(kept);
      }
    }
  };
  const first = () => waiting.values().next().value;

  const want = (wanted: Wanted) => {
    if (given) return;
    waiting.set(wanted.key, wanted);
    writing ??= writeAll().finally(() => (writing = null));
  };

  return {
    left: (job, key, checkpoint, made) =>
      want({ key, kind: 'checkpoint', job, rank: rankOf(checkpoint), value: checkpoint, made }),
    done: (key, { job, value }, made) =>
      want({ key, kind: 'result', job, rank: Infinity, value, made }),
    forgotten(keys) {
      for (const key of keys) {
        waiting.delete(key);
        known.delete(key);
      }
      void archive.drop(keys);
    },
    async recall(plan, { results, runner }) {
      const recalled = new Map<string, AnyResult & { readonly made: Made }>();
      const recallOne = async (job: TaskJob, key: string) => {
        if (results.find(key, job) !== null) return;
        // Another tab may have come to its end.
        const known = runner.canResume(job, key);
        const taken = await archive.take(key, ...(known ? (['results alone'] as const) : []));
        if (taken?.job !== job) return;
        const { kind, text, pieces, made } = taken;
        try {
          const value = restored(text, pieces);
          if (kind === 'result') recalled.set(key, { job, value, made });
          // The archive gives back what it was given under this key.
          else runner.resumeFrom(job, key, value as TaskTypes[TaskJob]['checkpoint']);
        } catch {
          await archive.drop([key]);
        }
      };
      await Promise.all([...plan.values()].map(({ id, job }) => recallOne(job, keyOf(plan, id))));
      return recalled;
    },
    async written() {
      while (writing !== null) await writing;
    },
    tryAgain: () => (given = false),
  };
}

/** How far a checkpoint is: steps, or points of a plane. */
function rankOf(checkpoint: TaskTypes[TaskJob]['checkpoint']): number {
  if ('from' in checkpoint) return checkpoint.from.step;
  return 'computed' in checkpoint ? checkpoint.computed : checkpoint.step;
}
