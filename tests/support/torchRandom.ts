/**
 * PyTorch's `torch.randn` on the CPU, for golden values whose weights were drawn and not stored (torch 1.13,
 * aten/src/ATen/native/cpu/DistributionTemplates.h and core/MT19937RNGEngine.h).
 */
import { affineLayers, type Architecture } from '../../src/model/architecture';
import { layoutOf } from '../../src/model/layout';
import type { Weights } from '../../src/model/weights';

/** `Net.init(seed)` of `make_golden.py`: He-normal weights, biases of zero. */
export function torchInit(architecture: Architecture, seed: number): Weights {
  const next = mersenneTwister(seed);
  const { tensors, size } = layoutOf(architecture);
  const weights = new Float32Array(size);
  affineLayers(architecture).forEach(({ inputs, kernel }, l) => {
    const scale = Math.sqrt(2 / (inputs * kernel ** 2));
    const { offset, size } = tensors[2 * l]!;
    randn(next, size).forEach((z, i) => (weights[offset + i] = z * scale));
  });
  return weights;
}

/** Seeds that are tried. */
const SEEDS = 2 ** 16;

/** The seed of weights that {@link torchInit} drew; throws when there is none below 65,536. */
export function seedOf(architecture: Architecture, init: Weights): number {
  const { inputs, kernel } = affineLayers(architecture)[0]!;
  const wanted = init[0]! / Math.sqrt(2 / (inputs * kernel ** 2));
  for (let seed = 0; seed < SEEDS; seed++) {
    // The first number comes of the first and the ninth that are drawn.
    const [first] = randn(mersenneTwister(seed), 16);
    if (Math.abs(first! - wanted) < 1e-5) return seed;
  }
  throw new Error(
    `Expected weights that torch.randn draws from a seed below ${SEEDS}, got others.`,
  );
}

/** `size` standard normals, at least 16; the last 16 are drawn anew where a block of 16 would be broken. */
function randn(next: () => number, size: number): Float32Array {
  const uniform = () => (next() & 0xffffff) / 0x1000000;
  const out = Float32Array.from({ length: size }, uniform);
  for (let block = 0; block + 16 <= size; block += 16) boxMuller(out.subarray(block, block + 16));
  if (size % 16 !== 0) {
    const last = out.subarray(size - 16).map(uniform);
    boxMuller(last);
    out.set(last, size - 16);
  }
  return out;
}

/** Turns 16 uniforms into normals, in pairs of one of the first 8 and one of the last. */
function boxMuller(block: Float32Array) {
  for (let i = 0; i < 8; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - block[i]!));
    const angle = 2 * Math.PI * block[i + 8]!;
    block[i] = radius * Math.cos(angle);
    block[i + 8] = radius * Math.sin(angle);
  }
}

/** MT19937 (Matsumoto and Nishimura 1998): 32-bit numbers. */
function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(624);
  state[0] = seed;
  for (let i = 1; i < 624; i++) {
    const before = state[i - 1]! ^ (state[i - 1]! >>> 30);
    state[i] = Math.imul(1812433253, before) + i;
  }
  let used = 624;
  return () => {
    if (used === 624) {
      for (let i = 0; i < 624; i++) {
        const y = (state[i]! & 0x80000000) | (state[(i + 1) % 624]! & 0x7fffffff);
        state[i] = state[(i + 397) % 624]! ^ (y >>> 1) ^ ((y & 1) === 0 ? 0 : 0x9908b0df);
      }
      used = 0;
    }
    let y = state[used++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}
