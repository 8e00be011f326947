/**
 * The record of a run in the archive, so that one whose page was closed is found again; and the lock by which tabs know
 * of each other's runs: the browser releases it when a tab ends, however it ends.
 */
import type { Archive, ArchivedRun } from '../jobs/archive';
import { sha256Of } from '../jobs/digest';
import type { TrainingProgress } from '../jobs/jobs';
import { parseExperiment, planOfExperiment, type Experiment } from '../pipeline/experiment';
import { keyOf } from '../pipeline/task';
import type { View } from '../pipeline/view';

/** An experiment that was run, and how far. */
export interface RunRecord {
  readonly experiment: Experiment;
  readonly view: View;
  readonly status: ArchivedRun['status'];
  /** Of what it was to compute, 0 to 1. */
  readonly share: number;
  /** Ids of the tasks that were to be computed when it began. */
  readonly planned: readonly string[];
  /** How far each training or fitting had come, by the id of its task. */
  readonly histories: Readonly<Record<string, TrainingProgress>>;
}

/** One of an earlier visit, or of another tab. */
export interface EarlierRun extends RunRecord {
  /** Another tab runs it at this moment. */
  readonly elsewhere: boolean;
}

export interface RunRecords {
  write(record: RunRecord): void;
  /** Resolves when all that was to be written has been. */
  written(): Promise<void>;
  /** The run of these results; null where there was none. */
  find(experiment: Experiment): Promise<EarlierRun | null>;
  /** The latest run that the closing of its page has ended; null where there is none. */
  interrupted(): Promise<EarlierRun | null>;
  forget(experiment: Experiment): void;
  /**
   * Holds the lock of a run until it ends.
   *
   * @returns false where another tab holds it
   */
  hold(experiment: Experiment, ended: Promise<void>): Promise<boolean>;
  /** Resolves once no other tab runs it, or with the signal's abort. */
  free(experiment: Experiment, signal: AbortSignal): Promise<void>;
}

const ids = new WeakMap<Experiment, string>();

/** Equal for experiments that ask for the same results. */
function idOf(experiment: Experiment): string {
  const known = ids.get(experiment);
  if (known !== undefined) return known;
  const plan = planOfExperiment(experiment);
  const keys = [...plan.keys()].map((id) => keyOf(plan, id));
  const id = sha256Of(keys.sort().join());
  ids.set(experiment, id);
  return id;
}

const lockOf = (id: string) => `isthmus-run-${id}`;

/** @param locks absent on insecure pages, where tabs do not know of each other */
export function createRunRecords(archive: Archive, locks: LockManager | undefined): RunRecords {
  const waiting = new Map<string, ArchivedRun>();
  let writing: Promise<void> | null = null;
  const first = () => waiting.values().next().value;

  /** One write at a time, and of each run the latest. */
  const writeAll = async () => {
    for (let run = first(); run !== undefined; run = first()) {
      waiting.delete(run.id);
      await archive.putRun(run);
    }
  };

  const held = async (id: string): Promise<boolean> =>
    (await locks?.query())?.held?.some(({ name }) => name === lockOf(id)) ?? false;

  const earlier = async (run: ArchivedRun): Promise<EarlierRun | null> => {
    try {
      const { experiment, ...record } = run;
      return {
        // In the form that this program wrote, for which the archive's schema stands.
        ...(record as unknown as RunRecord),
        experiment: parseExperiment(experiment),
        elsewhere: run.status === 'running' && (await held(run.id)),
      };
    } catch {
      void archive.dropRun(run.id);
      return null;
    }
  };

  return {
    write({ experiment, ...record }) {
      const id = idOf(experiment);
      waiting.set(id, { ...record, id, experiment, time: Date.now() });
      writing ??= writeAll().finally(() => (writing = null));
    },
    async written() {
      while (writing !== null) await writing;
    },
    async find(experiment) {
      const id = idOf(experiment);
      const run = (await archive.runs()).find((other) => other.id === id);
      return run === undefined ? null : earlier(run);
    },
    async interrupted() {
      for (const run of await archive.runs()) {
        const found = run.status === 'running' ? await earlier(run) : null;
        if (found !== null && !found.elsewhere) return found;
      }
      return null;
    },
    forget(experiment) {
      void archive.dropRun(idOf(experiment));
    },
    hold: (experiment, ended) =>
      new Promise((resolve) => {
        if (locks === undefined) {
          resolve(true);
          return;
        }
        const lock = lockOf(idOf(experiment));
        locks
          .request(lock, { ifAvailable: true }, (own) => {
            resolve(own !== null);
            return own === null ? undefined : ended;
          })
          .catch(() => resolve(true));
      }),
    async free(experiment, signal) {
      await locks
        ?.request(lockOf(idOf(experiment)), { signal }, () => undefined)
        .catch(() => undefined);
    },
  };
}
