/** How many settings two experiments differ in. */
import { expect, test } from 'vitest';
import { changesBetween } from '../../src/pipeline/changes';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';

const { experiment } = PRESETS['quick-look'];

test('the same settings differ in none', () => {
  expect(changesBetween(experiment, structuredClone(experiment))).toBe(0);
});

test('each setting counts once, and a list of plain values is one', () => {
  const { training, plane } = experiment;
  const other = {
    ...experiment,
    training: { ...training, epochs: training.epochs + 1, batch: training.batch + 1 },
    plane: { ...plane, anchors: ['B', 'A', 'permutedA'] },
  };
  expect(changesBetween(experiment, other)).toBe(3);
  expect(changesBetween(other, experiment)).toBe(3);
});

test('what only one of them has counts', () => {
  expect(changesBetween({ a: 1 }, { a: 1, b: { c: 2 } })).toBe(1);
  expect(changesBetween({ a: [1, 2] }, { a: [1, 2, 3] })).toBe(1);
  expect(changesBetween({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toBe(1);
});
