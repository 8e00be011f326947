/** How units of A are mixed into those of B, as a picture. */

/**
 * A's units in the order in which they are drawn: each at the unit of B that takes most of it, so that a permutation
 * is a diagonal.
 *
 * @param shares `[rows, columns]`, unit of B by unit of A
 */
export function diagonalOrder(shares: Float64Array, rows: number): Uint32Array {
  const columns = shares.length / rows;
  const most = new Uint32Array(columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (shares[row * columns + column]! > shares[most[column]! * columns + column]!)
        most[column] = row;
  return Uint32Array.from({ length: columns }, (_, i) => i).sort(
    (one, other) => most[one]! - most[other]! || one - other,
  );
}

/**
 * Paints the shares, from `empty` for none to `full` for the largest.
 *
 * @param shares `[rows, columns]`
 * @param order of the columns, `[columns]`
 * @param pixels `[rows, columns, 4]` bytes, written
 */
export function paintShares(
  shares: Float64Array,
  order: Uint32Array,
  { empty, full }: Readonly<Record<'empty' | 'full', readonly [number, number, number]>>,
  pixels: Uint8ClampedArray,
): void {
  const columns = order.length;
  const most = shares.reduce((high, share) => Math.max(high, share), 0);
  for (let cell = 0; cell < shares.length; cell++) {
    const row = cell - (cell % columns);
    const value = shares[row + order[cell % columns]!]!;
    // By its root: a share of a tenth must show beside one of one.
    const share = most > 0 ? Math.sqrt(Math.max(0, value) / most) : 0;
    for (const channel of [0, 1, 2] as const)
      pixels[4 * cell + channel] = (1 - share) * empty[channel] + share * full[channel];
    pixels[4 * cell + 3] = 255;
  }
}

/** Of each unit of B, the largest share that one unit of A has in it, in the mean: 1 for a permutation. */
export function meanLargestShare(shares: Float64Array, rows: number): number {
  const columns = shares.length / rows;
  let sum = 0;
  for (let row = 0; row < rows; row++)
    sum += Math.max(...shares.subarray(row * columns, (row + 1) * columns));
  return sum / rows;
}
