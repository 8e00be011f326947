/** A square lattice of places on a plane, one scale in x and y; cell `row * n + column`, row 0 at the lowest y. */
import { coefficients, type Frame, type PlanePoint } from './frame';

export interface Grid {
  /** Points on a side. */
  readonly n: number;
  /** Place of row 0, column 0. */
  readonly origin: PlanePoint;
  /** Distance of neighbours. */
  readonly step: number;
}

/**
 * The smallest square grid that holds all `places` with a margin around them, centred on them.
 *
 * @param n points on a side, at least 2
 * @param margin free border on each side as a share of the larger extent of the places
 */
export function gridAround(places: readonly PlanePoint[], n: number, margin = 0.25): Grid {
  if (!Number.isInteger(n) || n < 2)
    throw new RangeError(`Expected at least 2 points on a side, got ${n}.`);
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const side = Math.max(right - left, high - low) * (1 + 2 * margin);
  if (!(side > 0 && Number.isFinite(side)))
    throw new RangeError(`Expected at least two different places, got ${places.length} on one.`);
  const origin = { x: (left + right - side) / 2, y: (low + high - side) / 2 };
  return { n, origin, step: side / (n - 1) };
}

/** Where a row and a column (whole or between) stand on the plane. */
export function placeAt({ origin, step }: Grid, row: number, column: number): PlanePoint {
  return { x: origin.x + column * step, y: origin.y + row * step };
}

/** Coefficients of the three anchors in the cells of `order`, `[order.length, 3]`, row-major. */
export function gridCoefficients(
  frame: Frame,
  grid: Grid,
  order: Uint32Array,
): Float64Array<ArrayBuffer> {
  const table = new Float64Array(order.length * 3);
  order.forEach((cell, m) => {
    const { x, y } = placeAt(grid, Math.floor(cell / grid.n), cell % grid.n);
    table.set(coefficients(frame, x, y), m * 3);
  });
  return table;
}
