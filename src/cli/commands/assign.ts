import { assign as assignRows } from '../../science/assignment';
import type { Command } from '../command';
import { readBytes } from '../disk';
import { InputError, orInputError } from '../problem';
import { table } from '../table';

/** Rows shown in the table; `--json` has all. */
const SHOWN = 20;

export const assign: Command = {
  usage: 'cost.f32',
  about: 'The assignment of least cost: a column of its own for each row.',
  options: {
    n: { value: 'N', about: 'rows and columns; the file is N x N little-endian float32' },
  },
  async run(given) {
    const [file, ...more] = given.files;
    if (file === undefined || more.length > 0)
      throw new InputError(`Expected one file of costs, got ${given.files.length}.`);
    const n = given.number('n', { least: 1, most: 16_384, whole: true });
    if (n === undefined) throw new InputError('Expected the number of rows, --n N, got none.');
    const bytes = await readBytes(file);
    if (bytes.length !== 4 * n * n)
      throw new InputError(
        `${file}: expected ${4 * n * n} bytes, ${n} x ${n} float32 costs, got ${bytes.length}.`,
      );
    const costs = new Float32Array(bytes.buffer);
    const { assignment, cost } = await orInputError(() => assignRows(costs, n, n), file);
    const rows = Array.from(assignment.subarray(0, SHOWN), (column, row) => [
      String(row),
      String(column),
    ]);
    return {
      json: { assignment: [...assignment], cost },
      text: [
        table([['row', 'column'], ...rows]),
        ...(n > SHOWN ? [`... ${n - SHOWN} more with --json`] : []),
        `cost  ${cost}`,
      ].join('\n'),
    };
  },
};
