import { expect, it } from 'vitest';
import { hiddenWidths, type Architecture } from '../../src/model/architecture';
import { everyPermutation, permutationCount } from '../../src/model/enumeration';
import { checkPermutation, identity } from '../../src/model/permutation';
import { cnn, mlp } from '../support/randomNetworks';

it.each<[Architecture, number]>([
  [mlp(1), 1],
  [mlp(2, 2), 4],
  [mlp(3, 2), 12],
  [mlp(5), 120],
  [cnn(2, 'avg', 3), 12],
])('every permutation of %j, %i of them, each once', (architecture, count) => {
  const all = [...everyPermutation(architecture)];
  expect(permutationCount(architecture)).toBe(count);
  expect(all).toHaveLength(count);
  const widths = hiddenWidths(architecture);
  for (const permutations of all)
    permutations.forEach((p, layer) => checkPermutation(p, widths[layer]!));
  expect(new Set(all.map((permutations) => permutations.join(' | '))).size).toBe(count);
  expect(all[0]).toEqual(widths.map(identity));
});

it('counts those of wide networks, too', () => {
  expect(permutationCount(mlp(7))).toBe(5040);
  expect(permutationCount(mlp(2048))).toBe(Infinity);
});
