import { STEP_WGSL } from '../step';

export interface GatherOptions {
  /** Numbers in an image, all channels together. */
  readonly pixels: number;
  readonly channels: number;
  readonly images: number;
  readonly stack: number;
  /** The samples that this buffer of bytes holds. */
  readonly from: number;
  readonly to: number;
}

/**
 * Inputs of a batch from the images' bytes: `[network, image, pixel]`, where a sample's bytes are at hand. Rows beyond
 * `step.count` repeat the last sample. Buffers: image bytes, four a word; indices `[network, count]` from `step.first`; levels `[channel, 256]`; x.
 */
export function gather({ pixels, channels, images, stack, from, to }: GatherOptions): string {
  return /* wgsl */ `${STEP_WGSL}
@group(0) @binding(0) var<storage, read> bytes: array<u32>;
@group(0) @binding(1) var<storage, read> indices: array<u32>;
@group(0) @binding(2) var<storage, read> levels: array<f32>;
@group(0) @binding(3) var<storage, read_write> x: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < ${stack * images * pixels}u; i += 64 * groups.x) {
    let row = i / ${pixels}u;
    let pixel = i % ${pixels}u;
    let m = row / ${images}u;
    let s = min(row % ${images}u, step.count - 1);
    let sample = indices[step.first + m * step.count + s];
    if (sample < ${from}u || sample >= ${to}u) { continue; }
    let byte = (sample - ${from}u) * ${pixels}u + pixel;
    let level = (bytes[byte / 4] >> (8 * (byte % 4))) & 255;
    x[i] = levels[(pixel / ${pixels / channels}u) * 256 + level];
  }
}
`;
}
