/** Points of weight space as the rows of one tensor. */
import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Weights } from '../../model/weights';

/** F points as rows `[F, P]`, copied. */
export function stacked(points: readonly Weights[]): Tensor2D {
  const size = points[0]?.length ?? 0;
  const values = new Float32Array(points.length * size);
  points.forEach((point, f) => values.set(point, f * size));
  return tensor2d(values, [points.length, size], 'float32');
}

/** Copies of the rows. */
export async function readPoints(rows: Tensor2D): Promise<Weights[]> {
  const [count, size] = rows.shape;
  const values = await rows.data<'float32'>();
  return Array.from(
    { length: count },
    (_, f) => new Float32Array(values.subarray(f * size, (f + 1) * size)),
  );
}
