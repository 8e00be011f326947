import { expect, it } from 'vitest';
import { randomFrom } from '../../src/model/random';
import { symmetricEigen } from '../../src/science/eigen';
import { expectWithin } from '../support/close';

function randomSymmetric(n: number, seed: number): Float64Array {
  const random = randomFrom(seed);
  const m = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) m[i * n + j] = m[j * n + i] = random.normal();
  return m;
}

it.each([1, 2, 3, 8, 25])('takes a symmetric matrix of %i rows apart', (n) => {
  const matrix = randomSymmetric(n, n);
  const { values, vectors } = symmetricEigen(matrix, n);
  expect([...values].sort((x, y) => y - x)).toEqual([...values]);
  const row = (i: number) => vectors.subarray(i * n, (i + 1) * n);
  for (let i = 0; i < n; i++) {
    const image = Float64Array.from(row(i), (_, r) =>
      row(i).reduce((sum, v, c) => sum + matrix[r * n + c]! * v, 0),
    );
    expectWithin(
      image,
      row(i).map((v) => values[i]! * v),
      1e-12 * n,
    );
    const products = Float64Array.from({ length: n }, (_, j) =>
      row(i).reduce((sum, v, k) => sum + v * row(j)[k]!, 0),
    );
    expectWithin(
      products,
      products.map((_, j) => Number(i === j)),
      1e-13 * n,
    );
  }
});

it('knows the eigenvalues of a matrix that is solved by hand', () => {
  expectWithin(symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values, [3, 1], 1e-15);
  expectWithin(symmetricEigen(new Float64Array(9), 3).values, [0, 0, 0], 0);
});
