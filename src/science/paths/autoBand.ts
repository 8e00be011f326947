/**
 * AutoNEB (Draxler et al. 2018; settings of the authors' code): a band relaxes in cycles, and before each
 * new cycle takes another pivot where the loss between two pivots rises furthest above what these two say.
 */
import { combine, type Weights } from '../../model/weights';
import type { DatasetEngine, Evaluation } from '../../engine/engine';
import { evaluate } from '../evaluate';
import { mapProgress } from '../mapProgress';
import { scheduleOf } from '../schedule';
import { relax, straightBand, type Band, type BandOptions, type BandProgress } from './band';
import { chain as chainOf } from './chain';
import { alphas, coefficientTable } from './path';

export interface AutoBandOptions extends BandOptions {
  readonly a: Weights;
  readonly b: Weights;
  /** Pivots of the first cycle, evenly spaced on the line; the authors use 3. */
  readonly pivots: number;
  /** Learning rate of each cycle, all of `epochs` epochs. */
  readonly rates: readonly number[];
  /** First training images on which losses between pivots are looked at. */
  readonly samples: number;
}

/** At step 0 of a cycle the losses are of places between the pivots, looked at before pivots are inserted. */
export interface AutoBandProgress extends BandProgress {
  /** From 1. */
  readonly cycle: number;
  /** Pivots of the running cycle. */
  readonly pivots: number;
}

/** Places that are looked at between two pivots. */
const BETWEEN = 9;
/** Pivots inserted before a cycle, at most. */
const INSERTED = 2;
/** A rise below this share of the range of the pivots' losses needs no pivot. */
const THRESHOLD = 0.1;

/** The authors' rates for so many cycles: the first 6 of 14 full, the next 4 a tenth, the last 4 a hundredth. */
export function annealedRates(rate: number, cycles: number): number[] {
  return Array.from({ length: cycles }, (_, cycle) => {
    const done = cycle / cycles;
    if (done < 6 / 14) return rate;
    return done < 10 / 14 ? rate / 10 : rate / 100;
  });
}

/** Relaxes and refines a band between two networks, which stay. */
export async function* autoBand(
  engine: DatasetEngine,
  { a, b, pivots, rates, samples, from = null, ...options }: AutoBandOptions,
): AsyncGenerator<AutoBandProgress, Band, void> {
  const { steps } = scheduleOf(options.trainingSamples, options.batch, options.epochs);
  let band =
    from === null
      ? straightBand(a, b, pivots)
      : { chain: [a, ...from.descent.points, b], shares: from.shares };
  for (const [index, learningRate] of rates.entries()) {
    const cycle = index + 1;
    if (from !== null && cycle < from.cycle) continue;
    const now = () => ({ cycle, pivots: band.chain.length - 2 });
    const resumed = from?.cycle === cycle ? from : null;
    if (index > 0 && resumed === null) {
      const looking = lossesAlong(engine, band, { ...options, samples });
      const { loss } = yield* mapProgress(looking, (slice) => {
        return { ...now(), step: 0, steps, losses: slice.loss, checkpoint: null };
      });
      band = insertPivots(band, loss);
    }
    const optimizer = { ...options.optimizer, learningRate };
    const orderSeed = options.orderSeed + index;
    const relaxing = relax(engine, band, { ...options, optimizer, orderSeed, from: resumed });
    band = yield* mapProgress(relaxing, ({ checkpoint, ...progress }) => ({
      ...progress,
      ...now(),
      checkpoint: checkpoint === null ? null : { ...checkpoint, cycle },
    }));
  }
  return band;
}

/** Training loss at every pivot and {@link BETWEEN} places after each but the last. */
function lossesAlong(
  engine: DatasetEngine,
  { chain }: Band,
  { architecture, loss, samples }: Pick<AutoBandOptions, 'architecture' | 'loss' | 'samples'>,
): AsyncGenerator<Evaluation, Evaluation, void> {
  const segments = chain.length - 1;
  const places = alphas(segments * (BETWEEN + 1) + 1);
  const on = { architecture, loss, basis: chain, split: 'train', samples } as const;
  return evaluate(engine, on, coefficientTable(chainOf(segments - 1), places));
}

/**
 * The band with up to two more pivots: on the segments where the loss rises furthest above the straight line between
 * the losses of its two pivots, at the place where it does.
 *
 * @param losses at every pivot and at places evenly spaced between them
 */
export function insertPivots({ chain, shares }: Band, losses: ArrayLike<number>): Band {
  const segments = shares.length;
  const stride = (losses.length - 1) / segments;
  const atPivots = Array.from({ length: segments + 1 }, (_, i) => losses[i * stride]!);
  const range = Math.max(...atPivots) - Math.min(...atPivots);
  const rises = shares.map((_, s) => {
    const rise = (j: number) => {
      const along = j / stride;
      return losses[s * stride + j]! - (1 - along) * atPivots[s]! - along * atPivots[s + 1]!;
    };
    const inner = Array.from({ length: stride - 1 }, (_, j) => ({
      along: (j + 1) / stride,
      rise: rise(j + 1),
    }));
    return inner.reduce((most, at) => (at.rise > most.rise ? at : most));
  });
  const chosen = new Set(
    rises
      .filter(({ rise }) => rise > THRESHOLD * range)
      .sort((one, other) => other.rise - one.rise)
      .slice(0, INSERTED),
  );
  const pieces = rises.map((at, s) => {
    const [from, to, share] = [chain[s]!, chain[s + 1]!, shares[s]!];
    if (!chosen.has(at)) return { points: [to], shares: [share] };
    const { along } = at;
    const middle = combine([from, to], [1 - along, along]);
    return { points: [middle, to], shares: [along * share, (1 - along) * share] };
  });
  return {
    chain: [chain[0]!, ...pieces.flatMap(({ points }) => points)],
    shares: pieces.flatMap((piece) => piece.shares),
  };
}
