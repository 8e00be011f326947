/** Numbers for people, in columns. */
import { decimalText } from '../jobs/numbers';

/** Rows under a head: text to the left, as the first column always is, and columns of numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = (rows[0] ?? []).map((_, n) => {
    const cells = rows.map((row) => row[n] ?? '');
    const width = Math.max(...cells.map(({ length }) => length));
    return { width, isText: n === 0 || !cells.slice(1).every((cell) => NUMBER.test(cell)) };
  });
  return rows
    .map((row) =>
      columns
        .map(({ width, isText }, n) => {
          const cell = row[n] ?? '';
          return isText ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A number, perhaps with its error or in percent, or what stands in its place. */
const NUMBER = /^(|-|not finite|-?[\d.]+(e[+-]?\d+)?( ± [\d.]+(e[+-]?\d+)?)?( %)?)$/;

export function lossText(loss: number): string {
  return Number.isFinite(loss) ? decimalText(loss, 6) : 'not finite';
}

/** @param share 0 to 1 */
export function percentText(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
