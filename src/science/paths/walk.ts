/** Going along a path with an engine: loss and accuracy, both barriers, lengths, and disagreement with the ends. */
import type { Architecture } from '../../model/architecture';
import type { Split } from '../../data/dataset';
import type { DatasetEngine, Evaluation, Loss } from '../../engine/engine';
import { barrier, type Barrier } from '../barrier';
import { evaluate } from '../evaluate';
import { mapProgress } from '../mapProgress';
import { predict, predictedClasses } from '../predictions';
import { disagreementAlong, pathGeometry, type Disagreement, type PathGeometry } from './measures';
import { coefficientTable, type Curve } from './path';

export interface WalkOptions {
  readonly architecture: Architecture;
  readonly loss: Loss;
  /** Ascending from 0 to 1, `[M]`. */
  readonly alphas: Float64Array<ArrayBuffer>;
  /** The splits that it is evaluated on, the first of which is yielded as it comes. */
  readonly splits: readonly [Split, ...Split[]];
  /** How many of the first images of each split are looked at. */
  readonly samples: Readonly<Record<Split, number>>;
  /** First test images whose predicted classes are compared; 0 compares nothing. */
  readonly compared: number;
}

export type AlongSplit = Evaluation & Barrier;

export interface Walk extends PathGeometry {
  /** In the order of the splits. */
  readonly along: readonly [AlongSplit, ...AlongSplit[]];
  readonly disagreement: Disagreement | null;
}

/** Measures a path; yields the share that is done. */
export async function* walk(
  engine: DatasetEngine,
  curve: Curve,
  { architecture, loss, alphas, splits, samples, compared }: WalkOptions,
): AsyncGenerator<number, Walk, void> {
  const { path, basis } = curve;
  const table = coefficientTable(path, alphas);
  const places = alphas.length;
  const parts = splits.length + (compared > 0 ? 1 : 0);
  async function* on(split: Split, part: number) {
    const options = { architecture, loss, basis, split, samples: samples[split] };
    const evaluation = yield* mapProgress(
      evaluate(engine, options, table),
      (slice) => (part + (slice.from + slice.loss.length) / places) / parts,
    );
    return { ...evaluation, ...barrier({ alphas, ...evaluation }) };
  }
  const [first, ...others] = splits;
  const along: [AlongSplit, ...AlongSplit[]] = [yield* on(first, 0)];
  for (const [k, split] of others.entries()) along.push(yield* on(split, k + 1));
  const classes: Uint8Array[] = [];
  if (compared > 0) {
    const options = { architecture, basis, split: 'test', samples: compared } as const;
    for await (const { index, logits } of predict(engine, options, table)) {
      classes.push(predictedClasses(logits, architecture.outputs));
      yield (splits.length + (index + 1) / places) / parts;
    }
  }
  return {
    along,
    ...pathGeometry(curve, alphas),
    disagreement: compared > 0 ? disagreementAlong(classes) : null,
  };
}
