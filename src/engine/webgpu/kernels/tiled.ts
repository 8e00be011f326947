/** The product in tiles that a workgroup holds in its own memory: for GPUs. */
import { STEP_WGSL } from '../step';
import { productWgsl, type Product, type ProductKernel } from './product';

/** Numbers of the depth that a workgroup holds at a time. */
const DEPTH = 16;
/** A thread computes 4 x 4 numbers. */
const SIDE = 4;
/** Workgroups that keep a GPU busy; below it smaller tiles share the work better. */
const BUSY = 256;

export function tiled(product: Product): ProductKernel {
  const { rows, columns, stack, pieces = 1, aAlong, bAlong } = product;
  const groups = (tile: number) => Math.ceil(rows / tile) * Math.ceil(columns / tile);
  const tile = groups(64) * stack * pieces >= BUSY && rows > 32 && columns > 32 ? 64 : 32;
  const threads = tile / SIDE;
  const code = /* wgsl */ `${STEP_WGSL}${productWgsl(product)}
const TILE = ${tile}u;
const QUARTER = ${tile / SIDE}u;
const THREADS = ${threads * threads}u;
var<workgroup> tileA: array<vec4f, ${(DEPTH * tile) / SIDE}>;
var<workgroup> tileB: array<vec4f, ${(DEPTH * tile) / SIDE}>;

fn rowOrZero(m: u32, row: u32, k: u32, end: u32) -> f32 {
  if (row < ROWS && k < end) { return a(m, rowOf(row), depthOf(k)); }
  return 0;
}

fn columnOrZero(m: u32, k: u32, column: u32, end: u32) -> f32 {
  if (column < COLUMNS && k < end) { return b(m, depthOf(k), columnOf(column)); }
  return 0;
}

fn putRow(m: u32, part: u32, row: u32, column: u32, values: vec4f) {
  if (row >= ROWS) { return; }
  if (column < COLUMNS) { put(m, part, row, column, values.x); }
  if (column + 1 < COLUMNS) { put(m, part, row, column + 1, values.y); }
  if (column + 2 < COLUMNS) { put(m, part, row, column + 2, values.z); }
  if (column + 3 < COLUMNS) { put(m, part, row, column + 3, values.w); }
}

@compute @workgroup_size(${threads}, ${threads})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let m = group.z / ${pieces}u;
  let part = group.z % ${pieces}u;
  let row0 = group.y * TILE;
  let column0 = group.x * TILE;
  let end = min(DEPTH, (part + 1) * PIECE);
  var c0 = vec4f(0);
  var c1 = vec4f(0);
  var c2 = vec4f(0);
  var c3 = vec4f(0);
  for (var k0 = part * PIECE; k0 < end; k0 += ${DEPTH}u) {
    // A slot holds four rows (columns) of one k.
    for (var slot = index; slot < ${DEPTH}u * QUARTER; slot += THREADS) {
      {
        ${slotOf(aAlong === 'depth')}
        let row = row0 + 4 * at;
        tileA[k * QUARTER + at] = vec4f(
          rowOrZero(m, row, k0 + k, end),
          rowOrZero(m, row + 1, k0 + k, end),
          rowOrZero(m, row + 2, k0 + k, end),
          rowOrZero(m, row + 3, k0 + k, end),
        );
      }
      {
        ${slotOf(bAlong === 'depth')}
        let column = column0 + 4 * at;
        tileB[k * QUARTER + at] = vec4f(
          columnOrZero(m, k0 + k, column, end),
          columnOrZero(m, k0 + k, column + 1, end),
          columnOrZero(m, k0 + k, column + 2, end),
          columnOrZero(m, k0 + k, column + 3, end),
        );
      }
    }
    workgroupBarrier();
    for (var k = 0u; k < ${DEPTH}u; k++) {
      let left = tileA[k * QUARTER + local.y];
      let right = tileB[k * QUARTER + local.x];
      c0 = fma(vec4f(left.x), right, c0);
      c1 = fma(vec4f(left.y), right, c1);
      c2 = fma(vec4f(left.z), right, c2);
      c3 = fma(vec4f(left.w), right, c3);
    }
    workgroupBarrier();
  }
  putRow(m, part, row0 + 4 * local.y, column0 + 4 * local.x, c0);
  putRow(m, part, row0 + 4 * local.y + 1, column0 + 4 * local.x, c1);
  putRow(m, part, row0 + 4 * local.y + 2, column0 + 4 * local.x, c2);
  putRow(m, part, row0 + 4 * local.y + 3, column0 + 4 * local.x, c3);
}
`;
  return {
    code,
    workgroups: [Math.ceil(columns / tile), Math.ceil(rows / tile), stack * pieces],
  };
}

/** Neighbouring threads take neighbours along the depth, or along rows (columns). */
function slotOf(alongDepth: boolean): string {
  return alongDepth
    ? `let k = slot % ${DEPTH}u; let at = slot / ${DEPTH}u;`
    : 'let k = slot / QUARTER; let at = slot % QUARTER;';
}
