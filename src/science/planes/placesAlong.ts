/** Many places of a plane at once, in order: their coefficients, and how far along each of them is. */
import { coefficients, type Frame } from './frame';

/** Coefficients of the three anchors at M places, `[M, 3]`, row-major. @param places x and y of each, `[M, 2]` */
export function placeCoefficients(frame: Frame, places: Float64Array): Float64Array<ArrayBuffer> {
  const count = places.length / 2;
  if (!Number.isInteger(count))
    throw new RangeError(`Expected places [M, 2], got ${places.length} numbers.`);
  const table = new Float64Array(3 * count);
  for (let m = 0; m < count; m++)
    table.set(coefficients(frame, places[2 * m]!, places[2 * m + 1]!), 3 * m);
  return table;
}

/**
 * The share of the whole length, 0 to 1, that lies before each place of a line through them all, `[M]`; evenly spaced
 * where they are all one place.
 */
export function lengthShares(places: Float64Array): Float64Array<ArrayBuffer> {
  const count = places.length / 2;
  const shares = new Float64Array(count);
  for (let m = 1; m < count; m++) {
    const dx = places[2 * m]! - places[2 * m - 2]!;
    const dy = places[2 * m + 1]! - places[2 * m - 1]!;
    shares[m] = shares[m - 1]! + Math.hypot(dx, dy);
  }
  const length = shares[count - 1] ?? 0;
  return shares.map((before, m) => (length > 0 ? before / length : m / Math.max(1, count - 1)));
}
