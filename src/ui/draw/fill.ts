/** A picture of a grid of which only some cells are known yet. */

/** Sweeps of smoothing: enough for the coarsest lattice that a plane starts with. */
const SWEEPS = 12;
/** Over-relaxation, between 1 and 2: the same smoothness in fewer sweeps. */
const PACE = 1.5;

/**
 * Fills the unknown cells: first with the value of the nearest known one, then as smoothly between the known ones as a
 * membrane over them. In place; known cells keep their values.
 *
 * @param values `[size, size]`
 * @param known `[size, size]`, 1 where the value is known
 */
export function fillUnknown(values: Float32Array, known: Uint8Array, size: number): void {
  if (known.every((flag) => flag === 1) || !known.includes(1)) return;
  fillNearest(values, known, size);
  relax(values, known, size);
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
