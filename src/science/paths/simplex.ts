/**
 * A simplicial complex of low loss through several networks (Benton et al. 2021): each of them spans a simplex with
 * the same connecting points, which are found one after the other by minimising
 * `1/H sum_h L(phi_h) - lambda log V`, phi_h uniform in the complex and V its volume.
 */
import { combine, type Weights } from '../../model/weights';
import type { Random } from '../../model/random';
import type { Engine } from '../../engine/engine';
import { gramMatrix } from '../gram';
import { steer, type SteeringOptions, type SteeringProgress } from '../steering';
import { volumeOf, type Volume } from './volume';

/** Simplexes with common vertices. */
export interface Complex {
  /** K vertices: the networks, then the connecting points. */
  readonly vertices: readonly Weights[];
  /** How many of the vertices are networks: each makes a simplex with all connecting points. */
  readonly networks: number;
}

export interface SimplexOptions extends SteeringOptions {
  /** Two or more networks, which stay. */
  readonly networks: readonly Weights[];
  /** Connecting points, at least 1: with one, the complex is a star of lines; with two, triangles. */
  readonly connectors: number;
  /** Networks drawn from the complex for each step; Benton et al. use 5. */
  readonly draws: number;
  /** lambda: what a unit of the log volume is worth in loss, at least 0. */
  readonly regularization: number;
}

export interface SimplexProgress extends SteeringProgress {
  /** The connecting point that moves, from 1. */
  readonly connector: number;
}

/** Finds the connecting points; each has all epochs, and starts in the middle of the vertices so far. */
export async function* simplex(
  engine: Engine,
  { networks, connectors, draws, regularization, ...options }: SimplexOptions,
): AsyncGenerator<SimplexProgress, Complex, void> {
  if (networks.length < 2)
    throw new RangeError(`Expected two or more networks to connect, got ${networks.length}.`);
  if (!Number.isInteger(connectors) || connectors < 1)
    throw new RangeError(`Expected at least one connecting point, got ${connectors}.`);
  let complex: Complex = { vertices: networks, networks: networks.length };
  for (let connector = 1; connector <= connectors; connector++) {
    const { vertices } = complex;
    const middle = combine(
      vertices,
      vertices.map(() => 1 / vertices.length),
    );
    complex = { ...complex, vertices: [...vertices, middle] };
    const current = complex;
    const moving = vertices.length;
    const steps = steer(
      engine,
      { ...options, orderSeed: options.orderSeed + connector - 1 },
      {
        points: current.vertices,
        free: current.vertices.map((_, k) => k === moving),
        draw: (random) => drawNetworks(current, draws, random),
        slope(k, { gradients }, coefficients) {
          const points = current.vertices.length;
          const share = (h: number) => coefficients[h * points + k]! / draws;
          const loss = combine(
            gradients,
            gradients.map((_, h) => share(h)),
          );
          const growth = combine(current.vertices, logVolume(current).slopes(k));
          return loss.map((g, i) => g - regularization * growth[i]!);
        },
      },
    );
    for await (const progress of steps) yield { ...progress, connector };
  }
  return complex;
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

/** The log volume of a complex, what share each simplex has in it, and how it grows with each vertex. */
export function logVolume(complex: Complex): {
  readonly log: number;
  readonly shares: number[];
  /** Its gradient with respect to vertex k, as K coefficients of the vertices. */
  slopes(k: number): Float64Array<ArrayBuffer>;
} {
  const gram = gramMatrix(complex.vertices);
  const simplexes = simplexesOf(complex);
  const volumes: Volume[] = simplexes.map((simplex) => volumeOf(gram, simplex));
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
