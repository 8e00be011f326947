/**
 * The other symmetries of hidden units, as data beside the permutations: a unit that computes c times as much is made
 * up for by outgoing weights divided by c. For ReLU any c above 0 leaves the function as it was, for tanh c = -1
 * (Hecht-Nielsen 1990; Chen, Lu and Hecht-Nielsen 1993).
 */
import type { Activation, Architecture } from './architecture';
import { layoutOf, tensorNamed } from './layout';
import { permutationSpecs } from './permutation';
import type { Weights } from './weights';

/** What each unit of a hidden layer is multiplied by, `[n]`. */
export type Factors = Float64Array<ArrayBuffer>;

/**
 * The same function with its hidden units multiplied by factors: rows of a unit's weight and its bias times c, columns
 * of the next weight divided by c. A new buffer owned by the caller.
 *
 * @param factors one list for each hidden layer
 * @throws RangeError for a factor that the activation does not pass through unchanged
 */
export function rescale(
  architecture: Architecture,
  weights: Weights,
  factors: readonly Factors[],
): Weights {
  const layout = layoutOf(architecture);
  const out = weights.slice();
  permutationSpecs(architecture).forEach(({ units, axes }, n) => {
    const own = checkFactors(factors[n], units, architecture.activation, n);
    for (const { tensor, axis } of axes) {
      const { shape, offset, size } = tensorNamed(layout, tensor);
      const inner = shape.slice(axis + 1).reduce((product, k) => product * k, 1);
      for (let k = 0; k < size; k++) {
        const c = own[Math.floor(k / inner) % units]!;
        out[offset + k] = axis === 0 ? out[offset + k]! * c : out[offset + k]! / c;
      }
    }
  });
  return out;
}

function checkFactors(
  factors: Factors | undefined,
  units: number,
  activation: Activation,
  layer: number,
): Factors {
  if (factors?.length !== units)
    throw new RangeError(
      `Expected ${units} factors of hidden layer ${layer}, got ${factors?.length ?? 'none'}.`,
    );
  const wrong = factors.find((c) =>
    activation === 'relu' ? !(c > 0 && c < Infinity) : Math.abs(c) !== 1,
  );
  if (wrong !== undefined)
    throw new RangeError(
      `Expected factors ${activation === 'relu' ? 'above 0 for ReLU' : '1 or -1 for tanh'}, got ${wrong}.`,
    );
  return factors;
}
