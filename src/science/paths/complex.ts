/** Simplicial complexes in weight space: their volume, and networks drawn from them (Benton et al. 2021). */
import type { Random } from '../../model/random';
import type { Weights } from '../../model/weights';
import { gramMatrix } from '../gram';
import { volumeOf } from './volume';

/** Simplexes with common vertices. */
export interface Complex {
  /** K vertices: the networks, then the connecting points. */
  readonly vertices: readonly Weights[];
  /** How many of the vertices are networks: each makes a simplex with all connecting points. */
  readonly networks: number;
}

/** Coefficients of networks drawn uniformly from a complex, `[M, K]`, row-major. */
export function drawNetworks(
  complex: Complex,
  count: number,
  random: Random,
): Float64Array<ArrayBuffer> {
  const { vertices } = complex;
  const { shares } = logVolume(complex);
  const table = new Float64Array(count * vertices.length);
  for (let h = 0; h < count; h++) {
    const simplex = simplexesOf(complex)[chosen(shares, random.uniform())]!;
    // Exponential variables over their sum are uniform on a simplex.
    const weights = simplex.map(() => -Math.log(1 - random.uniform()));
    const total = weights.reduce((sum, w) => sum + w, 0);
    simplex.forEach((k, i) => (table[h * vertices.length + k] = weights[i]! / total));
  }
  return table;
}

/** Takes from `random` what drawing `count` networks takes: the number does not depend on where the vertices lie. */
export function skipNetworks({ vertices, networks }: Complex, count: number, random: Random): void {
  const corners = 1 + vertices.length - networks;
  for (let i = 0; i < count * (1 + corners); i++) random.uniform();
}

/** The log volume of a complex, what share each simplex has in it, and how it grows with each vertex. */
export function logVolume(complex: Complex): {
  readonly log: number;
  readonly shares: number[];
  /** Its gradient with respect to vertex k, as K coefficients of the vertices. */
  slopes(k: number): Float64Array<ArrayBuffer>;
} {
  const gram = gramMatrix(complex.vertices);
  const simplexes = simplexesOf(complex);
  const volumes = simplexes.map((simplex) => volumeOf(gram, simplex));
  const most = Math.max(...volumes.map(({ log }) => log));
  const parts = volumes.map(({ log }) => (most === -Infinity ? 1 : Math.exp(log - most)));
  const sum = parts.reduce((total, part) => total + part, 0);
  const shares = parts.map((part) => part / sum);
  return {
    log: most === -Infinity ? most : most + Math.log(sum),
    shares,
    slopes(k) {
      const out = new Float64Array(complex.vertices.length);
      simplexes.forEach((simplex, s) => {
        const row = simplex.indexOf(k);
        if (row < 0) return;
        simplex.forEach(
          (j, i) => (out[j]! += shares[s]! * volumes[s]!.slopes[row * simplex.length + i]!),
        );
      });
      return out;
    },
  };
}

/** The vertices of each simplex. */
export function simplexesOf({ vertices, networks }: Complex): number[][] {
  const connectors = vertices.map((_, k) => k).slice(networks);
  return vertices.slice(0, networks).map((_, k) => [k, ...connectors]);
}

/** Where a number from 0 to 1 falls among shares that sum to 1. */
function chosen(shares: readonly number[], at: number): number {
  let passed = 0;
  const found = shares.findIndex((share) => at < (passed += share));
  return found < 0 ? shares.length - 1 : found;
}
