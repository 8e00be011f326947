/** In which order layers follow each other: shapes say it, and numbers in names where shapes leave several. */
import type { Affine } from './layers';
import { byNumbers } from './names';

export interface LayerOrder {
  readonly layers: readonly Affine[];
  /** Whether letters of names had to decide, as neither shapes nor numbers do. */
  readonly guessed: boolean;
}

/** A layer leads from the width that it takes to the one that it gives. */
interface Edge {
  readonly layer: Affine;
  readonly from: string;
  readonly to: string;
}

/**
 * The first order by names in which each layer takes what the one before gives: a walk from width to width that takes
 * every layer once (Fleury 1883). Null where there is none.
 */
export function layerOrderOf(layers: readonly Affine[]): LayerOrder | null {
  const order = byNumbers(layers.map(({ name }) => name));
  const sorted = [...layers].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  let left: readonly Edge[] = sorted.map(edgeOf);
  let at = startOf(left);
  if (at === null) return null;
  const taken: Affine[] = [];
  let guessed = false;
  while (left.length > 0) {
    const open = left.filter(
      (edge) => edge.from === at && isConnected(edge.to, without(left, edge)),
    );
    const [next, other] = open;
    if (next === undefined) return null;
    if (other !== undefined && lettersOf(next) !== lettersOf(other)) guessed = true;
    taken.push(next.layer);
    left = without(left, next);
    at = next.to;
  }
  return { layers: taken, guessed };
}

const without = (edges: readonly Edge[], one: Edge) => edges.filter((edge) => edge !== one);

const lettersOf = ({ layer }: Edge) => layer.name.replace(/[\d._/-]+/g, '');

/** The one dense layer after convolutions takes the channels of the last one. */
function edgeOf(layer: Affine, _: number, all: readonly Affine[]): Edge {
  const convolutional = all.some(({ shape }) => shape.length === 4);
  const [outputs = 0, inputs = 0] = layer.shape;
  const dense = layer.shape.length === 2;
  return {
    layer,
    from: `${convolutional ? 'channels' : 'units'} ${inputs}`,
    to: `${convolutional && !dense ? 'channels' : 'units'} ${outputs}`,
  };
}

/** The width that is taken once more than it is given; of a round, that of the first layer. */
function startOf(edges: readonly Edge[]): string | null {
  const surplus = new Map<string, number>();
  for (const { from, to } of edges) {
    surplus.set(from, (surplus.get(from) ?? 0) + 1);
    surplus.set(to, (surplus.get(to) ?? 0) - 1);
  }
  const uneven = [...surplus].filter(([, n]) => n !== 0);
  if (uneven.length === 0) return edges[0]?.from ?? null;
  const [start] = uneven.find(([, n]) => n === 1) ?? [];
  return uneven.length === 2 && start !== undefined ? start : null;
}

/** Whether all layers that are left hang together with a width. */
function isConnected(width: string, edges: readonly Edge[]): boolean {
  const reached = new Set([width]);
  let open = edges;
  for (;;) {
    const near = open.filter(({ from, to }) => reached.has(from) || reached.has(to));
    if (near.length === 0) return open.length === 0;
    for (const { from, to } of near) reached.add(from).add(to);
    open = open.filter((edge) => !near.includes(edge));
  }
}
