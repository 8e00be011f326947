/**
 * FOOF: gradient descent on neurons in place of weights (Benzing 2022, "Gradient descent
 * on neurons and its link to approximate second-order optimization"). Each layer's gradient G is multiplied
 * by the inverse of the second moments of what the layer reads:
 *
 *     G (E[x x^T] + damping I)^-1
 */
import { affineLayers, type Architecture } from '../../model/architecture';
import { layoutOf, tensorNamed } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import { inputMoments, type InputMoments } from './inputs';

export interface FoofOptions {
  readonly architecture: Architecture;
  readonly weights: Weights;
  /** Of the loss at `weights`. */
  readonly gradient: Weights;
  /** First training images that inputs are taken on. */
  readonly samples: number;
  /** Above 0, in units of the mean square of a layer's inputs. */
  readonly damping: number;
}

/** The preconditioned gradient: a new buffer owned by the caller. */
export async function foof(
  engine: DatasetEngine,
  { architecture, weights, gradient, samples, damping }: FoofOptions,
): Promise<Weights> {
  if (!(damping > 0)) throw new RangeError(`Expected a damping above 0, got ${damping}.`);
  const layout = layoutOf(architecture);
  const out = gradient.slice();
  for (const [l, { outputs }] of affineLayers(architecture).entries()) {
    const moments = await inputMoments(engine, architecture, weights, l, samples);
    const factor = cholesky(damped(moments, damping));
    const { size } = moments;
    const rows = tensorNamed(layout, `layers.${l}.weight`).offset;
    const bias = tensorNamed(layout, `layers.${l}.bias`).offset;
    for (let unit = 0; unit < outputs; unit++) {
      const from = rows + unit * (size - 1);
      const row = Float64Array.of(
        ...gradient.subarray(from, from + size - 1),
        gradient[bias + unit]!,
      );
      solve(factor, row);
      out.set(row.subarray(0, size - 1), from);
      out[bias + unit] = row[size - 1]!;
    }
  }
  return out;
}

function damped({ size, values }: InputMoments, damping: number): InputMoments {
  const diagonal = values.filter((_, k) => k % (size + 1) === 0);
  const mean = diagonal.reduce((sum, square) => sum + square, 0) / size;
  return { size, values: values.map((v, k) => (k % (size + 1) === 0 ? v + damping * mean : v)) };
}

/** The lower triangle L of a positive definite matrix `L L^T`. */
function cholesky({ size, values }: InputMoments): InputMoments {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = values[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      lower[i * size + j] = i === j ? Math.sqrt(sum) : sum / lower[j * size + j]!;
    }
  return { size, values: lower };
}

/** Solves `L L^T x = x` in place. */
function solve({ size, values: lower }: InputMoments, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
}
