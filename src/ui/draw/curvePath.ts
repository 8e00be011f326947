/** Curves of numbers over numbers as SVG paths, with gaps where there is no number. */
export interface Sample {
  readonly x: number;
  readonly y: number;
}

/**
 * SVG path data of a curve.
 *
 * @param top values beyond it are drawn there, so that an infinite loss leaves the picture instead of vanishing
 */
export function curvePath(
  samples: readonly Sample[],
  toX: (x: number) => number,
  toY: (y: number) => number,
  top = Infinity,
): string {
  let path = '';
  let drawing = false;
  for (const { x, y } of samples) {
    if (!Number.isNaN(y))
      path += `${drawing ? 'L' : 'M'}${rounded(toX(x))},${rounded(toY(Math.min(y, top)))}`;
    drawing = !Number.isNaN(y);
  }
  return path;
}

function rounded(pixel: number): number {
  return Math.round(100 * pixel) / 100;
}

/** Exponential moving average that starts unbiased (as Adam's moments do); `keep` from 0 (none) to below 1. */
export function smooth(samples: readonly Sample[], keep: number): Sample[] {
  let mean = 0;
  let weight = 0;
  return samples.map(({ x, y }) => {
    if (!Number.isFinite(y)) return { x, y };
    mean = keep * mean + (1 - keep) * y;
    weight = keep * weight + (1 - keep);
    return { x, y: mean / weight };
  });
}

/** The finite range of some numbers; null if there are none. */
export function finiteRange(values: Iterable<number>): [low: number, high: number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}
