/** What a layer reads: second moments of its inputs, over images and places, for preconditioners such as FOOF. */
import { affineLayers, type Architecture } from '../../model/architecture';
import { layoutOf, tensorNamed } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';

/** Means of products of a layer's inputs, of which the last is always 1 and goes with the bias. */
export interface InputMoments {
  /** Numbers that a unit reads, the 1 included: `inputs * kernel^2 + 1`. */
  readonly size: number;
  /** `E[x x^T]`, `[size, size]`, row-major, in the order of a row of the layer's weight. */
  readonly values: Float64Array<ArrayBuffer>;
}

/**
 * Second moments of what layer `layer` reads of the first training images.
 *
 * An engine answers moments of units; so the layer is replaced by one whose units are its inputs, each with a single
 * weight of 1.
 */
export async function inputMoments(
  engine: DatasetEngine,
  architecture: Architecture,
  weights: Weights,
  layer: number,
  samples: number,
): Promise<InputMoments> {
  const layers = affineLayers(architecture);
  const { inputs, kernel } = layers[layer]!;
  const units = inputs * kernel ** 2;
  if (architecture.kind === 'cnn' && layer === layers.length - 1)
    return momentsOfPooled(engine, architecture, weights, inputs, samples);
  const probe = probed(architecture, layer, units);
  const own = withProbe(architecture, weights, probe, layer);
  const all = await engine.moments({
    architecture: probe,
    a: own,
    b: own,
    samples,
    stage: 'before',
  });
  const { product, sumA, samples: count } = all[layer]!;
  return bordered(
    units,
    (i, j) => product[i * units + j]! / count,
    (i) => sumA[i]! / count,
  );
}

/** The layers below one, and a hidden layer of so many units in its place. */
function probed(architecture: Architecture, layer: number, units: number): Architecture {
  if (architecture.kind === 'mlp')
    return { ...architecture, hidden: [...architecture.hidden.slice(0, layer), units] };
  const places = architecture.layers.flatMap((entry, at) => (entry === 'avg' ? [] : [at]));
  return { ...architecture, layers: [...architecture.layers.slice(0, places[layer]), units] };
}

/** The weights below a layer, and ones that pick each of its inputs in its place; the rest is zero. */
function withProbe(
  architecture: Architecture,
  weights: Weights,
  probe: Architecture,
  layer: number,
): Weights {
  const layout = layoutOf(probe);
  const { offset, shape } = tensorNamed(layout, `layers.${layer}.weight`);
  const out = new Float32Array(layout.size);
  out.set(
    weights.subarray(0, tensorNamed(layoutOf(architecture), `layers.${layer}.weight`).offset),
  );
  const units = shape[0] ?? 0;
  for (let i = 0; i < units; i++) out[offset + i * (units + 1)] = 1;
  return out;
}

/** Of the last layer of convolutions, whose inputs are means over an image: the logits of a layer that picks each. */
async function momentsOfPooled(
  engine: DatasetEngine,
  architecture: Architecture,
  weights: Weights,
  inputs: number,
  samples: number,
): Promise<InputMoments> {
  const probe = { ...architecture, outputs: inputs };
  const layer = affineLayers(architecture).length - 1;
  const own = withProbe(architecture, weights, probe, layer);
  const pooled = await engine.logits(probe, own, 'train', samples);
  const mean = (of: (s: number) => number) => {
    let sum = 0;
    for (let s = 0; s < pooled.length; s += inputs) sum += of(s);
    return sum / samples;
  };
  return bordered(
    inputs,
    (i, j) => mean((s) => pooled[s + i]! * pooled[s + j]!),
    (i) => mean((s) => pooled[s + i]!),
  );
}

function bordered(
  units: number,
  product: (i: number, j: number) => number,
  mean: (i: number) => number,
): InputMoments {
  const size = units + 1;
  const values = Float64Array.from({ length: size * size }, (_, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    if (i < units && j < units) return product(i, j);
    return i < units ? mean(i) : j < units ? mean(j) : 1;
  });
  return { size, values };
}
