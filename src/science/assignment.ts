/**
 * The linear assignment problem: pair each row with a column of its own at the least total cost, by shortest augmenting
 * paths (Jonker and Volgenant 1987; rectangular as Crouse 2016).
 *
 * c: cost of a row and a column; u, v: duals of rows and columns, `u[i] + v[j] <= c[i, j]`, equal where assigned.
 */

export interface Assignment {
  /** Column of each row, `[rows]`; -1 for a row left over when there are more rows than columns. */
  readonly assignment: Int32Array<ArrayBuffer>;
  /** Sum of the assigned costs. */
  readonly cost: number;
  /** Duals, `[rows]` and `[columns]`. */
  readonly u: Float64Array<ArrayBuffer>;
  readonly v: Float64Array<ArrayBuffer>;
}

/** An assignment of least cost; of several, the same one every time, and the identity when all costs are equal. */
export function assign(
  costs: Float32Array | Float64Array,
  rows: number,
  columns: number,
): Assignment {
  const u = new Float64Array(rows);
  const v = new Float64Array(columns);
  const assignment = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  for (let start = 0; start < rows; start++) {
    const shortest = new Float64Array(columns).fill(Infinity);
    const path = new Int32Array(columns).fill(-1);
    const seenRow = new Uint8Array(rows);
    const seen = new Uint8Array(columns);
    let i = start;
    let least = 0;
    let sink = -1;
    while (sink === -1) {
      seenRow[i] = 1;
      let index = -1;
      let lowest = Infinity;
      for (let j = 0; j < columns; j++) {
        if (seen[j] === 1) continue;
        const r = least + costs[i * columns + j]! - u[i]! - v[j]!;
        if (r < shortest[j]!) {
          path[j] = i;
          shortest[j] = r;
        }
        if (
          shortest[j]! < lowest ||
          (shortest[j] === lowest && rowOf[j] === -1 && rowOf[index] !== -1)
        ) {
          lowest = shortest[j]!;
          index = j;
        }
      }
      least = lowest;
      if (least === Infinity) throw new RangeError('infeasible');
      if (rowOf[index] === -1) sink = index;
      else i = rowOf[index]!;
      seen[index] = 1;
    }
    u[start]! += least;
    for (let r = 0; r < rows; r++)
      if (seenRow[r] === 1 && r !== start) u[r]! += least - shortest[assignment[r]!]!;
    for (let j = 0; j < columns; j++) if (seen[j] === 1) v[j]! -= least - shortest[j]!;
    for (let j = sink; ;) {
      const r = path[j]!;
      rowOf[j] = r;
      const next = assignment[r]!;
      assignment[r] = j;
      if (r === start) break;
      j = next;
    }
  }
  let cost = 0;
  assignment.forEach((j, i) => (cost += costs[i * columns + j]!));
  return { assignment, cost, u, v };
}
