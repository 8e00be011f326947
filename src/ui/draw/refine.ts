/**
 * A grid of numbers between its points: piecewise cubic along rows, then along columns, with slopes that never overshoot
 * (Fritsch and Butland 1984). So the picture is smooth, goes through every computed value, and has no valley that is not
 * in them.
 */

/** Where a place lies: the grid point before it, and the share of the way to the next. */
interface Places {
  readonly before: Uint16Array;
  readonly share: Float32Array;
}

/** `[count]` places from the first to the last grid point; `inset` of a step from both ends. */
function placesOf(size: number, count: number, inset: number): Places {
  const before = new Uint16Array(count);
  const share = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = ((i + inset) / (count - 1 + 2 * inset)) * (size - 1);
    before[i] = Math.min(size - 2, Math.floor(at));
    share[i] = at - before[i]!;
  }
  return { before, share };
}

/** Slopes at evenly spaced values: the harmonic mean of those on both sides, 0 at an extreme. */
function slopesOf(values: Float32Array, slopes: Float32Array): void {
  const last = values.length - 1;
  slopes[0] = values[1]! - values[0]!;
  slopes[last] = values[last]! - values[last - 1]!;
  for (let i = 1; i < last; i++) {
    const left = values[i]! - values[i - 1]!;
    const right = values[i + 1]! - values[i]!;
    slopes[i] = left * right > 0 ? (2 * left * right) / (left + right) : 0;
  }
}

/** The values of one line of the grid at all places. */
function fillLine(
  values: Float32Array,
  slopes: Float32Array,
  { before, share }: Places,
  write: (i: number, value: number) => void,
): void {
  slopesOf(values, slopes);
  for (let i = 0; i < before.length; i++) {
    const at = before[i]!;
    const t = share[i]!;
    const from = values[at]!;
    const rise = values[at + 1]! - from;
    const [start, end] = [slopes[at]!, slopes[at + 1]!];
    write(i, from + t * (start + t * (3 * rise - 2 * start - end + t * (start + end - 2 * rise))));
  }
}

/**
 * @param values `[size, size]`
 * @param count places on each side of the answer, `[count, count]`
 * @param inset of a place's distance: 0 puts the outermost places on the outermost grid points, 0.5 half a place from them
 */
export function refined(
  values: Float32Array,
  size: number,
  count: number,
  inset = 0,
): Float32Array {
  const places = placesOf(size, count, inset);
  const slopes = new Float32Array(size);
  const rows = new Float32Array(size * count);
  for (let row = 0; row < size; row++) {
    const from = row * count;
    fillLine(values.subarray(row * size, (row + 1) * size), slopes, places, (i, value) => {
      rows[from + i] = value;
    });
  }
  const out = new Float32Array(count * count);
  const column = new Float32Array(size);
  for (let i = 0; i < count; i++) {
    for (let row = 0; row < size; row++) column[row] = rows[row * count + i]!;
    fillLine(column, slopes, places, (j, value) => {
      out[j * count + i] = value;
    });
  }
  return out;
}
