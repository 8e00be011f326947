/**
 * A field as a surface in space: as high as its shares, so that low loss is deep. The middle of the plane is the middle
 * of the ground; x goes to the right, the height up, and the plane's y away from who looks, each from -1 to 1.
 */
import type { Field, FieldScale } from './field';

/** Of share 1; what is worse is cut off flat. */
export const HEIGHT = 0.9;

/** How far below the ground a path may pass: shares of losses that are lower than all of the plane's. */
const LEAST = -0.5;

/** Cells on each side at least: the picture of a coarse grid is as smooth as that of a fine one. */
const CELLS = 96;

export interface Surface {
  /** Vertices on each side, row 0 at the lowest y. */
  readonly side: number;
  /** `[side, side, 3]` */
  readonly positions: Float32Array<ArrayBuffer>;
  /** `[side, side, 3]`, of length 1. */
  readonly normals: Float32Array<ArrayBuffer>;
  /** `[side, side]`, as in the field. */
  readonly shares: Float32Array<ArrayBuffer>;
  /** `[triangles, 3]`, none in holes. */
  readonly triangles: Uint32Array<ArrayBuffer>;
}

/**
 * The surface of a field, bilinear between its grid points as its picture is.
 *
 * @param holes `[size, size]`, 1 where there is no surface
 */
export function surfaceOf(field: Pick<Field, 'size' | 'shares'>, holes: Uint8Array): Surface {
  const { size } = field;
  const parts = Math.max(1, Math.ceil(CELLS / (size - 1)));
  const side = parts * (size - 1) + 1;
  const positions = new Float32Array(3 * side * side);
  const normals = new Float32Array(3 * side * side);
  const shares = new Float32Array(side * side);
  const [right, up] = slopesOf(field);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const [x, y] = [column / parts, row / parts];
      const at = row * side + column;
      const share = bilinear(field.shares, size, x, y);
      shares[at] = share;
      positions.set(
        [(2 * column) / (side - 1) - 1, heightOf(share), 1 - (2 * row) / (side - 1)],
        3 * at,
      );
      // A plateau where it is cut off.
      const steep = share < 1 ? (HEIGHT * (size - 1)) / 2 : 0;
      const [a, b] = [steep * bilinear(right, size, x, y), steep * bilinear(up, size, x, y)];
      const length = Math.hypot(a, 1, b);
      normals.set([-a / length, 1 / length, b / length], 3 * at);
    }
  return { side, positions, normals, shares, triangles: trianglesOf(size, parts, holes) };
}

/** Two for each cell whose four corners in the grid are no holes; counter-clockwise from above. */
function trianglesOf(size: number, parts: number, holes: Uint8Array): Uint32Array<ArrayBuffer> {
  const side = parts * (size - 1) + 1;
  const triangles = new Uint32Array(6 * (side - 1) ** 2);
  let count = 0;
  for (let row = 0; row < side - 1; row++)
    for (let column = 0; column < side - 1; column++) {
      const corner = Math.floor(row / parts) * size + Math.floor(column / parts);
      const hole =
        holes[corner]! + holes[corner + 1]! + holes[corner + size]! + holes[corner + size + 1]!;
      if (hole > 0) continue;
      const at = row * side + column;
      triangles.set([at, at + 1, at + side, at + 1, at + side + 1, at + side], count);
      count += 6;
    }
  return triangles.slice(0, count);
}

/** Change of the share from one grid point to the next, to the right and up, `[size, size]` each. */
function slopesOf({ size, shares }: Pick<Field, 'size' | 'shares'>): [Float32Array, Float32Array] {
  const [right, up] = [new Float32Array(size * size), new Float32Array(size * size)];
  const last = size - 1;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [west, east] = [Math.max(0, column - 1), Math.min(last, column + 1)];
      const [south, north] = [Math.max(0, row - 1), Math.min(last, row + 1)];
      const at = (r: number, c: number) => shares[r * size + c]!;
      right[row * size + column] = (at(row, east) - at(row, west)) / (east - west);
      up[row * size + column] = (at(north, column) - at(south, column)) / (north - south);
    }
  return [right, up];
}

/** Between the four grid points around a place, in steps of the grid. */
function bilinear(values: Float32Array, size: number, column: number, row: number): number {
  const left = Math.min(size - 2, Math.max(0, Math.floor(column)));
  const below = Math.min(size - 2, Math.max(0, Math.floor(row)));
  const [right, up] = [column - left, row - below];
  const at = below * size + left;
  const low = values[at]! * (1 - right) + values[at + 1]! * right;
  const high = values[at + size]! * (1 - right) + values[at + size + 1]! * right;
  return low * (1 - up) + high * up;
}

/** The height of a share. */
export const heightOf = (share: number): number => HEIGHT * Math.max(LEAST, Math.min(1, share));

/** The share of the surface at a place of the plane, as shares of its width from 0 to 1; NaN beyond its border. */
export function shareAt({ size, shares }: Pick<Field, 'size' | 'shares'>, x: number, y: number) {
  const inside = x >= 0 && x <= 1 && y >= 0 && y <= 1;
  return inside ? bilinear(shares, size, x * (size - 1), y * (size - 1)) : NaN;
}

/** The share of a value, below 0 where it is better than the whole plane; NaN where it is no number. */
export function trueShare(scale: FieldScale, value: number): number {
  const { kind, measure, low, high } = scale;
  if (!Number.isFinite(value)) return NaN;
  if (measure === 'accuracy' || value >= low) return scale.share(value);
  return kind === 'log'
    ? Math.log(Math.max(value, Number.MIN_VALUE) / low) / Math.log(high / low)
    : (value - low) / (high - low);
}

/**
 * Lines of equal loss on a surface, exactly on its triangles.
 *
 * @param levels shares
 * @returns ends of straight pieces, `[pieces, 2, 3]`
 */
export function isolinesOn(
  { positions, shares, triangles }: Surface,
  levels: readonly number[],
): Float32Array<ArrayBuffer> {
  const ends: number[] = [];
  const cross = (from: number, to: number, level: number) => {
    const [one, two] = [shares[from]!, shares[to]!];
    if (one < level === two < level) return;
    const share = (level - one) / (two - one);
    for (let axis = 0; axis < 3; axis++) {
      const [a, b] = [positions[3 * from + axis]!, positions[3 * to + axis]!];
      ends.push(a + share * (b - a));
    }
  };
  for (let at = 0; at < triangles.length; at += 3) {
    const [a, b, c] = [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!];
    const least = Math.min(shares[a]!, shares[b]!, shares[c]!);
    const most = Math.max(shares[a]!, shares[b]!, shares[c]!);
    for (const level of levels) {
      if (level <= least || level > most) continue;
      cross(a, b, level);
      cross(b, c, level);
      cross(c, a, level);
    }
  }
  return Float32Array.from(ends);
}
