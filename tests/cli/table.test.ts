/** Tables in a terminal, and of folders into which more than one experiment was written. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gather } from '../../src/cli/gathering';
import { InputError } from '../../src/cli/problem';
import { reseeded } from '../../src/cli/seeds';
import { meanText } from '../../src/cli/means';
import { lossText, table } from '../../src/cli/table';
import { parseExperiment, type Experiment } from '../../src/pipeline/kinds/pair/experiment';
import { isthmus } from './program';
import { tiny } from './tiny';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const figure = (name: string, value: number) => ({ name, label: name, kind: 'loss', value });

/** A run of a few stages. */
const runOf = (experiment: Experiment, k: number, value: number, name = 'naive.loss') => ({
  seed: k + 1,
  experiment: reseeded(experiment, k),
  figures: [figure(name, value)],
  stages: {},
  failed: {},
});

interface Written {
  readonly point: object;
  readonly runs: readonly object[];
}

/** @returns a new folder with these results, each in a folder of its own */
function folderOf(...kept: readonly Written[]): string {
  const made = mkdtempSync(path.join(folder, 'table-'));
  for (const [i, of] of kept.entries()) {
    mkdirSync(path.join(made, String(i)));
    writeFileSync(
      path.join(made, String(i), 'results.json'),
      JSON.stringify({ version: '0', ...of }),
    );
  }
  return made;
}

const wide = parseExperiment({ ...tiny, network: { kind: 'mlp', hidden: [12] } });
const small = parseExperiment({ ...tiny, training: { ...tiny.training, batch: 200 } });
const point = { 'training.epochs': 1 };

const rowsOf = async (made: string, each = false) => {
  const { fields, rows } = await gather(made, each);
  return {
    fields,
    rows: rows.map(({ point: at, n, figures }) => [
      ...fields.map((field) => at[field]),
      n,
      ...[...figures.values()].map(({ mean }) => mean),
    ]),
  };
};

describe('table', () => {
  it('has text to the left and numbers to the right', () => {
    const rows = [
      ['width', 'method', 'n', 'barrier', 'share'],
      ['16', 'ste', '12', '1.0827 ± 0.3339', '84.01 ± 0.43 %'],
      ['128', 'activation', '-', 'not finite', '9.50 %'],
      ['', '7', '', '-1.5e-7', '-'],
    ];
    expect(table(rows).split('\n')).toEqual([
      'width  method       n          barrier           share',
      '16     ste         12  1.0827 ± 0.3339  84.01 ± 0.43 %',
      '128    activation   -       not finite          9.50 %',
      '       7                       -1.5e-7               -',
    ]);
  });
});

it('writes large numbers with four digits', () => {
  const loss = 2.9213527360629326e35;
  expect(meanText({ kind: 'loss', mean: loss, error: null })).toBe('2.921e+35');
  expect(meanText({ kind: 'number', mean: 5709496849611, error: 1e10 })).toBe(
    '5.709e+12 ± 1.000e+10',
  );
  expect(meanText({ kind: 'number', mean: 15.2641, error: null })).toBe('15.264');
  expect(lossText(loss)).toBe('2.921e+35');
  expect(lossText(0.4683)).toBe('0.468300');
});

describe('help', () => {
  it('however it is asked for', async () => {
    const [whole, ...same] = await Promise.all(
      ['--help', '-h', 'help'].map((word) => isthmus(word)),
    );
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(whole?.out).toMatch(/^ {2}run .* {2}Trains, /m);
    // What the commands do begins at one place of the line.
    const places = ['Trains, ', 'Runs a grid '].map((about) =>
      whole?.out
        .split('\n')
        .map((line) => line.indexOf(about))
        .find((at) => at > 0),
    );
    expect(new Set(places).size).toBe(1);
    expect(same).toEqual([whole, whole]);
    const [ofTable, ...others] = await Promise.all([
      isthmus('table', '--help'),
      isthmus('table', '-h'),
      isthmus('help', 'table'),
    ]);
    expect(ofTable.out).toMatch(/^isthmus table FOLDER \[options\]\n/);
    expect(others).toEqual([ofTable, ofTable]);
  });
});

describe('gather', () => {
  it('takes seeds alone as the same experiment', async () => {
    const runs = [runOf(tiny, 0, 1), runOf(tiny, 1, 3)];
    expect(await rowsOf(folderOf({ point: {}, runs }))).toEqual({ fields: [], rows: [[2, 2]] });
  });

  it('tells apart what differs at one point of a grid, by its fields', async () => {
    const made = folderOf(
      { point, runs: [runOf(tiny, 0, 1)] },
      { point, runs: [runOf(small, 0, 5)] },
      { point, runs: [runOf(tiny, 1, 3)] },
    );
    const fields = ['training.epochs', 'training.batch'];
    expect(await rowsOf(made)).toEqual({
      fields,
      rows: [
        [1, 100, 2, 2],
        [1, 200, 1, 5],
      ],
    });
    expect(await rowsOf(made, true)).toEqual({
      fields,
      rows: [
        [1, 100, 1, 1],
        [1, 100, 1, 3],
        [1, 200, 1, 5],
      ],
    });
  });

  it('also by a field that is called as a seed is, but is none', async () => {
    const xavier = parseExperiment({ ...tiny, initialisation: 'xavier' });
    const made = folderOf(
      { point: {}, runs: [runOf(tiny, 0, 1)] },
      { point: {}, runs: [runOf(xavier, 0, 5)] },
    );
    expect(await rowsOf(made)).toEqual({
      fields: ['initialisation'],
      rows: [
        ['he-normal', 1, 1],
        ['xavier', 1, 5],
      ],
    });
  });

  it('of points that have become equal, too', async () => {
    const made = folderOf(
      { point: { 'network.hidden': [12] }, runs: [runOf({ ...wide, loss: 'mse' }, 0, 7)] },
      { point: {}, runs: [runOf(wide, 0, 5)] },
      { point: {}, runs: [runOf(tiny, 0, 1)] },
    );
    expect(await rowsOf(made)).toEqual({
      fields: ['network.hidden', 'loss'],
      rows: [
        [[8], 'cross-entropy', 1, 1],
        [[12], 'cross-entropy', 1, 5],
        [[12], 'mse', 1, 7],
      ],
    });
  });

  it('tells apart what one engine and another computed', async () => {
    const by = (engine: string, value: number) => ({
      ...runOf(tiny, 0, value),
      stages: { naive: { recipe: { experiment: tiny, engine, version: '0' }, result: {} } },
    });
    const runs = [by('WebAssembly SIMD', 1), runOf(tiny, 1, 4)];
    expect(await rowsOf(folderOf({ point: {}, runs }))).toEqual({ fields: [], rows: [[2, 2.5]] });
    const made = folderOf(
      { point: {}, runs: runs.slice(0, 1) },
      { point: {}, runs: [by('WebGPU', 3)] },
    );
    expect(await rowsOf(made)).toEqual({
      fields: ['engine'],
      rows: [
        ['WebAssembly SIMD', 1, 1],
        ['WebGPU', 1, 3],
      ],
    });
  });

  it('counts an experiment once, with the figures of all its copies', async () => {
    const runs = [runOf(tiny, 0, 1), runOf(tiny, 1, 3)];
    const more = [runOf(tiny, 1, 9, 'permuted.loss')];
    const made = folderOf({ point, runs }, { point, runs }, { point, runs: more });
    expect((await rowsOf(made)).rows).toEqual([[1, 2, 2, 9]]);
    expect((await rowsOf(made, true)).rows).toEqual([
      [1, 1, 1],
      [1, 1, 3, 9],
    ]);
  });
});

describe('refuses results', () => {
  const run = runOf(tiny, 0, 1);
  it.each<[string, object, RegExp]>([
    ['of no list', { point, runs: {} }, /: runs: expected a list, .* got \{\}/],
    ['without a point', { runs: [run] }, /: point: expected an object, .* got none/],
    ['of another form', { point, runs: [{ seed: 1 }] }, /: runs\.0\.experiment: .* got none/],
    ['of no seed', { point, runs: [{ ...run, seed: '1' }] }, /: runs\.0\.seed: .* got "1"/],
    [
      'without an engine',
      { point, runs: [{ ...run, stages: { naive: { recipe: {} } } }] },
      /: runs\.0\.stages\.naive\.recipe\.engine: expected a name, .* got none/,
    ],
    [
      'with a figure that cannot be written',
      { point, runs: [run, { ...run, figures: [{ ...figure('loss', 1), kind: 'toString' }] }] },
      /: runs\.1\.figures\.0: expected a name, label, kind and value, .* got \{"name":"loss"/,
    ],
  ])('%s', async (_, kept, message) => {
    const refusal = gather(folderOf(kept as Written), false);
    await expect(refusal).rejects.toThrow(InputError);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toThrow(/results\.json: [^\n]{10,300}$/);
  });
});
