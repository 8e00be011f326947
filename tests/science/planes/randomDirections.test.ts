import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { layoutOf, tensorNamed, view } from '../../../src/model/layout';
import { randomFrom } from '../../../src/model/random';
import { combine, dot, type Weights } from '../../../src/model/weights';
import { frameThrough } from '../../../src/science/planes/frame';
import {
  beside,
  randomAnchors,
  randomDirection,
} from '../../../src/science/planes/randomDirections';
import { expectWithin } from '../../support/close';

const ARCHITECTURES: Architecture[] = [
  { kind: 'mlp', inputs: 30, hidden: [8, 6], outputs: 4, activation: 'relu' },
  { kind: 'cnn', channels: 2, side: 4, layers: [6, 'avg', 5], outputs: 4, activation: 'relu' },
];
const length = (w: Float32Array) => Math.sqrt(w.reduce((sum, x) => sum + x * x, 0));

describe.each(ARCHITECTURES)('$kind', (architecture) => {
  const layout = layoutOf(architecture);
  const center = initialise(architecture, 'he-normal', randomFrom(1));
  layout.tensors.forEach((tensor) => {
    if (tensor.shape.length === 1) view(center, tensor).fill(0.5);
  });

  it('gives each filter the length of the network’s, and leaves biases out', () => {
    const direction = randomDirection(architecture, center, randomFrom(2));
    for (const tensor of layout.tensors) {
      const [filters = 0] = tensor.shape;
      const size = tensor.size / filters;
      const lengths = (w: Weights) =>
        Array.from({ length: filters }, (_, f) =>
          length(view(w, tensor).subarray(f * size, (f + 1) * size)),
        );
      const expected = tensor.shape.length === 1 ? new Float64Array(filters) : lengths(center);
      expectWithin(lengths(direction), expected, 1e-5);
    }
  });

  it('spans a plane in which 1 is the length of the weights', () => {
    const frame = frameThrough(...randomAnchors(architecture, center, randomFrom(2)));
    const weights = center.slice();
    layout.tensors.forEach((tensor) => {
      if (tensor.shape.length === 1) view(weights, tensor).fill(0);
    });
    expect(frame.unit).toBeCloseTo(length(weights), 4);
    expect(Math.hypot(frame.third.x, frame.third.y)).toBeCloseTo(1, 5);
  });

  it('is the same for the same seed, another and nearly at right angles for another', () => {
    const draw = (seed: number) => randomDirection(architecture, center, randomFrom(seed));
    expect(draw(3)).toEqual(draw(3));
    expect(draw(4)).not.toEqual(draw(3));
    const [a, b, c] = randomAnchors(architecture, center, randomFrom(3));
    const [u, v] = [combine([b, a], [1, -1]), combine([c, a], [1, -1])];
    expect(Math.abs(dot(u, v) / (length(u) * length(v)))).toBeLessThan(0.3);
  });

  it('leaves a filter of norm zero where it is', () => {
    const dead = center.slice();
    const tensor = tensorNamed(layout, 'layers.1.weight');
    const size = tensor.size / tensor.shape[0]!;
    view(dead, tensor).fill(0, 0, size);
    const direction = randomDirection(architecture, dead, randomFrom(2));
    expect(direction.every(Number.isFinite)).toBe(true);
    expect(
      view(direction, tensor)
        .subarray(0, size)
        .every((w) => w === 0),
    ).toBe(true);
    expect(
      view(direction, tensor)
        .subarray(size)
        .some((w) => w !== 0),
    ).toBe(true);
  });

  it('refuses a network whose every filter is zero, and says so', () => {
    const biases = center.slice();
    for (const tensor of layout.tensors) if (tensor.shape.length > 1) view(biases, tensor).fill(0);
    for (const blank of [new Float32Array(center.length), biases])
      expect(() => randomAnchors(architecture, blank, randomFrom(1))).toThrow(
        /every filter is zero\. Choose another center/,
      );
  });
});

it('a point beside A is as far as B in another direction, the same for the same seed', () => {
  const draw = (seed: number) => {
    const random = randomFrom(seed);
    return Float32Array.from({ length: 2000 }, () => random.normal());
  };
  const [a, b] = [draw(1), draw(2)];
  const away = (point: Weights) => combine([point, a], [1, -1]);
  const point = beside(a, b, randomFrom(3));
  const towardsB = away(b);
  expect(length(away(point))).toBeCloseTo(length(towardsB), 3);
  expect(Math.abs(dot(away(point), towardsB)) / length(towardsB) ** 2).toBeLessThan(0.1);
  expect(beside(a, b, randomFrom(3))).toEqual(point);
  expect(beside(a, b, randomFrom(4))).not.toEqual(point);
});
