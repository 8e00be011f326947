/**
 * The nudged elastic band (Draxler et al. 2018; Henkelman and Jonsson 2000): a chain of networks relaxes
 * towards the lowest path between its fixed ends. A pivot `p_i` follows the loss across the band only, springs act
 * along it only: `F_i = -(g_i - (g_i . t_i) t_i) + k (|p_{i+1} - p_i| - |p_i - p_{i-1}|) t_i`, with `g_i` the
 * gradient of the loss and `t_i` the band's tangent.
 */
import { combine, distance, type Weights } from '../../model/weights';
import type { DatasetEngine, Gradients } from '../../engine/engine';
import {
  descendAlong,
  type DirectedCheckpoint,
  type DirectedDescentOptions,
  type DirectedDescentProgress,
} from '../directedDescent';
import { mapProgress } from '../mapProgress';

/** A chain of networks from end to end. */
export interface Band {
  /** Both ends and the pivots between them, in order; at least three. */
  readonly chain: readonly Weights[];
  /** What share of the length each segment is to have, `[chain.length - 1]`; they sum to 1. */
  readonly shares: readonly number[];
}

export interface BandOptions extends DirectedDescentOptions {
  /** How stiff the springs are, in units of the loss over a squared distance; Infinity puts the pivots in their places after every step, as Draxler et al. do. */
  readonly spring: number;
  /** Goes on from there. */
  readonly from?: BandCheckpoint | null | undefined;
}

/** A band between two steps. */
export interface BandCheckpoint {
  /** The running cycle, from 1; a band that relaxes once has one. */
  readonly cycle: number;
  /** Of the running cycle's band. */
  readonly shares: readonly number[];
  /** The pivots, and how they move. */
  readonly descent: DirectedCheckpoint;
}

/** After a step. */
export interface BandProgress extends Omit<DirectedDescentProgress, 'checkpoint'> {
  /** Now and then, at least every 2 seconds, and after the last step of a cycle. */
  readonly checkpoint: BandCheckpoint | null;
}

/** A straight band with evenly spaced pivots. */
export function straightBand(a: Weights, b: Weights, pivots: number): Band {
  if (!Number.isInteger(pivots) || pivots < 1)
    throw new RangeError(`Expected at least one pivot, got ${pivots}.`);
  const segments = pivots + 1;
  const chain = Array.from({ length: segments + 1 }, (_, i) => {
    if (i === 0) return a;
    return i === segments ? b : combine([a, b], [1 - i / segments, i / segments]);
  });
  return { chain, shares: new Array<number>(segments).fill(1 / segments) };
}

/**
 * Relaxes a band, which stays as it is, and answers the new one; its ends are the same buffers.
 *
 * @throws DivergedError when a loss is not finite
 */
export async function* relax(
  engine: DatasetEngine,
  { chain, shares }: Band,
  { spring, from, ...options }: BandOptions,
): AsyncGenerator<BandProgress, Band, void> {
  const last = chain.length - 1;
  const points = chain.map((point, i) => (i === 0 || i === last ? point : point.slice()));
  const each = points.flatMap((_, m) => points.map((_, k) => (k === m ? 1 : 0)));
  const relaxing = descendAlong(engine, options, {
    points,
    free: points.map((_, i) => i > 0 && i < last),
    draw: () => each,
    slope: (i, answer) => bandSlope({ chain: points, shares }, answer, i, spring),
    settle: () => {
      if (spring === Infinity) respace({ chain: points, shares });
    },
    from: from?.descent,
  });
  yield* mapProgress(relaxing, ({ checkpoint, ...progress }) => ({
    ...progress,
    checkpoint: checkpoint === null ? null : { cycle: 1, shares, descent: checkpoint },
  }));
  return { chain: points, shares };
}

/** Minus the force on pivot i: the loss's gradient across the band, and the springs' along it. */
export function bandSlope(
  { chain, shares }: Band,
  { loss, gradients }: Pick<Gradients, 'loss' | 'gradients'>,
  i: number,
  spring: number,
): Float64Array {
  const [before, here, after] = [chain[i - 1]!, chain[i]!, chain[i + 1]!];
  const gradient = gradients[i]!;
  const t = tangent([before, here, after], [loss[i - 1]!, loss[i]!, loss[i + 1]!]);
  let along = spring === Infinity ? 0 : spring * imbalance({ chain, shares }, i);
  for (let d = 0; d < t.length; d++) along += gradient[d]! * t[d]!;
  for (let d = 0; d < t.length; d++) t[d] = gradient[d]! - along * t[d]!;
  return t;
}

/** How much longer the segment after pivot i is than the one before it, each against its share of both together. */
function imbalance({ chain, shares }: Band, i: number): number {
  const [back, ahead] = lengths(chain.slice(i - 1, i + 2)) as [number, number];
  const share = shares[i]! / (shares[i - 1]! + shares[i]!);
  return 2 * (ahead - share * (back + ahead));
}

/**
 * The band's unit tangent at the middle of three networks: towards the neighbour of higher loss, and at an extremum
 * towards both, weighted by how far their losses lie from the pivot's (Henkelman and Jonsson 2000, eqs. 8 to 11).
 */
export function tangent(
  [before, here, after]: readonly [Weights, Weights, Weights],
  [lossBefore, loss, lossAfter]: readonly [number, number, number],
): Float64Array {
  const [back, ahead] = [lossBefore - loss, lossAfter - loss];
  const extremum = back > 0 === ahead > 0;
  const least = extremum ? Math.min(Math.abs(back), Math.abs(ahead)) : 0;
  const most = Math.max(Math.abs(back), Math.abs(ahead));
  let [ofBack, ofAhead] = lossAfter > lossBefore ? [least, most] : [most, least];
  if (most === 0) ofBack = ofAhead = 1;
  const t = new Float64Array(here.length);
  let square = 0;
  for (let d = 0; d < t.length; d++) {
    t[d] = ofBack * (here[d]! - before[d]!) + ofAhead * (after[d]! - here[d]!);
    square += t[d]! ** 2;
  }
  const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
  for (let d = 0; d < t.length; d++) t[d]! *= scale;
  return t;
}

/** Moves the pivots along the band, in place, so that each segment has its share of the length. */
export function respace({ chain, shares }: Band): void {
  const old = chain.map((point) => point.slice());
  const pieces = lengths(old);
  const total = pieces.reduce((sum, length) => sum + length, 0);
  let target = 0;
  let segment = 0;
  let passed = 0;
  for (let i = 1; i < chain.length - 1; i++) {
    target += shares[i - 1]! * total;
    while (segment < pieces.length - 1 && passed + pieces[segment]! < target)
      passed += pieces[segment++]!;
    const along = pieces[segment] === 0 ? 0 : (target - passed) / pieces[segment]!;
    chain[i]!.set(combine([old[segment]!, old[segment + 1]!], [1 - along, along]));
  }
}

/** Length of each segment of a chain. */
export function lengths(chain: readonly Weights[]): number[] {
  return chain.slice(1).map((point, i) => distance(chain[i]!, point));
}
