import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/model/random';
import { combine, distance, dot, type Weights } from '../../../src/model/weights';
import { symmetricEigen } from '../../../src/science/eigen';
import { frameThrough, project } from '../../../src/science/planes/frame';
import { trajectoryPlane } from '../../../src/science/planes/trajectory';
import { expectWithin } from '../../support/close';

const D = 12;
const random = randomFrom(6);
/** A walk that is longest along the first axis and shortest along the last. */
function walk(steps: number): Weights[] {
  const points = [new Float32Array(D)];
  for (let s = 1; s < steps; s++)
    points.push(
      points.at(-1)!.map((w, d) => w + random.normal() / (1 + d * d) + (d === 0 ? 1 : 0)),
    );
  return points;
}
const checkpoints = walk(9);
const last = checkpoints.at(-1)!;
const plane = trajectoryPlane(checkpoints);

describe('the principal plane of a trajectory', () => {
  it('is that of the plain eigenvectors of the covariance of weights', () => {
    const rows = checkpoints.slice(0, -1).map((p) => p.map((w, d) => w - last[d]!));
    const mean = Array.from(
      { length: D },
      (_, d) => rows.reduce((s, r) => s + r[d]!, 0) / rows.length,
    );
    const covariance = Float64Array.from({ length: D * D }, (_, i) => {
      const [p, q] = [Math.floor(i / D), i % D];
      return rows.reduce((s, r) => s + (r[p]! - mean[p]!) * (r[q]! - mean[q]!), 0);
    });
    const { values, vectors } = symmetricEigen(covariance, D);
    const total = values.reduce((s, v) => s + v, 0);
    expectWithin(plane.explained, [values[0]! / total, values[1]! / total], 1e-6);
    [1, 2].forEach((anchor) => {
      const along = combine([plane.anchors[anchor]!, last], [1, -1]);
      const length = Math.sqrt(dot(along, along));
      const axis = vectors.slice((anchor - 1) * D, anchor * D);
      const sign = Math.sign(along.reduce((s, x, d) => s + x * axis[d]!, 0));
      expectWithin(
        along.map((x) => x / length),
        axis.map((x) => sign * x),
        1e-5,
      );
    });
  });

  it('has right angles and one scale, and the trajectory within 1 along x', () => {
    const frame = frameThrough(...plane.anchors);
    expect(frame.third.x).toBeCloseTo(0, 5);
    expect(frame.third.y).toBeCloseTo(1, 5);
    const places = checkpoints.map((point) => project(frame, point));
    expect(places.at(-1)).toEqual({ x: 0, y: 0, distance: 0 });
    expect(places[0]!.x).toBeGreaterThan(0);
    expect(places[0]!.y).toBeGreaterThanOrEqual(0);
    expect(Math.max(...places.map(({ x }) => Math.abs(x)))).toBeCloseTo(1, 5);
  });

  it('leaves over what lies off it', () => {
    const frame = frameThrough(...plane.anchors);
    for (const point of checkpoints) {
      const { x, y, distance: off } = project(frame, point);
      const square = (x * x + y * y + off * off) * frame.unit ** 2;
      expect(Math.sqrt(square)).toBeCloseTo(distance(point, last), 4);
    }
    const flat = walk(6).map((p) => p.map((w, d) => (d < 2 ? w : 0)));
    const inside = trajectoryPlane(flat);
    expect(inside.explained[0] + inside.explained[1]).toBeCloseTo(1, 10);
    for (const point of flat)
      expect(project(frameThrough(...inside.anchors), point).distance).toBeLessThan(1e-5);
  });
});

it('refuses what spans no plane', () => {
  expect(() => trajectoryPlane(checkpoints.slice(0, 3))).toThrow('at least four checkpoints');
  expect(() => trajectoryPlane([])).toThrow('got 0');
  const straight = [0, 1, 2, 3, 4].map((s) => new Float32Array(D).fill(s));
  expect(() => trajectoryPlane(straight)).toThrow('all on one line');
  expect(() => trajectoryPlane([last, last, last, last])).toThrow('all on one line');
});
