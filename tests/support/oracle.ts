/** A multilayer perceptron in float64, written for plainness: what every engine is held against. */
import { affineLayers, type Architecture } from '../../src/model/architecture';
import { layoutOf } from '../../src/model/layout';
import type { Loss } from '../../src/engine/engine';

type Numbers = ArrayLike<number>;

/** Pre-activations and activations of each layer for one input; the last pre-activation holds the logits. */
export function forward(architecture: Architecture, weights: Numbers, input: Numbers) {
  const { tensors } = layoutOf(architecture);
  const layers = affineLayers(architecture);
  const inputs: Float64Array[] = [Float64Array.from(input)];
  const before: Float64Array[] = [];
  layers.forEach(({ inputs: columns, outputs: rows }, l) => {
    const x = inputs[l]!;
    const w = tensors[2 * l]!.offset;
    const b = tensors[2 * l + 1]!.offset;
    const z = Float64Array.from({ length: rows }, (_, r) => {
      let sum = weights[b + r]!;
      for (let c = 0; c < columns; c++) sum += weights[w + r * columns + c]! * x[c]!;
      return sum;
    });
    before.push(z);
    inputs.push(z.map((v) => (architecture.activation === 'relu' ? Math.max(v, 0) : Math.tanh(v))));
  });
  return { inputs, before, logits: before.at(-1)! };
}

/** Loss of one sample and its derivative with respect to the logits. */
export function lossOf(loss: Loss, logits: Float64Array, label: number) {
  if (loss === 'mse') {
    const difference = logits.map((z, c) => z - (c === label ? 1 : 0));
    return {
      value: difference.reduce((sum, d) => sum + d * d, 0) / logits.length,
      slope: difference.map((d) => (2 * d) / logits.length),
    };
  }
  const highest = Math.max(...logits);
  const total = logits.reduce((sum, z) => sum + Math.exp(z - highest), 0);
  return {
    value: Math.log(total) + highest - logits[label]!,
    slope: logits.map((z, c) => Math.exp(z - highest) / total - (c === label ? 1 : 0)),
  };
}

/** Mean loss, share of right answers and gradient over a batch of inputs. */
export function gradient(
  architecture: Architecture,
  loss: Loss,
  weights: Numbers,
  batch: readonly { input: Numbers; label: number }[],
) {
  const { tensors, size } = layoutOf(architecture);
  const out = new Float64Array(size);
  let total = 0;
  let right = 0;
  for (const { input, label } of batch) {
    const { inputs, before, logits } = forward(architecture, weights, input);
    const { value, slope } = lossOf(loss, logits, label);
    total += value;
    if (logits.indexOf(Math.max(...logits)) === label) right++;
    let delta = slope.map((d) => d / batch.length);
    for (let l = before.length - 1; l >= 0; l--) {
      const x = inputs[l]!;
      const w = tensors[2 * l]!.offset;
      const b = tensors[2 * l + 1]!.offset;
      const below = new Float64Array(x.length);
      delta.forEach((d, r) => {
        out[b + r]! += d;
        for (let c = 0; c < x.length; c++) {
          out[w + r * x.length + c]! += d * x[c]!;
          below[c]! += d * weights[w + r * x.length + c]!;
        }
      });
      if (l === 0) break;
      delta = below.map((d, i) => {
        if (architecture.activation === 'relu') return before[l - 1]![i]! > 0 ? d : 0;
        return d * (1 - x[i]! ** 2);
      });
    }
  }
  return { loss: total / batch.length, accuracy: right / batch.length, gradient: out };
}
