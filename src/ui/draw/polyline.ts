/** Paths that are drawn by hand on a plane: their bends, in plane coordinates, as a view holds them and as they are asked about. */
import type { PlanePoint } from '../../jobs/jobs';
import { distanceToPiece } from './nearest';

/** A place of a plane. */
export type Place = Pick<PlanePoint, 'x' | 'y'>;

/** The ends of what is drawn: a plane has A at its origin and B at 1 on its first axis. */
export const START: Place = { x: 0, y: 0 };
export const END: Place = { x: 1, y: 0 };

/** Places of a list of numbers, x and y in turn. */
export function placesOf(numbers: ArrayLike<number>): Place[] {
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => ({
    x: numbers[2 * i]!,
    y: numbers[2 * i + 1]!,
  }));
}

/** The numbers of places, x and y in turn, rounded to the three decimals of an address. */
export const numbersOf = (places: readonly Place[]): number[] =>
  places.flatMap(({ x, y }) => [roundedCoordinate(x), roundedCoordinate(y)]);

// No negative zero, which an address does not tell from zero.
const roundedCoordinate = (x: number): number => Math.round(1000 * x) / 1000 + 0;

/**
 * The line through fewer places that stays close to a line through many: the place that is farthest from it is taken in,
 * again and again, as Douglas and Peucker (1973) do, until all are near or there are as many as may be. Both ends stay.
 *
 * @param most places between the ends
 * @param near distance that is not seen
 */
export function simplified(places: readonly Place[], most: number, near: number): Place[] {
  const last = places.length - 1;
  if (last < 1) return [...places];
  const kept = [0, last];
  while (kept.length < most + 2) {
    const farthest = farthestFrom(places, kept);
    if (farthest.distance <= near) break;
    kept.splice(farthest.after + 1, 0, farthest.index);
  }
  return kept.map((index) => places[index]!);
}

/** The place that is farthest from the pieces between kept ones, and after which of these it comes. */
function farthestFrom(places: readonly Place[], kept: readonly number[]) {
  const best = { index: -1, after: -1, distance: -1 };
  for (let k = 1; k < kept.length; k++) {
    const [from, to] = [places[kept[k - 1]!]!, places[kept[k]!]!];
    for (let i = kept[k - 1]! + 1; i < kept[k]!; i++) {
      const { x, y } = places[i]!;
      const distance = distanceToPiece([from.x, from.y], [to.x, to.y], x, y);
      if (distance > best.distance) Object.assign(best, { index: i, after: k - 1, distance });
    }
  }
  return best;
}

/** Length of the line through places, in units of |B - A|. */
export const lengthThrough = (places: readonly Place[]): number =>
  places
    .slice(1)
    .reduce((sum, { x, y }, i) => sum + Math.hypot(x - places[i]!.x, y - places[i]!.y), 0);

/**
 * Places along the line through some, these included, evenly spaced on each piece: `[places, 2]`.
 *
 * @param pieces about as many pieces as the whole is cut into
 */
export function placesAlong(through: readonly Place[], pieces: number): Float64Array<ArrayBuffer> {
  const spacing = lengthThrough(through) / pieces;
  const numbers = through.slice(0, 1).flatMap(({ x, y }) => [x, y]);
  through.slice(1).forEach((to, i) => {
    const from = through[i]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const count = spacing > 0 ? Math.max(1, Math.round(length / spacing)) : 1;
    for (let piece = 1; piece <= count; piece++) {
      const share = piece / count;
      numbers.push((1 - share) * from.x + share * to.x, (1 - share) * from.y + share * to.y);
    }
  });
  return Float64Array.from(numbers);
}

/** Places of the Bezier curve from A to B with one control point, for t from 0 to 1: `[pieces + 1, 2]`. */
export function placesOnCurve(control: Place, pieces: number): Float64Array<ArrayBuffer> {
  const numbers = Array.from({ length: pieces + 1 }, (_, i) => {
    const t = i / pieces;
    const [a, c, b] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return [a * START.x + c * control.x + b * END.x, a * START.y + c * control.y + b * END.y];
  });
  return Float64Array.from(numbers.flat());
}
