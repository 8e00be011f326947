import { describe, expect, it } from 'vitest';
import { randomFrom, shuffled } from '../../src/model/random';

describe('random numbers', () => {
  it('repeat with their seed', () => {
    const draw = (seed: number) => {
      const random = randomFrom(seed);
      return Array.from({ length: 20 }, (_, i) =>
        i % 3 === 0 ? random.normal() : i % 3 === 1 ? random.uniform() : random.below(100),
      );
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('start anew with each seed: the first numbers of neighbours are as good as any', () => {
    const first = (k: number) =>
      Float64Array.from({ length: 4000 }, (_, seed) => {
        const random = randomFrom(seed);
        for (let i = 0; i < k; i++) random.uniform();
        return random.uniform();
      });
    for (let k = 0; k < 4; k++) {
      const values = first(k);
      const tenths = new Array<number>(10).fill(0);
      for (const x of values) tenths[Math.floor(10 * x)]!++;
      for (const count of tenths) expect(Math.abs(count - 400)).toBeLessThan(5 * 20);
      const along = values.reduce(
        (sum, x, i) => sum + (x - 0.5) * ((values[i - 1] ?? 0.5) - 0.5),
        0,
      );
      expect(Math.abs(along)).toBeLessThan(5 * (Math.sqrt(4000) / 12));
    }
  });

  const random = randomFrom(42);
  const n = 100_000;

  it('uniform in [0, 1)', () => {
    const values = Float64Array.from({ length: n }, () => random.uniform());
    expect(values.every((x) => x >= 0 && x < 1)).toBe(true);
    const mean = values.reduce((sum, x) => sum + x, 0) / n;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * n));
    const tenths = new Array<number>(10).fill(0);
    for (const x of values) tenths[Math.floor(10 * x)]!++;
    for (const count of tenths)
      expect(Math.abs(count - n / 10)).toBeLessThan(5 * Math.sqrt(n / 10));
  });

  it('normal, with independent neighbours', () => {
    const values = Float64Array.from({ length: n }, () => random.normal());
    const moment = (of: (x: number, i: number) => number) =>
      values.reduce((sum, x, i) => sum + of(x, i), 0) / n;
    expect(Math.abs(moment((x) => x))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment((x) => x * x) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment((x) => x ** 3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment((x) => x ** 4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
    const next = (i: number) => values[(i + 1) % n]!;
    expect(Math.abs(moment((x, i) => x * next(i)))).toBeLessThan(5 / Math.sqrt(n));
  });

  it('integers below a limit, all of them', () => {
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 7000; i++) counts[random.below(7)]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000));
    expect(random.below(1)).toBe(0);
  });

  it('orders hold every index once, each place as likely as any other', () => {
    expect(Array.from(shuffled(random, 0))).toEqual([]);
    expect(Array.from(shuffled(random, 1))).toEqual([0]);
    const places = new Array<number>(5).fill(0);
    for (let repeat = 0; repeat < 5000; repeat++) {
      const order = shuffled(random, 5);
      expect(new Set(order).size).toBe(5);
      places[order.indexOf(0)]!++;
    }
    for (const count of places) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000));
  });
});
