/** A picture of a grid of which only some cells are known yet. */
import { refined } from './refine';

/** Sweeps of smoothing: enough for the coarsest lattice that a plane starts with. */
const SWEEPS = 12;
/** Over-relaxation, between 1 and 2: the same smoothness in fewer sweeps. */
const PACE = 1.5;

/**
 * Fills the unknown cells: where a lattice of every second, fourth, ... cell is known, by cubics between its points, else
 * with the value of the nearest known one; and then by what a membrane over the known ones adds to that. In place; known
 * cells keep their values.
 *
 * @param values `[size, size]`
 * @param known `[size, size]`, 1 where the value is known
 */
export function fillUnknown(values: Float32Array, known: Uint8Array, size: number): void {
  if (known.every((flag) => flag === 1) || !known.includes(1)) return;
  const between = latticeFill(values, known, size);
  if (between === null) {
    fillNearest(values, known, size);
    relax(values, known, size);
    return;
  }
  // A membrane alone would have a dent at every known point.
  const rest = values.map((value, cell) => (known[cell] === 1 ? value - between[cell]! : 0));
  relax(rest, known, size);
  for (let cell = 0; cell < values.length; cell++)
    if (known[cell] !== 1) values[cell] = between[cell]! + rest[cell]!;
}

/** All cells between the points of the finest lattice of which all are known; null where there is none. */
function latticeFill(values: Float32Array, known: Uint8Array, size: number): Float32Array | null {
  for (let stride = 2; stride < size - 1; stride *= 2) {
    const inside = Math.ceil(size / stride);
    const cellAt = (row: number, column: number) => stride * (row * size + column);
    const indices = Array.from({ length: inside }, (_, i) => i);
    const isWhole = indices.every((row) =>
      indices.every((column) => known[cellAt(row, column)] === 1),
    );
    if (!isWhole) continue;
    // One point more where the lattice ends before the grid does: the last step again.
    const count = Math.ceil((size - 1) / stride) + 1;
    const points = new Float32Array(count * count);
    const valueAt = (row: number, column: number): number => {
      if (row === inside) return 2 * valueAt(row - 1, column) - valueAt(row - 2, column);
      if (column === inside) return 2 * valueAt(row, column - 1) - valueAt(row, column - 2);
      return values[cellAt(row, column)]!;
    };
    for (let row = 0; row < count; row++)
      for (let column = 0; column < count; column++)
        points[row * count + column] = valueAt(row, column);
    const fine = stride * (count - 1) + 1;
    const between = refined(points, count, fine);
    return values.map((_, cell) => between[Math.floor(cell / size) * fine + (cell % size)]!);
  }
  return null;
}

/** Two sweeps with chamfer distances; ties go to the neighbour that comes first. */
function fillNearest(values: Float32Array, known: Uint8Array, size: number): void {
  const distance = Float32Array.from(known, (flag) => (flag === 1 ? 0 : Infinity));
  const visit = (row: number, column: number, dr: number, dc: number) => {
    const r = row + dr;
    const c = column + dc;
    if (r < 0 || r >= size || c < 0 || c >= size) return;
    const cell = row * size + column;
    const other = r * size + c;
    const through = distance[other]! + (dr !== 0 && dc !== 0 ? Math.SQRT2 : 1);
    if (through < distance[cell]!) {
      distance[cell] = through;
      values[cell] = values[other]!;
    }
  };
  const around = [
    [-1, -1],
    [-1, 0],
    [-1, 1],
    [0, -1],
  ] as const;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      for (const [dr, dc] of around) visit(row, column, dr, dc);
  for (let row = size - 1; row >= 0; row--)
    for (let column = size - 1; column >= 0; column--)
      for (const [dr, dc] of around) visit(row, column, -dr, -dc);
}

/** Moves each unknown cell towards the mean of its four neighbours; the border mirrors itself. */
function relax(values: Float32Array, known: Uint8Array, size: number): void {
  const last = size - 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const cell = row * size + column;
        if (known[cell] === 1) continue;
        const mean =
          (values[row > 0 ? cell - size : cell + size]! +
            values[row < last ? cell + size : cell - size]! +
            values[column > 0 ? cell - 1 : cell + 1]! +
            values[column < last ? cell + 1 : cell - 1]!) /
          4;
        values[cell]! += PACE * (mean - values[cell]!);
      }
}
