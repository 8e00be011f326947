/** A reader of CSV as RFC 4180 has it, independent of what writes it. */

/** Each column by its name, in texts. */
export function columnsOf(csv: string): Readonly<Record<string, readonly string[]>> {
  const [names = [], ...rows] = rowsOf(csv);
  return Object.fromEntries(names.map((name, i) => [name, rows.map((row) => row[i] ?? '')]));
}

function rowsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of csv.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
