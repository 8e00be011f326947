import { describe, expect, it } from 'vitest';
import { architectureName, affineLayers, type Architecture } from '../../src/model/architecture';
import { layoutOf, tensorNamed, view } from '../../src/model/layout';
import { combine, dot } from '../../src/model/weights';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 784,
  hidden: [512, 256],
  outputs: 10,
  activation: 'relu',
};

describe('layout', () => {
  const layout = layoutOf(architecture);

  it('names tensors as PyTorch does, in order', () => {
    expect(layout.tensors.map(({ name, shape }) => `${name} [${shape.join(', ')}]`)).toEqual([
      'layers.0.weight [512, 784]',
      'layers.0.bias [512]',
      'layers.1.weight [256, 512]',
      'layers.1.bias [256]',
      'layers.2.weight [10, 256]',
      'layers.2.bias [10]',
    ]);
    expect(architectureName(architecture)).toBe('784-512-256-10');
    expect(affineLayers(architecture)[1]).toEqual({
      inputs: 512,
      outputs: 256,
      kernel: 1,
      side: 1,
      pool: 1,
    });
  });

  it('leaves no gaps', () => {
    let offset = 0;
    for (const tensor of layout.tensors) {
      expect(tensor.offset).toBe(offset);
      expect(tensor.size).toBe(tensor.shape.reduce((product, n) => product * n, 1));
      offset += tensor.size;
    }
    expect(layout.size).toBe(offset);
    expect(layout.size).toBe(784 * 512 + 512 + 512 * 256 + 256 + 256 * 10 + 10);
  });

  it('views share the weights', () => {
    const weights = new Float32Array(layout.size);
    const bias = view(weights, tensorNamed(layout, 'layers.2.bias'));
    expect(bias).toHaveLength(10);
    bias[9] = 3;
    expect(weights[layout.size - 1]).toBe(3);
    expect(() => tensorNamed(layout, 'layers.3.bias')).toThrow('got layers.3.bias');
  });
});

describe('weights', () => {
  const a = Float32Array.of(1, 2, 3);
  const b = Float32Array.of(-2, 0, 4);

  it('combine', () => {
    expect(combine([a, b], [0.5, 0.5])).toEqual(Float32Array.of(-0.5, 1, 3.5));
    expect(combine([a], [1])).toEqual(a);
    expect(combine([a], [1])).not.toBe(a);
    expect(() => combine([], [])).toThrow('at least one point');
  });

  it('give a point back where its coefficient alone is not 0, whatever the others hold', () => {
    const broken = Float32Array.of(NaN, Infinity, 0);
    expect(combine([broken, b], [0, 1])).toEqual(b);
  });

  it('have an inner product in float64', () => {
    expect(dot(a, b)).toBe(10);
    const large = Float32Array.of(1e8, 1, -1e8);
    expect(dot(large, Float32Array.of(1, 1, 1))).toBe(1);
  });
});
