/** From tensors as frameworks name and lay them out to the layers of a network that computes the same. */
import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../src/files/checkpoint';
import { sizeOf, WeightsFileError, type NamedTensor } from '../../src/files/tensor';
import { randomFrom } from '../../src/model/random';

const { normal, uniform } = randomFrom(7);

const tensor = (name: string, shape: readonly number[], value = normal): NamedTensor => {
  const values = Float32Array.from({ length: sizeOf(shape) }, () => value());
  return { name, shape, values: () => values.slice() };
};

const named = (tensors: readonly NamedTensor[], name: string) =>
  tensors.find((one) => one.name === name)!.values();

/** `W x + b` with W as `[out, in]`. */
const affine = (weight: Float32Array, bias: ArrayLike<number>, x: readonly number[]) =>
  Array.from(bias, (b, o) => x.reduce((sum, xi, i) => sum + weight[o * x.length + i]! * xi, b));

const relu = (x: readonly number[]) => x.map((xi) => Math.max(0, xi));

/** A perceptron 3-4-2 as Isthmus lays it out. */
const computed = (weights: Float32Array, x: readonly number[]) => {
  const part = (from: number, size: number) => weights.subarray(from, from + size);
  const hidden = relu(affine(part(0, 12), part(12, 4), x));
  return affine(part(16, 8), part(24, 2), hidden);
};

const INPUT = [0.3, -1.2, 0.7];

const close = (got: readonly number[], wanted: readonly number[]) =>
  expect(got).toEqual(wanted.map((value) => expect.closeTo(value, 5) as number));

const layers = (...names: [string, string]) => [
  tensor(`${names[0]}.weight`, [4, 3]),
  tensor(`${names[0]}.bias`, [4]),
  tensor(`${names[1]}.weight`, [2, 4]),
  tensor(`${names[1]}.bias`, [2]),
];

/** Batch normalisation as PyTorch or Keras names its parts. */
const normalisation = (name: string, size: number, keras = false) => [
  tensor(`${name}.${keras ? 'gamma' : 'weight'}`, [size]),
  tensor(`${name}.${keras ? 'beta' : 'bias'}`, [size]),
  tensor(`${name}.${keras ? 'moving_mean' : 'running_mean'}`, [size]),
  tensor(`${name}.${keras ? 'moving_variance' : 'running_var'}`, [size], uniform),
];

const normalised = (parts: readonly NamedTensor[], epsilon: number, x: readonly number[]) => {
  const [gamma, beta, mean, variance] = parts.map(({ values }) => values()) as [
    ...[Float32Array, Float32Array, Float32Array, Float32Array],
  ];
  return x.map(
    (xi, i) => (gamma[i]! * (xi - mean[i]!)) / Math.sqrt(variance[i]! + epsilon) + beta[i]!,
  );
};

describe('batch normalisation', () => {
  it.each<[string, [string, string], string, boolean, number]>([
    ['after a layer of a Sequential', ['net.0', 'net.3'], 'net.1', false, 1e-5],
    ['by its number', ['fc1', 'fc2'], 'bn1', false, 1e-5],
    ['of Keras', ['dense', 'dense_1'], 'batch_normalization', true, 1e-3],
  ])('%s computes the same once folded', (_, names, name, keras, epsilon) => {
    const own = layers(...names);
    const parts = normalisation(name, 4, keras);
    const counter: NamedTensor = {
      name: `${name}.num_batches_tracked`,
      shape: [],
      values: () => {
        throw new Error('never read');
      },
    };
    const { weights, notes } = readCheckpoint([...own, ...parts, counter]);
    const [w1, b1, w2, b2] = own.map(({ values }) => values());
    const hidden = relu(normalised(parts, epsilon, affine(w1!, b1!, INPUT)));
    close(computed(weights, INPUT), affine(w2!, b2!, hidden));
    expect(notes[0]).toBe(`Left out, as they are no weights: "${name}.num_batches_tracked".`);
    expect(notes[1]).toContain(`Batch normalisation ("${name}") is folded`);
    expect(notes[1]).toContain(epsilon.toExponential());
    expect(notes[1]).toContain('The average of two folded networks is not that');
    expect(notes[1]?.includes('names do not tell')).toBe(!name.startsWith('net'));
  });

  it.each([
    ['after a nonlinearity, before the next layer', ['0', '3'] as [string, string], '2', 4],
    ['of the inputs', ['1', '3'] as [string, string], '0', 3],
  ])('%s computes the same once folded', (_, names, name, size) => {
    const own = layers(...names);
    const parts = normalisation(name, size);
    const { weights } = readCheckpoint([...own, ...parts]);
    const [w1, b1, w2, b2] = own.map(({ values }) => values());
    const input = size === 3 ? normalised(parts, 1e-5, INPUT) : INPUT;
    const hidden = relu(affine(w1!, b1!, input));
    close(
      computed(weights, INPUT),
      affine(w2!, b2!, size === 4 ? normalised(parts, 1e-5, hidden) : hidden),
    );
  });

  const conv = (name: string, ...shape: number[]) => tensor(`${name}.weight`, shape);
  it.each<[string, NamedTensor[], RegExp]>([
    [
      'between others',
      [...layers('0', '4'), ...normalisation('2', 4)],
      /"2" of 4 units: .* on which side of the nonlinearity/,
    ],
    [
      'of no layer',
      [...layers('fc1', 'fc2'), ...normalisation('norm', 5)],
      /"norm" of 5 units: .* after which layer/,
    ],
    ['of another size', [...layers('0', '3'), ...normalisation('1', 5)], /"1" of 5 units/],
    [
      'twice after one layer',
      [...layers('fc1', 'fc2'), ...normalisation('bn1', 4), ...normalisation('norm1', 4)],
      /after which layer/,
    ],
    [
      'before a convolution',
      [conv('1', 4, 3, 3, 3), conv('4', 2, 4), ...normalisation('0', 3)],
      /"0": .* before the convolution "1", .* zeros around images/,
    ],
    [
      'without its variance',
      [...layers('0', '3'), ...normalisation('1', 4).slice(0, 3)],
      /its running mean and variance/,
    ],
    [
      'with a negative variance',
      [
        ...layers('0', '3'),
        ...normalisation('1', 4).slice(0, 3),
        tensor('1.running_var', [4], () => -1),
      ],
      /variances of at least 0, got -1/,
    ],
    [
      'of layers',
      [...layers('0', '3'), tensor('1.weight', [4]), tensor('1.bias', [4])],
      /"1.weight": .* \[4\]: one number for each unit, as of layer normalisation/,
    ],
  ])('is refused %s', (_, tensors, message) => {
    expect(() => readCheckpoint(tensors)).toThrow(WeightsFileError);
    expect(() => readCheckpoint(tensors)).toThrow(message);
  });
});

describe('kernels', () => {
  it.each([
    ['Keras 2', 'dense/kernel:0', 'dense/bias:0', 'dense_1/kernel:0', 'dense_1/bias:0'],
    [
      'Keras 3',
      'sequential/dense/kernel',
      'sequential/dense/bias',
      'sequential/dense_1/kernel',
      'sequential/dense_1/bias',
    ],
    [
      'Flax',
      'params/Dense_0/kernel',
      'params/Dense_0/bias',
      'params/Dense_1/kernel',
      'params/Dense_1/bias',
    ],
    [
      'Flax, with dots',
      'params.Dense_0.kernel',
      'params.Dense_0.bias',
      'params.Dense_1.kernel',
      'params.Dense_1.bias',
    ],
  ] as const)('of %s have their inputs first, square ones as well', (_, k1, b1, k2, b2) => {
    const tensors = [tensor(k1, [4, 4]), tensor(b1, [4]), tensor(k2, [4, 4]), tensor(b2, [4])];
    const { shapes, weights } = readCheckpoint(tensors);
    expect(shapes).toEqual({ kind: 'mlp', inputs: 4, hidden: [4], outputs: 4 });
    const kernel = named(tensors, k1);
    for (let o = 0; o < 4; o++)
      for (let i = 0; i < 4; i++) expect(weights[o * 4 + i]).toBe(kernel[i * 4 + o]);
    expect(weights.slice(16, 20)).toEqual(named(tensors, b1));
  });

  it('of convolutions are [rows, columns, in, out]', () => {
    const tensors = [tensor('conv2d/kernel', [3, 3, 2, 5]), tensor('dense/kernel', [5, 10])];
    const { shapes, weights } = readCheckpoint(tensors);
    expect(shapes).toEqual({ kind: 'cnn', channels: 2, convolutions: [5], outputs: 10 });
    const kernel = named(tensors, 'conv2d/kernel');
    for (let place = 0; place < 9; place++)
      for (let i = 0; i < 2; i++)
        for (let o = 0; o < 5; o++)
          expect(weights[(o * 2 + i) * 9 + place]).toBe(kernel[(place * 2 + i) * 5 + o]);
  });

  it('that read images of colour take pixels in turn, which is said', () => {
    // Images of 2 x 2 pixels.
    const tensors = [tensor('dense/kernel', [12, 4]), tensor('dense_1/kernel', [4, 10])];
    const { weights, notes } = readCheckpoint(tensors);
    const kernel = named(tensors, 'dense/kernel');
    for (let pixel = 0; pixel < 4; pixel++)
      for (let channel = 0; channel < 3; channel++)
        expect(weights[channel * 4 + pixel]).toBe(kernel[(pixel * 3 + channel) * 4]);
    expect(notes).toEqual([expect.stringContaining('red, green and blue in turn')]);
  });
});

describe('what is pruned and counted', () => {
  it('is zero where its mask is, and left out, which is said', () => {
    const [w1, b1, ...others] = layers('fc1', 'fc2');
    const mask = tensor('fc1.weight_mask', [4, 3], () => Math.round(uniform()));
    const { weights, notes } = readCheckpoint([
      { ...w1!, name: 'fc1.weight_orig' },
      ...[mask, b1!, ...others],
      tensor('optimizer.state.0', [4, 3]),
      tensor('step', []),
    ]);
    const wanted = w1!.values().map((value, i) => value * mask.values()[i]!);
    expect(weights.slice(0, 12).map(Math.abs)).toEqual(wanted.map(Math.abs));
    expect(notes).toEqual([
      'Pruned weights are zero, as the masks of "fc1" say.',
      'Left out, as they are no weights: "optimizer.state.0" and "step".',
    ]);
  });

  it.each<[string, NamedTensor, RegExp]>([
    ['a recurrent layer', tensor('lstm.weight_ih_l0', [4, 3]), /got a recurrent layer: "lstm/],
    ['attention', tensor('attn.in_proj_weight', [4, 3]), /got attention: "attn/],
    ['weight normalisation', tensor('fc3.weight_g', [4, 1]), /two parts of weight normalisation/],
    ['another name', tensor('fc1.w', [4, 3]), /named like fc1.weight .* got "fc1.w" \[4, 3\]/],
    [
      'a mask of another size',
      tensor('fc1.weight_mask', [3]),
      /the shape \[4, 3\] of what it masks/,
    ],
  ])('is refused with %s', (_, more, message) => {
    expect(() => readCheckpoint([...layers('fc1', 'fc2'), more])).toThrow(message);
  });
});

describe('the order of layers', () => {
  const square = (...names: string[]) => names.map((name) => tensor(`${name}.weight`, [4, 4]));
  it.each<[string, string[], string[], boolean]>([
    ['by numbers', ['fc10', 'fc2', 'fc1'], ['fc1', 'fc2', 'fc10'], false],
    ['by numbers within numbers', ['b.1.0', 'b.0.1', 'b.0.0'], ['b.0.0', 'b.0.1', 'b.1.0'], false],
    [
      'with a first one that has none',
      ['dense_1', 'dense', 'dense_2'],
      ['dense', 'dense_1', 'dense_2'],
      false,
    ],
    ['as in the file, which is said', ['b', 'a', 'c'], ['b', 'a', 'c'], true],
  ])('is %s where shapes leave several', (_, names, order, said) => {
    const { layers: taken, notes } = readCheckpoint(square(...names));
    expect(taken).toEqual(order);
    expect(notes).toHaveLength(said ? 1 : 0);
  });

  it('is that of shapes, whatever the names say', () => {
    const sizes: [string, number[]][] = [
      ['output', [10, 4]],
      ['fc9', [8, 6]],
      ['fc2', [4, 8]],
      ['fc3', [8, 4]],
      ['fc1', [4, 8]],
    ];
    const { layers: taken, shapes } = readCheckpoint(
      sizes.map(([name, shape]) => tensor(`${name}.weight`, shape)),
    );
    expect(taken).toEqual(['fc9', 'fc1', 'fc3', 'fc2', 'output']);
    expect(shapes).toEqual({ kind: 'mlp', inputs: 6, hidden: [8, 4, 8, 4], outputs: 10 });
  });
});
