import type { Command } from '../command';
import { writeBytes } from '../disk';
import { gather, type Column, type Gathering, type Row } from '../gathering';
import { meanText } from '../means';
import { InputError } from '../problem';
import { table } from '../table';

export const tableOf: Command = {
  usage: 'FOLDER',
  about: 'Puts the results of run and sweep together: a row for each point of the grid.',
  options: {
    figures: {
      value: 'NAME,...',
      about: 'columns: naive.barrierOverMean, or all of naive, or barrierOverMean of all',
    },
    each: { value: null, about: 'a row for each experiment in place of means over seeds' },
    out: { value: 'FILE', about: 'where the table goes as .csv or .json, with every figure' },
  },
  async run(given) {
    const [folder, ...more] = given.files;
    if (folder === undefined || more.length > 0)
      throw new InputError(`Expected one folder of results, got ${given.files.length}.`);
    const out = given.text('out');
    const format = out === undefined ? null : /\.(csv|json)$/.exec(out)?.[1];
    if (format === undefined)
      throw new InputError(`--out: expected a file ending in .csv or .json, got ${String(out)}.`);
    const each = given.flag('each');
    const gathering = await gather(folder, each);
    const wanted = given.text('figures')?.split(',');
    // No two runs take the same time: a table of the same results would not be the same.
    const all =
      wanted === undefined
        ? gathering.columns.filter(({ kind }) => kind !== 'seconds')
        : chosen(gathering.columns, wanted);
    const json = jsonOf(gathering, all, each);
    if (out !== undefined)
      await writeBytes(
        out,
        new TextEncoder().encode(
          format === 'csv' ? csvOf(gathering, all, each) : `${JSON.stringify(json, null, 1)}\n`,
        ),
      );
    return { json, text: textOf(gathering, wanted === undefined ? few(all) : all, each) };
  },
};

function chosen(columns: readonly Column[], wanted: readonly string[]): Column[] {
  const fits = (name: string, word: string) => name === word || name.split('.').includes(word);
  const missing = wanted.find((word) => !columns.some(({ name }) => fits(name, word)));
  if (missing !== undefined)
    throw new InputError(
      `--figures: expected some of ${columns.map(({ name }) => name).join(', ')}, got ${missing}.`,
    );
  return columns.filter(({ name }) => wanted.some((word) => fits(name, word)));
}

/** As many as a terminal is wide enough for. */
function few(columns: readonly Column[]): readonly Column[] {
  const barriers = columns.filter(({ name }) => name.endsWith('.barrierOverMean'));
  return barriers.length > 0 ? barriers : columns.slice(0, 4);
}

function textOf({ fields, rows }: Gathering, columns: readonly Column[], each: boolean): string {
  return table([
    [...fields, ...(each ? ['seed'] : ['n']), 'failed', ...columns.map(({ name }) => name)],
    ...rows.map((row) => [
      ...fields.map((field) => fieldText(row.point[field])),
      String(each ? row.seed : row.n),
      String(row.failed),
      ...columns.map(({ name }) => {
        const mean = row.figures.get(name);
        return mean === undefined ? '-' : meanText(mean);
      }),
    ]),
  ]);
}

function jsonOf({ rows }: Gathering, columns: readonly Column[], each: boolean): object {
  const figuresOf = ({ figures }: Row) =>
    Object.fromEntries(
      columns.flatMap(({ name }) => {
        const mean = figures.get(name);
        if (mean === undefined) return [];
        const { error, n } = mean;
        return [[name, each ? mean.mean : { mean: mean.mean, error, n }]];
      }),
    );
  return {
    rows: rows.map((row) => ({
      point: row.point,
      ...(each ? { seed: row.seed } : { n: row.n }),
      failed: row.failed,
      figures: figuresOf(row),
    })),
  };
}

/** RFC 4180, but for its line ends: a figure's error has a column of its own. */
function csvOf({ fields, rows }: Gathering, columns: readonly Column[], each: boolean): string {
  const numbers = (row: Row, { name }: Column) => {
    const mean = row.figures.get(name);
    return each ? [mean?.mean] : [mean?.mean, mean?.error];
  };
  const lines = [
    [
      ...fields,
      ...(each ? ['seed'] : ['n']),
      'failed',
      ...columns.flatMap(({ name }) => (each ? [name] : [name, `${name} 2se`])),
    ],
    ...rows.map((row) => [
      ...fields.map((field) => fieldText(row.point[field])),
      each ? row.seed : row.n,
      row.failed,
      ...columns.flatMap((column) => numbers(row, column)),
    ]),
  ];
  return lines
    .map((line) => `${line.map((cell) => quoted(String(cell ?? ''))).join(',')}\n`)
    .join('');
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** `[32, 64]` as `32-64`. */
function fieldText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return value.join('-');
  return value === undefined ? '' : JSON.stringify(value);
}
