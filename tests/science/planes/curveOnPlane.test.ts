import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/model/random';
import type { Weights } from '../../../src/model/weights';
import { bezier } from '../../../src/science/paths/bezier';
import { chain } from '../../../src/science/paths/chain';
import { line } from '../../../src/science/paths/line';
import { alphas, networkAt, type Curve, type Path } from '../../../src/science/paths/path';
import { curveOnPlane } from '../../../src/science/planes/curveOnPlane';
import { frameThrough, point, projectorOnto } from '../../../src/science/planes/frame';

const random = randomFrom(11);
const draw = (): Weights => Float32Array.from({ length: 5000 }, () => random.normal());
const [a, b, c, off] = [draw(), draw(), draw(), draw()];
const frame = frameThrough(a, b, c);

/** Coefficients whose sum goes up to 1.4 between the ends. */
const arc: Path = {
  kind: 'slerp',
  points: 2,
  coefficientsAt: (t) => [Math.cos((t * Math.PI) / 2), Math.sin((t * Math.PI) / 2)],
};

describe('a curve on a plane', () => {
  it.each<[string, Curve]>([
    ['a line', { path: line, basis: [a, off] }],
    ['a Bezier curve', { path: bezier(1), basis: [a, off, b] }],
    ['a chain', { path: chain(2), basis: [a, off, c, b] }],
    ['a great arc', { path: arc, basis: [a, off] }],
  ])('lies where each of its networks lies: %s', (_, curve) => {
    const placeOf = projectorOnto(frame);
    const found = curveOnPlane(frame, curve, alphas(9));
    found.forEach(({ x, y, distance }, i) => {
      const alone = placeOf(networkAt(curve, i / 8));
      // The networks themselves are rounded to float32.
      expect(x).toBeCloseTo(alone.x, 7);
      expect(y).toBeCloseTo(alone.y, 7);
      expect(distance).toBeCloseTo(alone.distance, 6);
    });
    expect(Math.max(...found.map(({ distance }) => distance))).toBeGreaterThan(0.1);
  });

  it('through points of the plane stays on it, to the last digits', () => {
    const curve = { path: bezier(1), basis: [a, point(frame, 0.4, 0.9), b] };
    for (const { distance } of curveOnPlane(frame, curve, alphas(9)))
      expect(distance).toBeLessThan(1e-6);
    for (const { y, distance } of curveOnPlane(frame, { path: line, basis: [a, b] }, alphas(9)))
      expect([Math.abs(y) < 1e-15, distance < 1e-15]).toEqual([true, true]);
  });

  it('reads the weights as often for many places as for few', () => {
    const readsFor = (places: number) => {
      let reads = 0;
      const counted = new Proxy(off, {
        get(target, key) {
          if (/^\d+$/.test(String(key))) reads++;
          return Reflect.get(target, key, target) as unknown;
        },
      });
      curveOnPlane(frame, { path: line, basis: [a, counted] }, alphas(places));
      return reads;
    };
    expect(readsFor(100)).toBe(readsFor(2));
  });
});
