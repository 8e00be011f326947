/** Reports on descents for the page: how each went so far, now and then, and every checkpoint. */
import type { Checkpoint, DescentReport, TestPoint, TrainingProgress } from '../jobs/jobs';
import { errorToMessage } from '../jobs/protocol';
import type { DescentProgress } from '../science/descent';
import type { DirectedCheckpoint } from '../science/directedDescent';
import { historyOf } from './history';
import type { JobContext } from './serve';
import { throttle } from './throttle';

/** Milliseconds between two messages of progress. */
export const REPORT = 60;

/** @param froms of each network the checkpoint that it goes on from, or null */
export function reportsOf(
  froms: readonly (Checkpoint | null)[],
  post: JobContext<'train' | 'fit'>['progress'],
) {
  const histories = froms.map((from) => historyOf(from));
  const dues = froms.map(() => throttle(REPORT));
  return {
    report({ network, checkpoint, kept, diverged, ...progress }: DescentProgress): void {
      const history = histories[network];
      history?.add(progress);
      const due = dues[network]?.() === true || checkpoint !== null || diverged !== null;
      if (history === undefined || !due) return;
      const now = history.now();
      const report: DescentReport = {
        network,
        history: now,
        kept,
        checkpoint: checkpoint === null ? null : { ...checkpoint, seconds: now.seconds },
        diverged: diverged === null ? null : errorToMessage(diverged),
      };
      post(report, checkpoint === null ? [] : trainingBuffers(checkpoint));
    },
    /** The history of a network that has come to its end, its last test included. */
    finished(network: number, test: TestPoint): TrainingProgress {
      const history = histories[network];
      if (history === undefined) throw new Error(`internal: no network ${network} was followed`);
      history.finish(test);
      return history.now();
    },
  };
}

function trainingBuffers({
  points,
  first,
  second,
  losses,
}: DescentProgress['checkpoint'] & object) {
  return [...points, ...first, ...second, losses].map(({ buffer }) => buffer);
}

/** What can be given away of a checkpoint that science has made. */
export const buffersOf = ({ points, optimizers }: DirectedCheckpoint): ArrayBuffer[] =>
  [...points, ...optimizers.flatMap(({ first, second }) => [first, second])].map(
    ({ buffer }) => buffer,
  );
