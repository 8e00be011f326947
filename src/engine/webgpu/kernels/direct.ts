/**
 * The product straight from memory, each thread its own 4 x 4 numbers: for emulated GPUs, where what a workgroup shares
 * is no faster than what all share, a barrier is a switch between threads, and a long shader takes seconds to compile.
 */
import { STEP_WGSL } from '../step';
import { productWgsl, type Product, type ProductKernel } from './product';

/** Rows and columns of a workgroup. */
const TILE = 32;

export function direct(product: Product): ProductKernel {
  const { rows, columns, stack, pieces = 1 } = product;
  const code = /* wgsl */ `${STEP_WGSL}${productWgsl(product)}
fn putRow(m: u32, part: u32, row: u32, column: u32, values: vec4f) {
  if (row >= ROWS) { return; }
  for (var j = 0u; j < min(4u, COLUMNS - column); j++) { put(m, part, row, column + j, values[j]); }
}

@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(global_invocation_id) id: vec3u) {
  let m = group.z / ${pieces}u;
  let part = group.z % ${pieces}u;
  let row = 4 * id.y;
  let column = 4 * id.x;
  if (row >= ROWS || column >= COLUMNS) { return; }
  // Beyond the edge the last row (column) is computed once more and not put.
  let r0 = rowOf(row);
  let r1 = rowOf(min(row + 1, ROWS - 1));
  let r2 = rowOf(min(row + 2, ROWS - 1));
  let r3 = rowOf(min(row + 3, ROWS - 1));
  let l0 = columnOf(column);
  let l1 = columnOf(min(column + 1, COLUMNS - 1));
  let l2 = columnOf(min(column + 2, COLUMNS - 1));
  let l3 = columnOf(min(column + 3, COLUMNS - 1));
  var c0 = vec4f(0);
  var c1 = vec4f(0);
  var c2 = vec4f(0);
  var c3 = vec4f(0);
  let end = min(DEPTH, (part + 1) * PIECE);
  for (var at = part * PIECE; at < end; at++) {
    let k = depthOf(at);
    let right = vec4f(b(m, k, l0), b(m, k, l1), b(m, k, l2), b(m, k, l3));
    c0 = fma(vec4f(a(m, r0, k)), right, c0);
    c1 = fma(vec4f(a(m, r1, k)), right, c1);
    c2 = fma(vec4f(a(m, r2, k)), right, c2);
    c3 = fma(vec4f(a(m, r3, k)), right, c3);
  }
  putRow(m, part, row, column, c0);
  putRow(m, part, row + 1, column, c1);
  putRow(m, part, row + 2, column, c2);
  putRow(m, part, row + 3, column, c3);
}
`;
  return { code, workgroups: [Math.ceil(columns / TILE), Math.ceil(rows / TILE), stack * pieces] };
}
