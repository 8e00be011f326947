/** Numbers behind a picture as tables, and as files of them. */
import type { Recipe } from '../../pipeline/state';

export type Cell = number | string | null;

/** A table by its columns, all of one length. */
export interface Table {
  /** Part of the file's name: `points`. */
  readonly name: string;
  readonly columns: Readonly<Record<string, ArrayLike<Cell>>>;
}

/** Rows of one table under each other, each with what they have in common. */
export function stacked(
  name: string,
  parts: readonly Readonly<Record<string, Cell | ArrayLike<number>>>[],
): Table {
  const names = [...new Set(parts.flatMap((part) => Object.keys(part)))];
  const columns: Record<string, Cell[]> = Object.fromEntries(names.map((column) => [column, []]));
  for (const part of parts) {
    const rows = Math.max(0, ...Object.values(part).map(lengthOf));
    for (const column of names) {
      const value = part[column] ?? null;
      for (let row = 0; row < rows; row++)
        columns[column]?.push(isList(value) ? (value[row] ?? null) : value);
    }
  }
  return { name, columns };
}

const isList = (value: Cell | ArrayLike<number>): value is ArrayLike<number> =>
  typeof value === 'object' && value !== null;

const lengthOf = (value: Cell | ArrayLike<number>) => (isList(value) ? value.length : 1);

/** A table as CSV (RFC 4180): a header, then rows; numbers in full, `inf`, and nothing for what is not known. */
export function csvText({ columns }: Table): string {
  const names = Object.keys(columns);
  const rows = Math.max(0, ...Object.values(columns).map(({ length }) => length));
  const lines = Array.from({ length: rows }, (_, row) =>
    names.map((name) => cellText(columns[name]?.[row] ?? null)).join(','),
  );
  return [names.map(cellText).join(','), ...lines, ''].join('\r\n');
}

function cellText(cell: Cell): string {
  if (cell === null || Number.isNaN(cell)) return '';
  if (typeof cell === 'number') return String(cell).replace('Infinity', 'inf');
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What a JSON file of a picture's numbers holds. */
export interface NumbersFile {
  readonly title: string;
  readonly recipe: Recipe;
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly Cell[]>>>>;
}

/** Tables as JSON with what they were made with; null for what is not known, and for what is infinite. */
export function jsonText(title: string, recipe: Recipe, tables: readonly Table[]): string {
  const listsOf = ({ columns }: Table) =>
    Object.fromEntries(
      Object.entries(columns).map(([column, cells]) => [column, Array.from(cells)]),
    );
  const file: NumbersFile = {
    title,
    recipe,
    tables: Object.fromEntries(tables.map((table) => [table.name, listsOf(table)])),
  };
  return `${JSON.stringify(file)}\n`;
}
