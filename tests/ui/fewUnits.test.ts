/** The neurons that the lesson lets one assign are such that its text is true of them. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isOfJob } from '../../src/pipeline/results';
import { readLesson } from '../../src/pipeline/lessons/lesson';
import { createShipped } from '../../src/store/shipped';
import { fewUnits } from '../../src/ui/learn/assignment/fewUnits';
import { hungarianSteps, sumOf } from '../../src/ui/learn/assignment/hungarian';
import { fetchServed } from '../support/shippedFiles';

const file = new URL('../../lessons/finding-who-is-who.json', import.meta.url);
const lesson = readLesson(JSON.parse(readFileSync(file, 'utf8')));
const act = lesson.steps.flatMap((step) => (step.act?.kind === 'assignment' ? [step.act] : []))[0]!;

/** The sum that comes of taking the largest entry that is left, again and again. */
function greedySum(gains: readonly number[], n: number): number {
  const picked = new Array<number>(n).fill(-1);
  const order = gains.map((_, k) => k).sort((one, other) => gains[other]! - gains[one]!);
  for (const k of order) {
    const [row, column] = [Math.floor(k / n), k % n];
    if (picked[row] === -1 && !picked.includes(column)) picked[row] = column;
  }
  return sumOf(gains, n, picked);
}

async function shippedUnits() {
  const shipped = createShipped(fetchServed);
  const { results, pending } = await shipped.landscape(lesson.landscape);
  const completed = await Promise.all(
    pending.map(async ({ files, complete }) =>
      complete(await Promise.all(files.map((name) => shipped.weights(name)))),
    ),
  );
  const all = [...results, ...completed];
  const [a, b] = ['networkA', 'networkB'].map((id) =>
    all.find((result) => result.id === id && isOfJob(result, 'network')),
  );
  const matching = all.find((result) => isOfJob(result, 'match'));
  if (a === undefined || !isOfJob(a, 'network') || b === undefined || !isOfJob(b, 'network'))
    throw new Error('expected networks A and B');
  if (matching === undefined || !isOfJob(matching, 'match')) throw new Error('expected a matching');
  const { permutation } = matching.value.layers[0]!;
  return { permutation, units: fewUnits(a.value, b.value, permutation, act)! };
}

it('taking the largest first ends below the best, which pairs them as all neurons are matched', async () => {
  const { permutation, units } = await shippedUnits();
  const { rows, columns, gains } = units;
  const steps = hungarianSteps(gains, rows.length);
  const last = steps.at(-1);
  if (last?.kind !== 'done') throw new Error('expected it to end');
  expect(greedySum(gains, rows.length)).toBeLessThan(sumOf(gains, rows.length, last.picked));
  expect(last.picked.map((column) => columns[column])).toEqual(rows.map((row) => permutation[row]));
  // Each kind of step is seen, and there are few enough to walk through.
  expect(new Set(steps.map(({ kind }) => kind)).size).toBe(5);
  expect(steps.length).toBeLessThan(12);
});
