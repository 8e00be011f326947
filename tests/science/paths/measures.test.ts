import { expect, it } from 'vitest';
import { randomFrom } from '../../../src/model/random';
import { distance, type Weights } from '../../../src/model/weights';
import { bezier } from '../../../src/science/paths/bezier';
import { slerp } from '../../../src/science/paths/slerp';
import { chain } from '../../../src/science/paths/chain';
import { line } from '../../../src/science/paths/line';
import { disagreementAlong, pathGeometry } from '../../../src/science/paths/measures';
import { alphas, networkAt, type Curve } from '../../../src/science/paths/path';

const random = randomFrom(8);
const draw = (): Weights => Float32Array.from({ length: 60 }, random.normal);
const [a, b, c] = [draw(), draw(), draw()];

const measured = (curve: Curve, n = 11) => ({
  alphas: alphas(n),
  ...pathGeometry(curve, alphas(n)),
});

it('counts what differs from each end', () => {
  const classes = Array.from(alphas(5), (alpha) =>
    Uint8Array.from({ length: 4 }, (_, s) => Number(s < 4 * alpha)),
  );
  const { withStart, withEnd } = disagreementAlong(classes);
  expect([...withStart]).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect([...withEnd]).toEqual([1, 0.75, 0.5, 0.25, 0]);
});

it('measures the line as straight', () => {
  const {
    arc: length,
    fromStart,
    fromEnd,
    alphas: places,
  } = measured({ path: line, basis: [a, b] });
  places.forEach((alpha, i) => {
    expect(length[i]).toBeCloseTo(alpha * distance(a, b), 10);
    expect(fromStart[i]).toBeCloseTo(length[i]!, 10);
    expect(fromEnd[i]).toBeCloseTo((1 - alpha) * distance(a, b), 10);
  });
});

it('measures a chain by its segments', () => {
  const { arc: length } = measured({ path: chain(1), basis: [a, c, b] });
  expect(length.at(-1)).toBeCloseTo(distance(a, c) + distance(c, b), 10);
  expect(length[5]).toBeCloseTo(distance(a, c), 10);
});

it('measures a circle by its angle, and distances through it', () => {
  const far = Float32Array.from(a, (_, i) => (i % 2 === 0 ? a[i + 1]! : -a[i - 1]!));
  const radius = distance(a, new Float32Array(60));
  const { arc: length, fromStart } = measured(slerp(a, far));
  expect(length.at(-1)! / radius).toBeCloseTo(Math.PI / 2, 4);
  expect(fromStart[5]! / radius).toBeCloseTo(2 * Math.sin(Math.PI / 8), 6);
});

it('holds a parabola to its length in closed form', () => {
  const at = (x: number, y: number) => Float32Array.of(x, y);
  // (t, t^2) for t from 0 to 1 is the Bezier curve with control point (1/2, 0).
  const curve = { path: bezier(1), basis: [at(0, 0), at(0.5, 0), at(1, 1)] };
  const exact = Math.sqrt(5) / 2 + Math.asinh(2) / 4;
  expect(measured(curve, 3).arc.at(-1)).toBeCloseTo(exact, 4);
  const { fromStart, alphas: places } = measured(curve);
  places.forEach((alpha, i) =>
    expect(fromStart[i]).toBeCloseTo(distance(at(0, 0), networkAt(curve, alpha)), 6),
  );
});
