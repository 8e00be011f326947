import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/model/architecture';
import { layoutOf, tensorNamed, view } from '../../src/model/layout';
import {
  checkPermutation,
  compose,
  identity,
  invert,
  permutationSpecs,
  permute,
} from '../../src/model/permutation';
import { randomFrom, shuffled } from '../../src/model/random';
import { forward } from '../support/oracle';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 5,
  hidden: [7, 4, 6],
  outputs: 3,
  activation: 'tanh',
};
const random = randomFrom(1);
const weights = Float32Array.from({ length: layoutOf(architecture).size }, () => random.normal());
const draw = () => architecture.hidden.map((units) => shuffled(random, units));

describe('permutations', () => {
  it('have an inverse', () => {
    const p = shuffled(random, 50);
    expect(compose(p, invert(p))).toEqual(identity(50));
    expect(compose(invert(p), p)).toEqual(identity(50));
    expect(invert(invert(p))).toEqual(p);
  });

  it('compose as they act: first p, then q', () => {
    const [p, q] = [draw(), draw()];
    const both = p.map((first, l) => compose(first, q[l]!));
    expect(permute(architecture, weights, both)).toEqual(
      permute(architecture, permute(architecture, weights, p), q),
    );
  });

  it('compose in groups of any kind', () => {
    const [p, q, r] = [shuffled(random, 9), shuffled(random, 9), shuffled(random, 9)];
    expect(compose(compose(p, q), r)).toEqual(compose(p, compose(q, r)));
    expect(compose(identity(9), p)).toEqual(p);
    expect(compose(p, identity(9))).toEqual(p);
  });

  it('are told from what is none', () => {
    expect(() => checkPermutation(identity(4), 4)).not.toThrow();
    expect(() => checkPermutation(Uint32Array.of(0, 1, 1), 3)).toThrow('of which 2 differ');
    expect(() => checkPermutation(Uint32Array.of(0, 1, 3), 3)).toThrow(RangeError);
    expect(() => checkPermutation(identity(3), 4)).toThrow('of 4 units, got 3 entries');
  });
});

describe('a permuted network', () => {
  it('computes the same function', () => {
    const permuted = permute(architecture, weights, draw());
    expect(permuted).not.toEqual(weights);
    for (let s = 0; s < 20; s++) {
      const input = Float64Array.from({ length: 5 }, () => random.normal());
      const before = forward(architecture, weights, input).logits;
      const after = forward(architecture, permuted, input).logits;
      before.forEach((logit, c) => expect(after[c]).toBeCloseTo(logit, 12));
    }
  });

  it('has unit p[i] of A at place i, its bias with it', () => {
    const permutations = draw();
    const permuted = permute(architecture, weights, permutations);
    const layout = layoutOf(architecture);
    const row = (of: typeof weights, name: string, i: number) => {
      const tensor = tensorNamed(layout, name);
      const width = tensor.shape[1] ?? 1;
      return view(of, tensor).slice(i * width, (i + 1) * width);
    };
    permutations[0]!.forEach((from, to) => {
      expect(row(permuted, 'layers.0.weight', to)).toEqual(row(weights, 'layers.0.weight', from));
      expect(row(permuted, 'layers.0.bias', to)).toEqual(row(weights, 'layers.0.bias', from));
    });
  });

  it('comes back by the inverse, and leaves the original alone', () => {
    const kept = weights.slice();
    const permutations = draw();
    const permuted = permute(architecture, weights, permutations);
    expect(permute(architecture, permuted, permutations.map(invert))).toEqual(kept);
    expect(weights).toEqual(kept);
  });

  it('wants one permutation for each hidden layer, of its size', () => {
    expect(() => permute(architecture, weights, draw().slice(1))).toThrow('of 7 units');
    expect(() => permute(architecture, weights, draw().slice(0, 2))).toThrow(
      'a permutation of hidden layer 2, got none',
    );
  });
});

it('every permutation lists the axes it moves, none twice', () => {
  const specs = permutationSpecs(architecture);
  const layout = layoutOf(architecture);
  expect(specs.map(({ units }) => units)).toEqual([7, 4, 6]);
  const axes = specs.flatMap(({ units, axes }) =>
    axes.map(({ tensor, axis }) => {
      expect(tensorNamed(layout, tensor).shape[axis]).toBe(units);
      return `${tensor}/${axis}`;
    }),
  );
  expect(new Set(axes).size).toBe(9);
});
