/** Paths that move some layers at a time: which layers make a barrier (Adilova et al. 2024, layer-wise linear mode connectivity). */
import { affineLayers, type Architecture } from '../../model/architecture';
import { layoutOf, tensorNamed } from '../../model/layout';
import type { Weights } from '../../model/weights';
import { chain } from './chain';
import { line } from './line';
import type { Curve } from './path';

/** Where the parameters of each layer stand, weight and bias together: from `ranges[l]` to before `ranges[l + 1]`. */
export function layerRanges(architecture: Architecture): number[] {
  const layout = layoutOf(architecture);
  const starts = affineLayers(architecture).map(
    (_, l) => tensorNamed(layout, `layers.${l}.weight`).offset,
  );
  return [...starts, layout.size];
}

/**
 * B in its first layers and A in the others, a new buffer owned by the caller.
 *
 * @param layers how many come from B, 0 (A itself) to all (B itself)
 */
export function mixed(architecture: Architecture, a: Weights, b: Weights, layers: number): Weights {
  const ranges = layerRanges(architecture);
  const end = ranges[layers];
  if (end === undefined)
    throw new RangeError(`Expected 0 to ${ranges.length - 1} layers, got ${layers}.`);
  const out = a.slice();
  out.set(b.subarray(0, end));
  return out;
}

/** The straight line from A on which the first `layers` layers alone go to B. */
export function layerLine(
  architecture: Architecture,
  a: Weights,
  b: Weights,
  layers: number,
): Curve {
  return { path: line, basis: [a, mixed(architecture, a, b, layers)] };
}

/** From A to B one layer after the other, from the input on, each taking an equal share of alpha. */
export function layerSteps(architecture: Architecture, a: Weights, b: Weights): Curve {
  const count = affineLayers(architecture).length;
  const basis = Array.from({ length: count + 1 }, (_, layers) => mixed(architecture, a, b, layers));
  return { path: count === 1 ? line : chain(count - 1), basis };
}
