/**
 * The product straight from memory, each thread its own 4 x 4 numbers: for emulated GPUs, where what a workgroup shares
 * is no faster than what all share, a barrier is a switch between threads, and a long shader takes seconds to compile.
 */
import { STEP_WGSL } from '../step';
import { sizesWgsl, type Product, type ProductKernel } from './product';

/** Rows and columns of a workgroup. */
const TILE = 32;

export function direct(product: Product): ProductKernel {
  const { rows, columns, stack, pieces = 1, functions } = product;
  const code = /* wgsl */ `${STEP_WGSL}${functions}${sizesWgsl(product)}
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
  let rows = min(vec4u(row, row + 1, row + 2, row + 3), vec4u(ROWS - 1));
  let columns = min(vec4u(column, column + 1, column + 2, column + 3), vec4u(COLUMNS - 1));
  var c0 = vec4f(0);
  var c1 = vec4f(0);
  var c2 = vec4f(0);
  var c3 = vec4f(0);
  let end = min(DEPTH, (part + 1) * PIECE);
  for (var k = part * PIECE; k < end; k++) {
    let right = vec4f(b(m, k, columns.x), b(m, k, columns.y), b(m, k, columns.z), b(m, k, columns.w));
    c0 = fma(vec4f(a(m, rows.x, k)), right, c0);
    c1 = fma(vec4f(a(m, rows.y, k)), right, c1);
    c2 = fma(vec4f(a(m, rows.z, k)), right, c2);
    c3 = fma(vec4f(a(m, rows.w, k)), right, c3);
  }
  putRow(m, part, row, column, c0);
  putRow(m, part, row + 1, column, c1);
  putRow(m, part, row + 2, column, c2);
  putRow(m, part, row + 3, column, c3);
}
`;
  return { code, workgroups: [Math.ceil(columns / TILE), Math.ceil(rows / TILE), stack * pieces] };
}
