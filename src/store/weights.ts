/** Networks at hand as weights files. */
import { writeSafetensors } from '../files/safetensors';
import { architectureOf } from '../jobs/experiment';
import { FITTED, FITTED_NAMES } from '../jobs/paths';
import { layoutOf } from '../model/layout';
import { networkNames, stageOfNetwork } from './networks';
import type { Finished, Stage, State } from './state';

export interface WeightsFile {
  /** For people: `pi(A)`, `Bezier control 1`. */
  readonly title: string;
  /** Of the file, without an ending. */
  readonly name: string;
  /** The file as safetensors; a new buffer. */
  bytes(): Uint8Array<ArrayBuffer>;
}

/** A result that is up to date. */
function done<Result>(stage: Stage<Result, unknown>): Finished<Result> | null {
  return stage.status === 'done' ? stage.result : null;
}

/** A, B, ..., pi(A) and the control points of the curves, of those that are up to date. */
export function weightsFilesOf({
  experiment,
  stages,
}: Pick<State, 'experiment' | 'stages'>): WeightsFile[] {
  const target = layoutOf(architectureOf(experiment, 'B'));
  const trained = networkNames(experiment).flatMap((name) => {
    const network = done(stages[stageOfNetwork(name)])?.value;
    if (network === undefined) return [];
    const layout = layoutOf(network.architecture);
    return [{ title: name, name, bytes: () => writeSafetensors(layout, network.weights) }];
  });
  const permuted = done(stages.matching)?.value.permuted;
  const aligned =
    permuted === undefined
      ? []
      : [{ title: 'pi(A)', name: 'pi-A', bytes: () => writeSafetensors(target, permuted) }];
  const controls = FITTED_NAMES.flatMap((curve) => {
    const points = experiment.curves.kinds.includes(curve)
      ? (done(stages[`${curve}Fit`])?.value.controls ?? [])
      : [];
    const { control } = FITTED[curve];
    return points.map((weights, i) => ({
      title: points.length === 1 ? control : `${control} ${i + 1}`,
      name: `${curve}-${i + 1}`,
      bytes: () => writeSafetensors(target, weights),
    }));
  });
  return [...trained, ...aligned, ...controls];
}
