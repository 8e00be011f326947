/** Going along a path with an engine, to measure all that {@link pathMeasures} takes. */
import type { Architecture } from '../../model/architecture';
import type { Split } from '../../data/dataset';
import type { Engine, Evaluation, Loss } from '../../engine/engine';
import { evaluate } from '../evaluate';
import { predict, predictedClasses } from '../predictions';
import { told } from '../told';
import { pathMeasures, type PathMeasures } from './measures';
import { coefficientTable, type Curve } from './path';

export interface WalkOptions {
  readonly architecture: Architecture;
  readonly loss: Loss;
  /** Ascending from 0 to 1, `[M]`. */
  readonly alphas: Float64Array;
  /** How many of the first images of each split are looked at. */
  readonly samples: Readonly<Record<Split, number>>;
}

/** What is known so far of the places from `from` on. */
export interface WalkProgress extends Evaluation {
  readonly split: Split;
  readonly from: number;
}

/** Measures a path; classes are compared on the test images. Yields losses and accuracies as they come. */
export async function* walk(
  engine: Engine,
  curve: Curve,
  { architecture, loss, alphas, samples }: WalkOptions,
): AsyncGenerator<WalkProgress, PathMeasures, void> {
  const { path, basis } = curve;
  const table = coefficientTable(path, alphas);
  const on = (split: Split) => {
    const options = { architecture, loss, basis, split, samples: samples[split] };
    return told(evaluate(engine, options, table), (slice) => ({ ...slice, split }));
  };
  const train = yield* on('train');
  const test = yield* on('test');
  const classes: Uint8Array[] = [];
  const options = { architecture, basis, split: 'test', samples: samples.test } as const;
  for await (const { logits } of predict(engine, options, table))
    classes.push(predictedClasses(logits, architecture.outputs));
  return pathMeasures(curve, { alphas, train, test, classes });
}
