import { describe, expect, it } from 'vitest';
import { hiddenWidths } from '../../../src/model/architecture';
import { permutationSpecs, permute } from '../../../src/model/permutation';
import { randomFrom } from '../../../src/model/random';
import { dot } from '../../../src/model/weights';
import { mix, mixOf, type LayerMix } from '../../../src/science/matching/mixing';
import { unitProducts } from '../../../src/science/matching/slices';
import { cnn, mlp, randomNetwork, randomPermutations } from '../../support/randomNetworks';

const both = (values: Float64Array, n: number): LayerMix => {
  const own = { values, rows: n, columns: n };
  return { incoming: own, outgoing: own };
};

describe.each([mlp(5, 4), cnn(3, 'avg', 4)])('%j', (architecture) => {
  const a = randomNetwork(architecture, 1);

  it('is permuted by the matrices of permutations', () => {
    const permutations = randomPermutations(architecture, 2);
    const mixes = permutations.map((p) => both(mixOf(p).values, p.length));
    expect(mix(architecture, a, mixes)).toEqual(permute(architecture, a, permutations));
    expect(mix(architecture, a, [null, null])).toEqual(a);
  });

  it('moves along the products of its units: their derivative by each matrix', () => {
    const slope = randomNetwork(architecture, 3);
    const random = randomFrom(4);
    const draw = (n: number) => Float64Array.from({ length: n * n }, () => random.normal());
    const soft = hiddenWidths(architecture).map((n) => both(draw(n), n));
    permutationSpecs(architecture).forEach(({ units, axes }, p) => {
      const moved = mix(
        architecture,
        a,
        soft.map((own, q) => (q === p ? null : own)),
      );
      const parts = unitProducts(architecture, axes, slope, moved);
      let part = parts.next();
      while (part.done !== true) part = parts.next();
      // The loss is linear in one matrix, so its difference is exact but for rounding.
      const change = draw(units);
      const before = soft[p]!.incoming.values;
      const changed = both(
        before.map((v, k) => v + change[k]!),
        units,
      );
      const loss = (own: LayerMix) =>
        dot(
          slope,
          mix(
            architecture,
            a,
            soft.map((kept, q) => (q === p ? own : kept)),
          ),
        );
      const difference = loss(changed) - loss(soft[p]!);
      const expected = part.value.reduce((sum, product, k) => sum + product * change[k]!, 0);
      expect(difference / expected).toBeCloseTo(1, 4);
    });
  });
});

it('makes a network of another width', () => {
  const narrow = mlp(2);
  const a = randomNetwork(mlp(3), 5);
  const incoming = { values: Float64Array.of(0.5, 0.5, 0, 0, 0, 1), rows: 2, columns: 3 };
  const outgoing = { values: Float64Array.of(1, 1, 0, 0, 0, 1), rows: 2, columns: 3 };
  const out = mix(mlp(3), a, [{ incoming, outgoing }]);
  expect(out).toHaveLength(randomNetwork(narrow, 1).length);
  // Rows of the first weight, its bias, columns of the second.
  expect(out[3]).toBeCloseTo((a[3]! + a[19]!) / 2, 6);
  expect(out[32]).toBeCloseTo((a[48]! + a[49]!) / 2, 6);
  expect(out[34]).toBeCloseTo(a[51]! + a[52]!, 6);
  expect(out[35]).toBeCloseTo(a[53]!, 6);
  const wrong = { incoming: mixOf(Uint32Array.of(0, 1)), outgoing };
  expect(() => mix(mlp(3), a, [wrong])).toThrow('a mix of 3 units, got one of 2');
});
