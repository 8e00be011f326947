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
  type DirectedCheckpoint,
  type DirectedDescent,
  type DirectedDescentOptions,
  type DirectedDescentProgress,
} from '../directedDescent';
import { drawNetworks, logVolume, skipNetworks, type Complex } from './complex';

export interface SimplexOptions extends DirectedDescentOptions {
  /** Two or more networks, which stay. */
  readonly networks: readonly Weights[];
  /** Connecting points, at least 1: with one, the complex is a star of lines; with two, triangles. */
  readonly connectors: number;
  /** Networks drawn from the complex for each step; Benton et al. use 5. */
  readonly draws: number;
  /** lambda: what a unit of the log volume is worth in loss, at least 0. */
  readonly regularization: number;
  /** Goes on from there. */
  readonly from?: SimplexCheckpoint | null | undefined;
}

/** A simplex between two steps. */
export interface SimplexCheckpoint {
  /** The connecting point that moves, from 1. */
  readonly connector: number;
  /** Those found before it. */
  readonly found: readonly Weights[];
  readonly descent: DirectedCheckpoint;
}

export interface SimplexProgress extends Omit<DirectedDescentProgress, 'checkpoint'> {
  /** The connecting point that moves, from 1. */
  readonly connector: number;
  /** Now and then, at least every 2 seconds, and after the last step of each connecting point. */
  readonly checkpoint: SimplexCheckpoint | null;
}

/** Finds the connecting points; each has all epochs, and starts in the middle of the vertices so far. */
export async function* simplex(
  engine: DatasetEngine,
  { networks, connectors, draws, regularization, from = null, ...options }: SimplexOptions,
): AsyncGenerator<SimplexProgress, Complex, void> {
  if (networks.length < 2)
    throw new RangeError(`Expected two or more networks to connect, got ${networks.length}.`);
  if (!Number.isInteger(connectors) || connectors < 1)
    throw new RangeError(`Expected at least one connecting point, got ${connectors}.`);
  const found = from?.found ?? [];
  let complex: Complex = { vertices: [...networks, ...found], networks: networks.length };
  for (let connector = 1 + found.length; connector <= connectors; connector++) {
    const before = complex.vertices.slice(networks.length);
    complex = withCentre(complex);
    const orderSeed = options.orderSeed + connector - 1;
    const descending = descendAlong(
      engine,
      { ...options, orderSeed },
      {
        ...lastVertex(complex, draws, regularization),
        from: from?.connector === connector ? from.descent : null,
      },
    );
    yield* mapProgress(descending, ({ checkpoint, ...progress }) => ({
      ...progress,
      connector,
      checkpoint:
        checkpoint === null
          ? null
          : { connector, found: before.map((point) => point.slice()), descent: checkpoint },
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
    skip: (random) => skipNetworks(complex, draws, random),
    slope(k, { gradients }, coefficients) {
      const shares = gradients.map((_, h) => coefficients[h * vertices.length + k]! / draws);
      const growth = combine(vertices, logVolume(complex).slopes(k));
      return combine([...gradients, growth], [...shares, -regularization]);
    },
  };
}
