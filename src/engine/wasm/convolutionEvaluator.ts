import type { Cnn } from '../../model/architecture';
import type { Evaluation, Evaluator, EvaluatorOptions } from '../engine';
import { createRegion } from './arena';
import { createTerms } from './combination';
import type { Device, LoadedData } from './data';
import { panelLayout, writePanels } from './panels';
import { createImages } from './images';
import { ACTIVATIONS, roundUp } from './kernels';
import { promised } from './promised';

/** Samples whose losses are computed together. */
const PANEL = 8;

/**
 * Network after network, image after image, so that a network's weights and an image's activations stay in the cache.
 * The products of the first convolution with the basis are not kept as those of a dense layer are (`products.ts`): it
 * reads one or three channels and takes a few hundredths of the time.
 */
export function createConvolutionEvaluator(
  device: Device,
  data: LoadedData,
  { architecture, loss, basis, split, samples }: EvaluatorOptions & { readonly architecture: Cnn },
): Evaluator {
  const { kernels, arena } = device;
  const { bytes } = panelLayout(architecture);
  const lossKernel = loss === 'mse' ? kernels.squaredError : kernels.crossEntropy;
  const { labels } = data[split];
  const classes = architecture.outputs;
  const region = createRegion(arena);
  const points = basis.map((weights) => {
    const address = region.allocate(bytes);
    writePanels(device, architecture, weights, address);
    return address;
  });
  const network = region.allocate(bytes);
  const terms = createTerms(device, basis.length);
  const images = createImages(device, data, architecture);
  const top = images.outputs.at(-1)!;
  const logits = region.zeros(4 * PANEL * roundUp(classes, 8));
  const result = region.allocate(16);

  /** Sums of the losses and of the right answers of the network in place. */
  const sums = (): [loss: number, right: number] => {
    arena.doubles(result, 2).fill(0);
    for (let first = 0; first < samples; first += PANEL) {
      const count = Math.min(PANEL, samples - first);
      for (let s = 0; s < count; s++) {
        images.gather(data[split], Uint32Array.of(first + s));
        images.run(network);
        kernels.rowsToPanels(top.address, top.ld, 1, classes, logits + 4 * s, 0);
      }
      lossKernel(logits, 0, classes, labels + first, count, 0, result);
    }
    const [total, right] = arena.doubles(result, 2);
    return [total!, right!];
  };

  const evaluate = (coefficients: Float64Array): Evaluation => {
    data.check();
    const count = coefficients.length / basis.length;
    const evaluation = { loss: new Float64Array(count), accuracy: new Float64Array(count) };
    for (let m = 0; m < count; m++) {
      const used = terms.set(points, coefficients.subarray(m * basis.length));
      const { sources, factors } = terms;
      kernels.combine(network, 0, 1, bytes / 4, sources, factors, used, 0, 0, ACTIVATIONS.none);
      const [total, right] = sums();
      evaluation.loss[m] = total / samples;
      evaluation.accuracy[m] = right / samples;
    }
    return evaluation;
  };

  return {
    inFlight: 1,
    evaluate: (coefficients) => promised(() => evaluate(coefficients)),
    dispose() {
      images.release();
      terms.release();
      region.release();
    },
  };
}
