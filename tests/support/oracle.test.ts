import { describe, expect, it } from 'vitest';
import { inputSize, type Architecture } from '../../src/model/architecture';
import { layoutOf } from '../../src/model/layout';
import { randomFrom } from '../../src/model/random';
import type { Loss } from '../../src/engine/engine';
import { evaluation, forward, gradient } from './oracle';

const cnn = (
  channels: number,
  side: number,
  layers: readonly (number | 'avg')[],
  activation: 'relu' | 'tanh',
): Architecture => ({ kind: 'cnn', channels, side, layers, outputs: 3, activation });

const CASES: [name: string, architecture: Architecture, loss: Loss][] = [
  [
    'a perceptron',
    { kind: 'mlp', inputs: 7, hidden: [5, 6], outputs: 3, activation: 'tanh' },
    'mse',
  ],
  ['one convolution', cnn(1, 4, [3], 'relu'), 'mse'],
  ['a pool between convolutions', cnn(3, 4, [3, 'avg', 2], 'tanh'), 'cross-entropy'],
  ['a pool of a pool', cnn(2, 8, [2, 'avg', 'avg', 4, 3], 'relu'), 'cross-entropy'],
];

describe.each(CASES)('the oracle on %s', (_, architecture, loss) => {
  const random = randomFrom(5);
  const weights = Float64Array.from({ length: layoutOf(architecture).size }, () => random.normal());
  const batch = [0, 1, 2].map((label) => ({
    label,
    input: Float64Array.from({ length: inputSize(architecture) }, () => random.normal()),
  }));

  it('has the gradient of its loss', () => {
    const result = gradient(architecture, loss, weights, batch);
    const h = 1e-6;
    weights.forEach((w, i) => {
      const at = (value: number) => evaluation(architecture, loss, weights.with(i, value), batch);
      const slope = (at(w + h).loss - at(w - h).loss) / (2 * h);
      expect(Math.abs(result.gradient[i]! - slope)).toBeLessThan(1e-7);
    });
    expect(result.loss).toBeCloseTo(evaluation(architecture, loss, weights, batch).loss, 12);
  });
});

describe('a convolution of the oracle', () => {
  it('reads the eight places around, zeros beyond the edge, and its head the mean of all', () => {
    const architecture: Architecture = {
      kind: 'cnn',
      channels: 1,
      side: 2,
      layers: [1],
      outputs: 1,
      activation: 'relu',
    };
    // Rows of the kernel, its bias, the head and its bias; the image is 1 2 / 3 -4.
    const weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0.5, 10, 0.25];
    const { before, after, logits } = forward(architecture, weights, [1, 2, 3, -4]);
    expect(Array.from(before[0]!)).toEqual([
      5 * 1 + 6 * 2 + 8 * 3 + 9 * -4 + 0.5,
      4 * 1 + 5 * 2 + 7 * 3 + 8 * -4 + 0.5,
      2 * 1 + 3 * 2 + 5 * 3 + 6 * -4 + 0.5,
      1 * 1 + 2 * 2 + 4 * 3 + 5 * -4 + 0.5,
    ]);
    expect(Array.from(after[0]!)).toEqual([5.5, 3.5, 0, 0]);
    expect(Array.from(logits)).toEqual([(10 * (5.5 + 3.5)) / 4 + 0.25]);
  });
});
