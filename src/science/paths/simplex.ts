/**
 * A simplicial complex of low loss through several networks (Benton et al. 2021): each of them spans a simplex with
 * the same connecting points, which are found one after the other by minimising
 * `1/H sum_h L(phi_h) - lambda log V`, phi_h uniform in the complex and V its volume.
 */
import { combine, type Weights } from '../../model/weights';
import type { DatasetEngine } from '../../engine/engine';
import { mapProgress } from '../mapProgress';
import {
  descendAlong,
  type DirectedDescent,
  type DirectedDescentOptions,
  type DirectedDescentProgress,
} from '../directedDescent';
import { drawNetworks, logVolume, type Complex } from './complex';

export interface SimplexOptions extends DirectedDescentOptions {
  /** Two or more networks, which stay. */
  readonly networks: readonly Weights[];
  /** Connecting points, at least 1: with one, the complex is a star of lines; with two, triangles. */
  readonly connectors: number;
  /** Networks drawn from the complex for each step; Benton et al. use 5. */
  readonly draws: number;
  /** lambda: what a unit of the log volume is worth in loss, at least 0. */
  readonly regularization: number;
}

export interface SimplexProgress extends DirectedDescentProgress {
  /** The connecting point that moves, from 1. */
  readonly connector: number;
}

/** Finds the connecting points; each has all epochs, and starts in the middle of the vertices so far. */
export async function* simplex(
  engine: DatasetEngine,
  { networks, connectors, draws, regularization, ...options }: SimplexOptions,
): AsyncGenerator<SimplexProgress, Complex, void> {
  if (networks.length < 2)
    throw new RangeError(`Expected two or more networks to connect, got ${networks.length}.`);
  if (!Number.isInteger(connectors) || connectors < 1)
    throw new RangeError(`Expected at least one connecting point, got ${connectors}.`);
  let complex: Complex = { vertices: networks, networks: networks.length };
  for (let connector = 1; connector <= connectors; connector++) {
    complex = withCentre(complex);
    const orderSeed = options.orderSeed + connector - 1;
    const steering = lastVertex(complex, draws, regularization);
    yield* mapProgress(descendAlong(engine, { ...options, orderSeed }, steering), (progress) => ({
      ...progress,
      connector,
    }));
  }
  return complex;
}

/** A complex with one more connecting point, in the middle of its vertices. */
function withCentre({ vertices, networks }: Complex): Complex {
  const shares = vertices.map(() => 1 / vertices.length);
  return { vertices: [...vertices, combine(vertices, shares)], networks };
}

/** Moves the last vertex of a complex against the loss of networks drawn from it, and towards volume. */
function lastVertex(complex: Complex, draws: number, regularization: number): DirectedDescent {
  const { vertices } = complex;
  return {
    points: vertices,
    free: vertices.map((_, k) => k === vertices.length - 1),
    draw: (random) => drawNetworks(complex, draws, random),
    slope(k, { gradients }, coefficients) {
      const shares = gradients.map((_, h) => coefficients[h * vertices.length + k]! / draws);
      const growth = combine(vertices, logVolume(complex).slopes(k));
      return combine([...gradients, growth], [...shares, -regularization]);
    },
  };
}
