import { expect, it } from 'vitest';
import { randomFrom } from '../../../src/model/random';
import { addRowProducts } from '../../../src/science/matching/product';
import { expectWithin } from '../../support/close';

it.each([
  [1, 1, 1],
  [4, 2, 8],
  [5, 3, 7],
  [7, 9, 10],
  [2, 5, 33],
])('products of %i and %i rows of %i', (rows, columns, depth) => {
  const random = randomFrom(1);
  const draw = (n: number) => Float32Array.from({ length: n }, () => random.normal());
  const left = { values: draw(rows * depth), rows, depth };
  const right = { values: draw(columns * depth), rows: columns, depth };
  const out = new Float64Array(rows * columns).fill(1);
  for (let row = 0; row < rows; row += 4) addRowProducts(out, left, right, row, row + 4);
  const expected = out.map((_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    let sum = 1;
    for (let d = 0; d < depth; d++)
      sum += left.values[i * depth + d]! * right.values[j * depth + d]!;
    return sum;
  });
  expectWithin(out, expected, 1e-12);
  expect(out).toHaveLength(rows * columns);
});
