/** The networks at hand as weights files. */
import { writeSafetensors } from '../../files/safetensors';
import { layoutOf } from '../../model/layout';
import { resultsIn } from '../../pipeline/documents';
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import type { TaskStates } from '../../pipeline/state';
import { weightsIn } from '../../pipeline/weights';

export interface WeightsFile {
  /** For people: `A`, `Bezier control 1`. */
  readonly title: string;
  /** Of the file, without an ending. */
  readonly name: string;
  /** The file as safetensors; a new buffer. */
  bytes(): Uint8Array<ArrayBuffer>;
}

/** Networks, what was aligned, and the control points of curves, of those that are up to date. */
export function weightsFilesOf(experiment: Experiment, tasks: TaskStates): readonly WeightsFile[] {
  const plan = planOfExperiment(experiment);
  const results = resultsIn(plan, tasks);
  return [...plan.values()].flatMap((task) => {
    const result = results[task.id];
    if (result === undefined) return [];
    return weightsIn(task, result)
      .filter(({ shown }) => shown)
      .map(({ title, name, architecture, weights }) => ({
        title,
        name,
        bytes: () => writeSafetensors(layoutOf(architecture), weights),
      }));
  });
}
