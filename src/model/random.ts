import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random numbers; randomness is always an argument, never ambient. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in 0 to `limit - 1`. */
  below(limit: number): number;
}

/** The generator's first numbers hardly depend on its seed. */
const SKIPPED = 32;

/** xoroshiro128+ from a 32-bit integer seed; the same seed gives the same numbers everywhere. */
export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(scattered(seed));
  for (let i = 0; i < SKIPPED; i++) generator.next();
  const uniform = () => uniformFloat64(generator);
  let spare: number | null = null;
  return {
    uniform,
    below: (limit) => uniformInt(generator, 0, limit - 1),
    // Box and Muller's transform gives two normals at a time.
    normal() {
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** Spreads neighbouring seeds over all 32 bits, one to one (MurmurHash3's last step): the generator alone keeps them alike. */
function scattered(seed: number): number {
  let bits = seed ^ (seed >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** A random order of 0 to `n - 1` (Fisher and Yates). */
export function shuffled(random: Random, n: number): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}
