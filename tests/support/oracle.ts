/** Networks in float64, written for plainness: what every engine is held against. */
import { affineLayers, type AffineLayer, type Architecture } from '../../src/model/architecture';
import { layoutOf } from '../../src/model/layout';
import type { Loss } from '../../src/engine/engine';

type Numbers = ArrayLike<number>;

export interface Sample {
  readonly input: Numbers;
  readonly label: number;
}

/** Input, pre-activation and activation of each layer for one input, `[units, places]` each; the logits are the last pre-activation. */
export function forward(architecture: Architecture, weights: Numbers, input: Numbers) {
  const { tensors } = layoutOf(architecture);
  const layers = affineLayers(architecture);
  const inputs: Float64Array[] = [Float64Array.from(input)];
  const before: Float64Array[] = [];
  const after: Float64Array[] = [];
  layers.forEach((layer, l) => {
    const x = inputs[l]!;
    const w = tensors[2 * l]!.offset;
    const b = tensors[2 * l + 1]!.offset;
    const places = layer.side ** 2;
    const z = Float64Array.from(
      { length: layer.outputs * places },
      (_, i) => weights[b + Math.floor(i / places)]!,
    );
    connect(layer, (weight, from, to) => (z[to]! += weights[w + weight]! * x[from]!));
    before.push(z);
    after.push(z.map((v) => (architecture.activation === 'relu' ? Math.max(v, 0) : Math.tanh(v))));
    inputs.push(pooled(layer, after[l]!));
  });
  return { inputs, before, after, logits: before.at(-1)! };
}

/** Visits each product of a layer: which weight times which input goes to which output. */
function connect(
  { inputs, outputs, kernel, side }: AffineLayer,
  visit: (weight: number, from: number, to: number) => void,
) {
  const reach = (kernel - 1) / 2;
  const places = side ** 2;
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      for (let i = 0; i < kernel; i++)
        for (let j = 0; j < kernel; j++) {
          const y = row + i - reach;
          const x = column + j - reach;
          if (y < 0 || y >= side || x < 0 || x >= side) continue;
          for (let o = 0; o < outputs; o++)
            for (let c = 0; c < inputs; c++)
              visit(
                ((o * inputs + c) * kernel + i) * kernel + j,
                c * places + y * side + x,
                o * places + row * side + column,
              );
        }
}

/** Averages over squares of `pool x pool` places: `[units, side, side] -> [units, side / pool, side / pool]`. */
function pooled(layer: AffineLayer, values: Float64Array): Float64Array {
  const out = new Float64Array(values.length / layer.pool ** 2);
  values.forEach((value, i) => (out[squareOf(layer, i)]! += value / layer.pool ** 2));
  return out;
}

/** The square that a place goes to. */
function squareOf({ side, pool }: AffineLayer, i: number): number {
  const [unit, row, column] = [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];
  const squares = side / pool;
  return (unit * squares + Math.floor(row / pool)) * squares + Math.floor(column / pool);
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

/** Mean loss and share of right answers. */
export function evaluation(
  architecture: Architecture,
  loss: Loss,
  weights: Numbers,
  batch: readonly Sample[],
) {
  let total = 0;
  let right = 0;
  for (const { input, label } of batch) {
    const { logits } = forward(architecture, weights, input);
    total += lossOf(loss, logits, label).value;
    if (logits.indexOf(Math.max(...logits)) === label) right++;
  }
  return { loss: total / batch.length, accuracy: right / batch.length };
}

/** Mean loss and its gradient over a batch of inputs. */
export function gradient(
  architecture: Architecture,
  loss: Loss,
  weights: Numbers,
  batch: readonly Sample[],
) {
  const { tensors, size } = layoutOf(architecture);
  const layers = affineLayers(architecture);
  const out = new Float64Array(size);
  let total = 0;
  for (const { input, label } of batch) {
    const { inputs, before, after, logits } = forward(architecture, weights, input);
    const { value, slope } = lossOf(loss, logits, label);
    total += value;
    let delta = slope.map((d) => d / batch.length);
    for (let l = layers.length - 1; l >= 0; l--) {
      const layer = layers[l]!;
      const x = inputs[l]!;
      const w = tensors[2 * l]!.offset;
      const b = tensors[2 * l + 1]!.offset;
      const below = new Float64Array(x.length);
      delta.forEach((d, i) => (out[b + Math.floor(i / layer.side ** 2)]! += d));
      connect(layer, (weight, from, to) => {
        out[w + weight]! += delta[to]! * x[from]!;
        below[from]! += delta[to]! * weights[w + weight]!;
      });
      const previous = layers[l - 1];
      if (previous === undefined) break;
      delta = after[l - 1]!.map((a, i) => {
        const d = below[squareOf(previous, i)]! / previous.pool ** 2;
        if (architecture.activation === 'relu') return before[l - 1]![i]! > 0 ? d : 0;
        return d * (1 - a ** 2);
      });
    }
  }
  return { loss: total / batch.length, gradient: out };
}
