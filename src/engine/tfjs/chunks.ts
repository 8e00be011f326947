import { affineLayers, type Architecture } from '../../model/architecture';

/**
 * Inputs computed at once when many are evaluated. Always the same, because the WebGPU backend reuses buffers of
 * equal size only, and below 2000, from where its matrix product adds up in parts that race (split K).
 */
const CHUNK = 1000;

/** Numbers in a layer's values (16 MiB), where images are large. */
const ROOM = 2 ** 22;

/** The indices in chunks of one size that suits the network, the last one perhaps smaller. */
export function chunksOf(architecture: Architecture, indices: Uint32Array): Uint32Array[] {
  const size = chunkSize(architecture);
  const count = Math.ceil(indices.length / size);
  return Array.from({ length: count }, (_, i) => indices.subarray(i * size, (i + 1) * size));
}

/** The indices 0 to `count - 1`. */
export function firstIndices(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

function chunkSize(architecture: Architecture): number {
  const numbers = affineLayers(architecture).map(
    ({ inputs, outputs, side }) => Math.max(inputs, outputs) * side ** 2,
  );
  return Math.max(1, Math.min(CHUNK, Math.floor(ROOM / Math.max(...numbers))));
}
