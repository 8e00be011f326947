import { expect, it } from 'vitest';
import { POINT_SHAPES } from '../../src/data/points';
import type { Shapes } from '../../src/files/checkpoint';
import { datasetsFor } from '../../src/jobs/fitting';

const mlp = (...hidden: number[]): Shapes => ({ kind: 'mlp', inputs: 784, hidden, outputs: 10 });
const cnn: Shapes = { kind: 'cnn', channels: 1, convolutions: [8, 8, 16, 16], outputs: 10 };

it('knows the datasets whose images and classes a network fits', () => {
  expect(datasetsFor(mlp(64))).toEqual(['fashion-mnist', 'mnist']);
  expect(datasetsFor({ ...cnn, channels: 3 })).toEqual(['cifar-10']);
  expect(datasetsFor({ ...mlp(64), outputs: 7 })).toEqual([]);
  const point = { inputs: 2, channels: 2, outputs: 2 };
  expect(datasetsFor({ ...mlp(3), ...point })).toEqual(['quadrant', ...POINT_SHAPES]);
  expect(datasetsFor({ ...mlp(3), ...point, outputs: 5 })).toEqual(['circles', 'spirals', 'blobs']);
  expect(datasetsFor({ ...mlp(3), ...point, outputs: 6 })).toEqual([]);
  expect(datasetsFor({ ...cnn, ...point })).toEqual([]);
});
