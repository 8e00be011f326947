/** Random weights before training; biases start at zero. */
import { affineLayers, type AffineLayer, type Architecture } from './architecture';
import { layoutOf, tensorNamed } from './layout';
import type { Random } from './random';
import type { Weights } from './weights';

/**
 * `he-normal`: N(0, 2 / in) (He et al. 2015). `xavier`: uniform with variance 2 / (in + out) (Glorot and Bengio 2010).
 * A convolution counts each channel 9 times. `orthogonal`: orthonormal rows or columns (Saxe et al. 2014), times sqrt(2) for ReLU, as PyTorch's gain.
 */
export type Initialisation = 'he-normal' | 'xavier' | 'orthogonal';

/** Fresh weights drawn from `random`; the caller owns the buffer. */
export function initialise(
  architecture: Architecture,
  initialisation: Initialisation,
  random: Random,
): Weights {
  const layout = layoutOf(architecture);
  const weights = new Float32Array(layout.size);
  affineLayers(architecture).forEach((layer, n) => {
    const { offset } = tensorNamed(layout, `layers.${n}.weight`);
    weights.set(draw(layer, architecture, initialisation, random), offset);
  });
  return weights;
}

/** One weight matrix; a convolution's is `[out, in * 3 * 3]`. */
function draw(
  { inputs, outputs: rows, kernel }: AffineLayer,
  { activation }: Architecture,
  initialisation: Initialisation,
  random: Random,
): ArrayLike<number> {
  const columns = inputs * kernel ** 2;
  const length = rows * columns;
  switch (initialisation) {
    case 'he-normal': {
      const deviation = Math.sqrt(2 / columns);
      return Float64Array.from({ length }, () => deviation * random.normal());
    }
    case 'xavier': {
      const bound = Math.sqrt(6 / (rows * kernel ** 2 + columns));
      return Float64Array.from({ length }, () => bound * (2 * random.uniform() - 1));
    }
    case 'orthogonal': {
      const gain = activation === 'relu' ? Math.SQRT2 : 1;
      return orthogonal(rows, columns, random).map((w) => gain * w);
    }
  }
}

/** A uniformly random matrix `[rows, columns]` with orthonormal rows (or columns, if there are fewer). */
function orthogonal(rows: number, columns: number, random: Random): Float64Array {
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const block = Array.from({ length: Math.min(BLOCK, count - vectors.length) }, () =>
      Float64Array.from({ length }, () => random.normal()),
    );
    // Gram and Schmidt, modified: in float64 what rounding leaves of the angles is far below float32.
    for (const u of vectors) for (const v of block) removeComponent(v, u);
    block.forEach((v, n) => {
      for (const u of block.slice(0, n)) removeComponent(v, u);
      const norm = Math.sqrt(inner(v, v));
      for (let i = 0; i < length; i++) v[i]! /= norm;
      vectors.push(v);
    });
  }
  const out = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      out[r * columns + c] = rows <= columns ? vectors[r]![c]! : vectors[c]![r]!;
  return out;
}

/** Vectors that are made orthogonal together: each earlier one is then read from memory once for all of them. */
const BLOCK = 16;

/** Takes the component along a unit vector `u` out of `v`. */
function removeComponent(v: Float64Array, u: Float64Array): void {
  const along = inner(u, v);
  for (let i = 0; i < v.length; i++) v[i]! -= along * u[i]!;
}

/** Inner product in four sums: one sum would wait for each addition. */
function inner(u: Float64Array, v: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = u.length - (u.length % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += u[i]! * v[i]!;
    s1 += u[i + 1]! * v[i + 1]!;
    s2 += u[i + 2]! * v[i + 2]!;
    s3 += u[i + 3]! * v[i + 3]!;
  }
  for (let i = whole; i < u.length; i++) s0 += u[i]! * v[i]!;
  return s0 + s1 + s2 + s3;
}
