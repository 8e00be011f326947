import { expect, it } from 'vitest';
import { randomFrom } from '../../src/model/random';
import { combine, distance, dot, type Weights } from '../../src/model/weights';
import { distanceUnder, gramMatrix, lengthUnder } from '../../src/science/gram';

const random = randomFrom(2);
const points = [0, 1, 2].map((): Weights => Float32Array.from({ length: 40 }, random.normal));
const gram = gramMatrix(points);

it('holds all inner products', () => {
  points.forEach((p, i) =>
    points.forEach((q, j) => expect(gram[3 * i + j]).toBeCloseTo(dot(p, q), 12)),
  );
});

it('tells lengths and distances of combinations', () => {
  const [p, q] = [
    [0.2, 0.5, 0.3],
    [1, -2, 0.5],
  ] as const;
  const [x, y] = [combine(points, p), combine(points, q)];
  expect(lengthUnder(gram, q)).toBeCloseTo(Math.sqrt(dot(y, y)), 5);
  expect(distanceUnder(gram, p, q)).toBeCloseTo(distance(x, y), 5);
  expect(distanceUnder(gram, [1, 0, 0], [0, 0, 1])).toBeCloseTo(
    distance(points[0]!, points[2]!),
    12,
  );
  expect(distanceUnder(gram, p, p)).toBe(0);
});
