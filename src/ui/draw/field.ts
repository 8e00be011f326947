/** A loss plane as a scalar field from 0 (good) to 1 (bad): what the heat map, the contours and the legend share. */
import type { PlaneResult } from '../../pipeline/tasks/types';
import type { View } from '../../pipeline/view';
import { ticks } from 'd3-array';
import { scaleLog } from 'd3-scale';
import { fillUnknown } from './fill';

export interface Field {
  readonly size: number;
  /** `[size, size]`, row 0 at the lowest y; 0 is good, 1 bad, more is beyond the colours. Cells not computed yet are filled in from those around. */
  readonly shares: Float32Array;
  /** True once at least one cell is computed. */
  readonly known: boolean;
  readonly scale: FieldScale;
}

type Measure = View['measure'];

/** Values to shares. */
export interface FieldScale {
  readonly measure: Measure;
  readonly kind: 'linear' | 'log';
  /** Values at the two ends of the colours, the lower first. */
  readonly low: number;
  readonly high: number;
  /** True if some values are above `high` and have its colour. */
  readonly clipped: boolean;
  /** Share of a value, from 0 (good) to 1 (bad), and beyond 1 for what is clipped. */
  share(value: number): number;
  /** Values of contour lines and ticks, ascending. */
  readonly levels: readonly number[];
}

/** The share of an infinite loss, and the most that any has: steep enough between grid points. */
const BEYOND = 2;

/** The field of one measure; of the loss where the plane was made without it. Logarithms are for losses alone. */
export function fieldOf(
  plane: Pick<PlaneResult, 'grid' | 'loss' | 'accuracy' | 'entropy'>,
  wanted: Measure,
  kind: 'linear' | 'log',
): Field {
  const { size } = plane.grid;
  const measure = plane[wanted] === null ? 'loss' : wanted;
  const values = plane[measure] ?? plane.loss;
  const scale = scaleOf(values, measure, measure === 'loss' ? kind : 'linear');
  const shares = new Float32Array(size * size);
  const known = new Uint8Array(size * size);
  let any = false;
  for (let cell = 0; cell < shares.length; cell++) {
    if (!isComputed(plane, cell)) continue;
    any = true;
    known[cell] = 1;
    shares[cell] = scale.share(values[cell]!);
  }
  fillUnknown(shares, known, size);
  return { size, shares, known: any, scale };
}

/** A computed cell has an accuracy, even where its loss is beyond all numbers. */
export function isComputed(
  { loss, accuracy }: Pick<PlaneResult, 'loss' | 'accuracy'>,
  cell: number,
): boolean {
  return !(Number.isNaN(accuracy[cell]) && Number.isNaN(loss[cell]));
}

/** Linear scales stop at the 95th percentile if the rest is far beyond, or one steep corner would flatten all else. */
function scaleOf(values: Float64Array, measure: Measure, kind: 'linear' | 'log'): FieldScale {
  const sorted = values.filter(Number.isFinite).sort();
  const least = sorted[0] ?? 0;
  const most = sorted[sorted.length - 1] ?? 1;
  let low = least;
  let high = most;
  if (measure === 'loss') {
    const usual = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? most;
    if (kind === 'linear' && most > 2 * usual) high = usual;
    // A perfect fit has loss 0, which has no logarithm.
    if (kind === 'log') low = Math.max(least, 1e-6, most * 1e-6);
  }
  if (!(high > low)) high = low + (measure === 'accuracy' ? 0.01 : Math.max(1e-6, low * 0.01));
  const bend = kind === 'log' ? Math.log : (value: number) => value;
  const [from, to] = [bend(low), bend(high)];
  return {
    measure,
    kind,
    low,
    high,
    clipped: high < most,
    levels: levelsOf(low, high, kind),
    share(value) {
      if (!Number.isFinite(value)) return BEYOND;
      const share = (bend(Math.max(value, low)) - from) / (to - from);
      // Not clipped to 1, or the border of what is clipped would be as coarse as the grid.
      return measure === 'accuracy' ? 1 - share : Math.min(BEYOND, share);
    },
  };
}

/** Round values between the two ends. */
export function levelsOf(low: number, high: number, kind: 'linear' | 'log'): number[] {
  if (kind === 'linear' || high / low < 2.5)
    return ticks(low, high, 9).filter((level) => level > low && level < high);
  const all = scaleLog().domain([low, high]).ticks(10);
  // Over many decades 1, 2, 5 of each are lines enough.
  const few = all.filter((level) => /^[125]/.test(level.toExponential()));
  return (all.length > 14 ? few : all).filter((level) => level > low && level < high);
}
