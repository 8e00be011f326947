/** What is said of every alignment, by whatever method it was found. */
import type { Architecture } from '../../model/architecture';
import { distance, type Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import { largestLogitDifference } from '../sameFunction';
import { weakShare } from './layerMatch';
import { similarityMatrix } from './similarity';
import { wider, widen } from './widths';

export interface ReportOptions {
  /** Of A; `target` is that of B and of the aligned network. */
  readonly architecture: Architecture;
  readonly a: Weights;
  readonly target: Architecture;
  readonly b: Weights;
  readonly aligned: Weights;
  /** First training images that activations are compared on. */
  readonly samples: number;
  /** First test images that logits are compared on. */
  readonly testSamples: number;
}

export interface AlignmentReport {
  /** Cosine of the activations, after the nonlinearity, of each unit of B and the one now in its place, layer by layer. */
  readonly cosines: Float64Array<ArrayBuffer>[];
  /** First training images on which they are. */
  readonly samples: number;
  /** Share of the units whose cosine is below 0.3. */
  readonly weakShare: number;
  /** Straight distance from B: of A, null where widths differ, and of the aligned network. */
  readonly distance: { readonly before: number | null; readonly after: number };
  /** Largest absolute difference of the logits of A and of the aligned network: rounding, if they are one function. */
  readonly largestLogitDifference: number;
}

/** Measures an alignment; one yardstick for all methods. */
export async function reportOn(
  engine: DatasetEngine,
  { architecture, a, target, b, aligned, samples, testSamples }: ReportOptions,
): Promise<AlignmentReport> {
  const moments = await engine.moments({
    architecture: target,
    a: aligned,
    b,
    samples,
    stage: 'after',
  });
  const cosines = moments.map((layer) =>
    similarityMatrix('cosine', layer).filter((_, k) => k % (layer.units + 1) === 0),
  );
  const wide = wider(architecture, target);
  return {
    cosines,
    samples,
    distance: {
      before: a.length === b.length ? distance(a, b) : null,
      after: distance(aligned, b),
    },
    weakShare: weakShare(cosines.map((similarities) => ({ similarities }))),
    largestLogitDifference: await largestLogitDifference(
      engine,
      wide,
      widen(architecture, a, wide),
      widen(target, aligned, wide),
      testSamples,
    ),
  };
}
