/** Random weights before training; biases start at zero. */
import { denseLayers, type Architecture } from './architecture';
import { layoutOf, tensorNamed } from './layout';
import type { Random } from './random';
import type { Weights } from './weights';

/**
 * `he-normal`: N(0, 2 / in) (He et al. 2015). `xavier`: uniform with variance 2 / (in + out) (Glorot and Bengio 2010).
 * `orthogonal`: orthonormal rows or columns (Saxe et al. 2014), times sqrt(2) for ReLU, as PyTorch's gain.
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
  denseLayers(architecture).forEach(({ inputs, outputs }, n) => {
    const { offset } = tensorNamed(layout, `layers.${n}.weight`);
    weights.set(draw(outputs, inputs, architecture, initialisation, random), offset);
  });
  return weights;
}

/** One weight matrix `[rows, columns]`. */
function draw(
  rows: number,
  columns: number,
  { activation }: Architecture,
  initialisation: Initialisation,
  random: Random,
): ArrayLike<number> {
  const length = rows * columns;
  switch (initialisation) {
    case 'he-normal': {
      const deviation = Math.sqrt(2 / columns);
      return Float64Array.from({ length }, () => deviation * random.normal());
    }
    case 'xavier': {
      const bound = Math.sqrt(6 / (rows + columns));
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
    const v = Float64Array.from({ length }, () => random.normal());
    // Gram and Schmidt, twice: once leaves rounding errors that grow with the number of vectors.
    for (let pass = 0; pass < 2; pass++)
      for (const u of vectors) {
        let along = 0;
        for (let i = 0; i < length; i++) along += u[i]! * v[i]!;
        for (let i = 0; i < length; i++) v[i]! -= along * u[i]!;
      }
    const norm = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    vectors.push(v.map((x) => x / norm));
  }
  const out = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      out[r * columns + c] = rows <= columns ? vectors[r]![c]! : vectors[c]![r]!;
  return out;
}
