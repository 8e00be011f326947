/**
 * A matrix product `C[rows, columns] = A[rows, depth] B[depth, columns]` of each network of a stack: what every dense
 * layer and convolution is made of, whichever way it is computed.
 */
export interface Product {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** Products that are computed side by side: networks. */
  readonly stack: number;
  /** Pieces that the depth is cut into, each a product of its own; `put` is given its index. Defaults to 1. */
  readonly pieces?: number;
  /** Which index is next to its neighbour in memory, so that neighbouring threads read neighbouring numbers. */
  readonly aAlong: 'row' | 'depth';
  readonly bAlong: 'column' | 'depth';
  /**
   * WGSL: bindings, and the functions `a(m, row, k) -> f32`, `b(m, k, column) -> f32` and
   * `put(m, piece, row, column, value)`, for network `m`. They are only called within the sizes above. `a` and `b` are
   * given `vec4u`s of the functions `rowOf`, `depthOf` and `columnOf`, which take a number apart once for many uses;
   * where one of these is not given, the number itself is in `x`.
   */
  readonly functions: string;
}

/** A kernel's WGSL, and how many workgroups compute the whole. */
export interface ProductKernel {
  readonly code: string;
  readonly workgroups: [number, number, number];
}

/** WGSL of what the kernels need of a product, under the names that they use. */
export function productWgsl({ rows, columns, depth, pieces = 1, functions }: Product): string {
  const whole = ['rowOf', 'depthOf', 'columnOf']
    .filter((name) => !functions.includes(`fn ${name}(`))
    .map((name) => `fn ${name}(i: u32) -> vec4u { return vec4u(i, 0, 0, 0); }\n`);
  return `${functions}${whole.join('')}
const ROWS = ${rows}u;
const COLUMNS = ${columns}u;
const DEPTH = ${depth}u;
const PIECE = ${Math.ceil(depth / pieces)}u;
`;
}
