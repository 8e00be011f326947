import { describe, expect, it } from 'vitest';
import { architectureFrom, readCheckpoint } from '../../src/files/checkpoint';
import { readWeightsFile } from '../../src/files/readNetwork';
import { WeightsFileError, type NamedTensor } from '../../src/files/tensor';
import { fixture, steps } from './fixtures';

const tensor = (name: string, ...shape: number[]): NamedTensor => ({
  name,
  shape,
  values: () => steps(shape.reduce((product, n) => product * n, 1)),
});

describe('a perceptron', () => {
  const named = (names: readonly string[]) => [
    tensor(names[0]!, 4, 6),
    tensor(names[1]!, 4),
    tensor(names[2]!, 3, 4),
    tensor(names[3]!, 3),
  ];
  const shapes = { kind: 'mlp', inputs: 6, hidden: [4], outputs: 3 };
  const weights = Float32Array.from([24, 4, 12, 3].flatMap((n) => [...steps(n)]));

  it.each([
    [['layers.0.weight', 'layers.0.bias', 'layers.1.weight', 'layers.1.bias']],
    [['0.weight', '0.bias', '2.weight', '2.bias']],
    [['model.9.weight', 'model.9.bias', 'model.10.weight', 'model.10.bias']],
    [['fc1.weight', 'fc1.bias', 'fc2.weight', 'fc2.bias']],
  ])('of %s', (names) => {
    expect(readCheckpoint(named(names))).toMatchObject({ shapes, weights, notes: [] });
    expect(readCheckpoint(named(names).reverse())).toMatchObject({ shapes, weights });
  });

  it.each(['stored.npz', 'deflated.npz', 'mixed.safetensors'])('of %s', (name) => {
    expect(readWeightsFile(name, fixture(name))).toMatchObject({ shapes, weights, notes: [] });
  });

  it('without biases has zeros', () => {
    const read = readCheckpoint([tensor('0.weight', 4, 6), tensor('1.weight', 3, 4)]);
    expect(read.weights).toEqual(
      Float32Array.from([...steps(24), 0, 0, 0, 0, ...steps(12), 0, 0, 0]),
    );
  });

  it('has the nonlinearity it is said to have', () => {
    const { shapes: read } = readWeightsFile('a', fixture('stored.npz'));
    expect(architectureFrom(read, { activation: 'tanh' })).toEqual({
      ...shapes,
      activation: 'tanh',
    });
  });
});

describe('a convolutional network', () => {
  const { shapes } = readWeightsFile('a', fixture('cnn-relu-sgd-a.safetensors'));
  const hints = { activation: 'relu', layers: [8, 8, 'avg', 16, 16], side: 28 } as const;

  it('is told apart, but for its pools', () => {
    expect(shapes).toEqual({ kind: 'cnn', channels: 1, convolutions: [8, 8, 16, 16], outputs: 10 });
    expect(architectureFrom(shapes, hints)).toEqual({
      kind: 'cnn',
      channels: 1,
      side: 28,
      layers: [8, 8, 'avg', 16, 16],
      outputs: 10,
      activation: 'relu',
    });
  });

  it.each([
    [{ activation: 'relu' } as const, /where the pools of the convolutions 8-8-16-16 stand/],
    [{ ...hints, layers: [8, 'avg', 16] as const }, /8-8-16-16 of the weights, got 8-avg-16/],
    [{ ...hints, side: 7 }, /even side, got .* 7/],
  ])('refuses %o', (wrong, message) => {
    expect(() => architectureFrom(shapes, wrong)).toThrow(WeightsFileError);
    expect(() => architectureFrom(shapes, wrong)).toThrow(message);
  });
});

describe('refuses', () => {
  it.each<[string, NamedTensor[], RegExp]>([
    ['nothing', [], /at least one hidden layer .* got no layer/],
    ['one layer', [tensor('0.weight', 3, 4)], /got one layer/],
    [
      'layers that do not chain',
      [tensor('0.weight', 4, 6), tensor('2.weight', 3, 5)],
      /takes what another gives, .* "0" from 6 to 4 and "2" from 5 to 3/,
    ],
    [
      'a bias of another size',
      [tensor('0.weight', 4, 6), tensor('0.bias', 3), tensor('1.weight', 3, 4)],
      /"0.bias": expected \[4\], as its weight has 4 outputs, got \[3\]/,
    ],
    [
      'a bias alone',
      [tensor('0.bias', 3), tensor('1.weight', 3, 4)],
      /layer "0", got only "0.bias"/,
    ],
    [
      'a tensor twice',
      [tensor('1.weight', 3, 4), tensor('1/weight:0', 3, 4)],
      /one weight for layer "1", got "1.weight" and "1\/weight:0"/,
    ],
    [
      'two networks',
      ['a', 'b'].flatMap((name) => [
        tensor(`${name}.0.weight`, 4, 6),
        tensor(`${name}.1.weight`, 3, 4),
      ]),
      /one network in the file, got 2 \("a" and "b"\)/,
    ],
    [
      'more layers than there may be',
      Array.from({ length: 14 }, (_, n) => tensor(`${n}.weight`, 4, 4)),
      /at most 12 hidden layers, got 13/,
    ],
    [
      'wider layers than there may be',
      [tensor('0.weight', 2049, 1), tensor('1.weight', 1, 2049)],
      /at most 2048 units in a hidden layer, got 2049/,
    ],
    [
      'no rows',
      [tensor('0.weight', 0, 4), tensor('1.weight', 3, 0)],
      /expected \[outputs, inputs\]/,
    ],
  ])('%s', (_, tensors, message) => {
    expect(() => readCheckpoint(tensors)).toThrow(WeightsFileError);
    expect(() => readCheckpoint(tensors)).toThrow(message);
  });

  it('a file with its name first', () => {
    expect(() => readWeightsFile('A.safetensors', new Uint8Array())).toThrow(
      'A.safetensors: expected a weights file, got an empty one; fetch it again.',
    );
  });
});
