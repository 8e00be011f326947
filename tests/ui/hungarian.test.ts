/** The Hungarian method of the lesson ends where the project's own assignment does, and each of its steps is right. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../src/science/assignment';
import { hungarianSteps, sumOf } from '../../src/ui/learn/assignment/hungarian';

const matrices = fc
  .integer({ min: 1, max: 8 })
  .chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.array(fc.integer({ min: -100, max: 100 }), { minLength: n * n, maxLength: n * n }),
    ),
  );

/** The least sum of losses: what every step leaves the same but for what it took. */
const leastOf = (losses: readonly number[], n: number) =>
  assign(Float64Array.from(losses), n, n).cost;

describe('the Hungarian method', () => {
  it('ends at the greatest sum', () => {
    fc.assert(
      fc.property(matrices, ([n, gains]) => {
        const last = hungarianSteps(gains, n).at(-1);
        if (last?.kind !== 'done') throw new Error('expected it to end');
        expect([...last.picked].sort((a, b) => a - b)).toEqual(last.picked.map((_, i) => i));
        const greatest = -leastOf(
          gains.map((gain) => -gain),
          n,
        );
        // Of a sum of zero the sign is of no meaning.
        expect(sumOf(gains, n, last.picked)).toBe(greatest + 0);
      }),
    );
  });

  it('never loses less than nothing, and covers every zero with as many lines as zeros are picked', () => {
    fc.assert(
      fc.property(matrices, ([n, gains]) => {
        for (const step of hungarianSteps(gains, n)) {
          expect(Math.min(...step.losses)).toBeGreaterThanOrEqual(0);
          if (step.kind !== 'cover') continue;
          const { picked, rows, columns, losses } = step;
          const count = (flags: readonly boolean[]) => flags.filter(Boolean).length;
          expect(count(rows) + count(columns)).toBe(picked.filter((column) => column >= 0).length);
          losses.forEach((loss, k) => {
            if (loss === 0) expect(rows[Math.floor(k / n)]! || columns[k % n]!).toBe(true);
          });
          picked.forEach((column, row) => {
            if (column >= 0) expect(losses[row * n + column]).toBe(0);
          });
        }
      }),
    );
  });

  it('goes on by what is under no line', () => {
    fc.assert(
      fc.property(matrices, ([n, gains]) => {
        const steps = hungarianSteps(gains, n);
        steps.forEach((step, i) => {
          if (step.kind !== 'shift') return;
          expect(step.by).toBeGreaterThan(0);
          const lines = [...step.rows, ...step.columns].filter(Boolean).length;
          const before = leastOf(steps[i - 1]!.losses, n);
          expect(leastOf(step.losses, n)).toBe(before - step.by * (n - lines));
        });
      }),
    );
  });

  it('finds what a greedy choice misses', () => {
    // The greatest entry first would give 9 + 1.
    const last = hungarianSteps([9, 8, 8, 1], 2).at(-1);
    expect(last).toMatchObject({ kind: 'done', picked: [1, 0] });
  });
});
