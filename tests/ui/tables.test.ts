/** The numbers of pictures as files: read again, they are those of the results. */
import { describe, expect, it } from 'vitest';
import {
  csvText,
  jsonText,
  stacked,
  type NumbersFile,
  type Table,
} from '../../src/ui/export/table';
import {
  barrierTables,
  learningTables,
  matchingTables,
  pathTables,
  planeTables,
  scoreTables,
} from '../../src/ui/export/tables';
import { averageCurves } from '../../src/ui/draw/scores';
import { MATCHING, networkRef, pathRef, PLANE } from '../../src/pipeline/kinds/pair/refs';
import { shown, stateOf } from '../../src/pipeline/state';
import type { TaskJob, TaskRef } from '../../src/pipeline/task';
import { columnsOf } from '../support/csv';
import { fixtureState } from '../support/fixture';

const state = fixtureState('done');

function finished<Job extends TaskJob>(ref: TaskRef<Job>) {
  const result = shown(stateOf(state.tasks, ref));
  if (result === null) throw new Error(`Expected a result of ${ref.id}.`);
  return result;
}

const plane = finished(PLANE).value;
const naive = finished(pathRef('naive'));
const matching = finished(MATCHING).value;
const { history } = finished(networkRef('A')).value;
const score = { loss: 0.5, accuracy: 0.75 };

const ALL: readonly (readonly [string, readonly Table[]])[] = [
  ['plane', planeTables(plane, null)],
  [
    'paths',
    pathTables([
      ['naive', naive.value],
      ['bezier', null],
    ]),
  ],
  ['barriers', barrierTables([['naive', naive.value]])],
  [
    'learning',
    learningTables([
      ['A', history],
      ['B', null],
    ]),
  ],
  ['matching', matchingTables(matching)],
  [
    'averages',
    scoreTables(
      averageCurves([
        {
          networks: 2,
          naive: score,
          naiveRepaired: score,
          aligned: score,
          repaired: score,
          initial: null,
        },
      ]),
      'networks',
    ),
  ],
];

const numbers = (texts: readonly string[] | undefined) => (texts ?? []).map(Number);

describe.each(ALL)('the numbers of %s', (title, tables) => {
  it('are the same as CSV and as JSON', () => {
    const file = JSON.parse(jsonText(title, naive.recipe, tables)) as NumbersFile;
    expect(file.recipe).toEqual(naive.recipe);
    for (const table of tables) {
      const columns = columnsOf(csvText(table));
      const listed = file.tables[table.name] ?? {};
      expect(Object.keys(columns)).toEqual(Object.keys(listed));
      for (const [name, cells] of Object.entries(listed))
        expect(columns[name]).toEqual(cells.map((cell) => (cell === null ? '' : String(cell))));
    }
  });
});

describe('a file of numbers', () => {
  it('has every cell of the plane at its place', () => {
    const [grid] = planeTables(plane, null);
    const columns = columnsOf(csvText(grid!));
    expect(numbers(columns['loss'])).toEqual([...plane.loss]);
    expect(numbers(columns['accuracy'])).toEqual([...plane.accuracy]);
    const { size, x, y } = plane.grid;
    const cell = 2 * size + 1;
    expect([columns['x']?.[cell], columns['y']?.[cell]].map(Number)).toEqual([x[1], y[2]]);
  });

  it('has every place of a path in full', () => {
    const [table] = pathTables([['naive', naive.value]]);
    const columns = columnsOf(csvText(table!));
    expect(numbers(columns['alpha'])).toEqual([...naive.value.alphas]);
    expect(numbers(columns['loss'])).toEqual([...naive.value.loss]);
    expect(new Set(columns['path'])).toEqual(new Set(['naive']));
  });

  it('has the permutation, unit for unit', () => {
    const [table] = matchingTables(matching);
    const columns = columnsOf(csvText(table!));
    const first = numbers(columns['unitOfA']).filter((_, row) => columns['layer']?.[row] === '1');
    expect(first).toEqual([...(matching.layers[0]?.permutation ?? [])]);
  });

  it('keeps commas, quotes and lines in their cells, and what is infinite or not known', () => {
    const table = stacked('odd', [
      { name: 'a, "b"\r\nc', value: Infinity },
      { name: 'plain', value: NaN, more: -Infinity },
    ]);
    expect(columnsOf(csvText(table))).toEqual({
      name: ['a, "b"\r\nc', 'plain'],
      value: ['inf', ''],
      more: ['', '-inf'],
    });
  });
});
