/**
 * Adds up the pieces of a gradient that was cut: `[piece, network, stride]`, the first `size` numbers of each network,
 * in place in the first piece. Buffers: pieces.
 */
export function sumOfPieces(pieces: number, stack: number, stride: number, size: number): string {
  return /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < ${stack * size}u; i += 64 * groups.x) {
    let at = (i / ${size}u) * ${stride}u + i % ${size}u;
    var sum = 0.0;
    for (var piece = 0u; piece < ${pieces}u; piece++) { sum += values[piece * ${stack * stride}u + at]; }
    values[at] = sum;
  }
}
`;
}

/** Adds pieces `[piece, size]` to a total `[size]`. Buffers: pieces, total. */
export function addPieces(pieces: number, size: number): string {
  return /* wgsl */ `
@group(0) @binding(0) var<storage, read> values: array<f32>;
@group(0) @binding(1) var<storage, read_write> total: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < ${size}u; i += 64 * groups.x) {
    var sum = 0.0;
    for (var piece = 0u; piece < ${pieces}u; piece++) { sum += values[piece * ${size}u + i]; }
    total[i] += sum;
  }
}
`;
}
