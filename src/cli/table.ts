/** Numbers for people, in columns. */

/** Rows under a head, the numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function lossText(loss: number): string {
  return Number.isFinite(loss) ? loss.toFixed(6) : 'not finite';
}

/** @param share 0 to 1 */
export function percentText(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
