import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/model/random';
import { combine, dot, type Weights } from '../../../src/model/weights';
import {
  anchorPlaces,
  coefficients,
  frameThrough,
  isOnLine,
  point,
  project,
  projectorOnto,
} from '../../../src/science/planes/frame';

const random = randomFrom(4);
const draw = (): Weights => Float32Array.from({ length: 500 }, () => random.normal());
const [a, b, c] = [draw(), draw(), draw()];
const frame = frameThrough(a, b, c);

describe('a plane through three networks', () => {
  it('has its anchors at (0, 0), (1, 0) and its third place', () => {
    const places = anchorPlaces(frame);
    expect(places.slice(0, 2)).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ]);
    expect(frame.third.y).toBeGreaterThan(0);
    [a, b, c].forEach((anchor, k) => {
      const { x, y, distance } = project(frame, anchor);
      expect(x).toBeCloseTo(places[k]!.x, 12);
      expect(y).toBeCloseTo(places[k]!.y, 12);
      expect(distance).toBeLessThan(1e-12);
    });
  });

  it('gives the anchors back to the last bit', () => {
    const [one, two, three] = anchorPlaces(frame).map(({ x, y }) => coefficients(frame, x, y));
    expect(one).toEqual([1, 0, 0]);
    expect(two!.map((k) => k + 0)).toEqual([0, 1, 0]);
    expect(three!.map((k) => k + 0)).toEqual([0, 0, 1]);
    expect(point(frame, frame.third.x, frame.third.y)).toEqual(c);
  });

  it('projects its own points onto themselves', () => {
    for (const [x, y] of [
      [0.5, 0.5],
      [-0.7, 1.2],
      [1.5, -0.4],
    ] as const) {
      const back = project(frame, point(frame, x, y));
      expect(back.x).toBeCloseTo(x, 6);
      expect(back.y).toBeCloseTo(y, 6);
      expect(back.distance).toBeLessThan(1e-6);
    }
  });

  it('works its directions out once for many points, which lie where each lies alone', () => {
    let reads = 0;
    const counted = new Proxy(b, {
      get(target, key) {
        if (/^\d+$/.test(String(key))) reads++;
        return Reflect.get(target, key, target) as unknown;
      },
    });
    const placeOf = projectorOnto({ ...frame, anchors: [a, counted, c] });
    const points = Array.from({ length: 5 }, draw);
    expect(points.map(placeOf)).toEqual(points.map((weights) => project(frame, weights)));
    expect(reads).toBe(b.length);
  });

  it('has affine coefficients', () => {
    const sum = coefficients(frame, 0.3, -2).reduce((total, k) => total + k, 0);
    expect(sum).toBeCloseTo(1, 14);
  });

  it('measures in units of |B - A| along right angles', () => {
    const minus = (p: Weights, q: Weights) => combine([p, q], [1, -1]);
    const length = (w: Weights) => Math.sqrt(dot(w, w));
    expect(frame.unit).toBeCloseTo(length(minus(b, a)), 4);
    const ahead = minus(point(frame, 1, 0), a);
    const across = minus(point(frame, 0, 1), a);
    expect(length(across) / frame.unit).toBeCloseTo(1, 5);
    expect(dot(ahead, across) / frame.unit ** 2).toBeCloseTo(0, 5);
  });

  it('tells how far off a point lies', () => {
    const off = draw();
    const { x, y, distance } = project(frame, off);
    const foot = point(frame, x, y);
    const gap = combine([off, foot], [1, -1]);
    expect(Math.sqrt(dot(gap, gap)) / frame.unit).toBeCloseTo(distance, 5);
    const onward = combine([foot, off], [-1, 2]);
    expect(project(frame, onward)).toMatchObject({
      x: expect.closeTo(x, 5) as number,
      y: expect.closeTo(y, 5) as number,
      distance: expect.closeTo(2 * distance, 5) as number,
    });
  });

  it('holds though the third point lies almost on the line', () => {
    const near = combine([a, b, c], [0.5, 0.499, 0.001]);
    const thin = frameThrough(a, b, near);
    expect(thin.third.x).toBeCloseTo(0.5, 2);
    const { x, y } = project(thin, point(thin, 0.2, 0.8));
    expect(x).toBeCloseTo(0.2, 3);
    expect(y).toBeCloseTo(0.8, 3);
  });
});

describe('what spans no plane', () => {
  it('is refused', () => {
    expect(() => frameThrough(a, a, c)).toThrow('got the same for the first two');
    expect(() => frameThrough(a, b, a)).toThrow('on one line');
    expect(() => frameThrough(a, b, b)).toThrow('on one line');
    expect(() => frameThrough(a, b, combine([a, b], [0.3, 0.7]))).toThrow('on one line');
    expect(() => frameThrough(a, b, combine([a, b], [-1, 2]))).toThrow('on one line');
    const broken = c.slice();
    broken[7] = NaN;
    expect(() => frameThrough(a, b, broken)).toThrow(RangeError);
    expect(() => frameThrough(a, broken, c)).toThrow(RangeError);
  });

  it('is told apart: a third point on the line of two that are not the same', () => {
    for (const third of [a, b, combine([a, b], [0.3, 0.7]), combine([a, b], [-1, 2])])
      expect(isOnLine(a, b, third)).toBe(true);
    expect(isOnLine(a, b, c)).toBe(false);
    expect(isOnLine(a, b, combine([a, b, c], [0.5, 0.499, 0.001]))).toBe(false);
    expect(isOnLine(a, a, c)).toBe(false);
    const broken = c.slice();
    broken[7] = NaN;
    expect(isOnLine(a, b, broken)).toBe(false);
  });
});
