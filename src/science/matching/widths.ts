/** Networks of one shape and different widths. */
import { hiddenWidths, type Architecture } from '../../model/architecture';
import { layoutOf, view } from '../../model/layout';
import type { Weights } from '../../model/weights';

/** The architecture with other widths of its hidden layers. */
export function withWidths(architecture: Architecture, widths: readonly number[]): Architecture {
  if (architecture.kind === 'mlp') return { ...architecture, hidden: widths };
  let next = 0;
  const layers = architecture.layers.map((layer) => (layer === 'avg' ? layer : widths[next++]!));
  return { ...architecture, layers };
}

/** The narrowest architecture that holds both. */
export function wider(a: Architecture, b: Architecture): Architecture {
  const widths = hiddenWidths(b);
  return withWidths(
    a,
    hiddenWidths(a).map((width, l) => Math.max(width, widths[l]!)),
  );
}

/** Throws unless two architectures differ in nothing but the widths of their hidden layers. */
export function checkOneShape(a: Architecture, b: Architecture): void {
  const blank = (architecture: Architecture) =>
    JSON.stringify(withWidths(architecture, hiddenWidths(architecture).fill(0)));
  if (blank(a) !== blank(b))
    throw new RangeError(
      `Expected two networks that differ in widths alone, got ${JSON.stringify(a)} and ${JSON.stringify(b)}.`,
    );
}

/**
 * The same function in a wider architecture, the new units dead: all their weights are zero. A new buffer owned by the
 * caller.
 */
export function widen(architecture: Architecture, weights: Weights, wider: Architecture): Weights {
  const to = layoutOf(wider);
  const out = new Float32Array(to.size);
  layoutOf(architecture).tensors.forEach((tensor, t) => {
    const target = to.tensors[t]!;
    const from = view(weights, tensor);
    const rows = tensor.shape[0] ?? 1;
    const depth = tensor.size / rows;
    const width = target.size / (target.shape[0] ?? 1);
    for (let row = 0; row < rows; row++)
      out.set(from.subarray(row * depth, (row + 1) * depth), target.offset + row * width);
  });
  return out;
}
