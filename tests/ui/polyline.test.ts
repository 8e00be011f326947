import { describe, expect, it } from 'vitest';
import { bezier } from '../../src/science/paths/bezier';
import { distanceToPiece } from '../../src/ui/draw/nearest';
import {
  END,
  lengthThrough,
  numbersOf,
  placesAlong,
  placesOf,
  placesOnCurve,
  simplified,
  START,
  type Place,
} from '../../src/ui/draw/polyline';

/** As a hand draws it. */
const wave: readonly Place[] = Array.from({ length: 400 }, (_, i) => ({
  x: i / 399,
  y: 0.4 * Math.sin((7 * i) / 399),
}));

const distanceFrom = (line: readonly Place[], { x, y }: Place) =>
  Math.min(
    ...line.slice(1).map((to, i) => distanceToPiece([line[i]!.x, line[i]!.y], [to.x, to.y], x, y)),
  );

describe('a line through fewer places', () => {
  it.each([0.001, 0.01, 0.1])('stays within %f of the one that was drawn', (near) => {
    const line = simplified(wave, 200, near);
    expect(Math.max(...wave.map((place) => distanceFrom(line, place)))).toBeLessThanOrEqual(near);
    expect([line[0], line.at(-1)]).toEqual([wave[0], wave.at(-1)]);
    expect(line.length).toBeLessThan(wave.length / 4);
  });

  it('has no more of them than may be, and as many as it has at most', () => {
    expect(simplified(wave, 32, 0)).toHaveLength(34);
    expect(simplified([START, END], 32, 0)).toEqual([START, END]);
    expect(simplified([START], 32, 0)).toEqual([START]);
    expect(simplified([START, { x: 0.5, y: 0 }, END], 32, 0)).toEqual([START, END]);
  });
});

describe('places along a line', () => {
  const corner = [START, { x: 0.5, y: 0.5 }, END];

  it('lie on it, evenly, its own among them', () => {
    const places = placesOf(placesAlong(corner, 40));
    expect(places).toHaveLength(41);
    for (const place of places) expect(distanceFrom(corner, place)).toBeLessThan(1e-12);
    for (const place of corner) expect(places).toContainEqual(place);
    expect(lengthThrough(places)).toBeCloseTo(Math.SQRT2, 12);
  });

  it('are there where it has no length', () => {
    expect([...placesAlong([START, START], 40)]).toEqual([0, 0, 0, 0]);
    expect([...placesAlong([], 40)]).toEqual([]);
  });

  it('on a curve have the coefficients of the path', () => {
    const control = { x: 0.25, y: 2 };
    const places = placesOf(placesOnCurve(control, 8));
    places.forEach(({ x, y }, i) => {
      const [, ofControl = 0, ofEnd = 0] = bezier(1).coefficientsAt(i / 8);
      expect(x).toBeCloseTo(ofControl * control.x + ofEnd, 12);
      expect(y).toBeCloseTo(ofControl * control.y, 12);
    });
  });
});

it('are as short in a view as an address wants them', () => {
  const numbers = numbersOf([{ x: 1 / 3, y: -0.0001 }]);
  expect(numbers).toEqual([0.333, 0]);
  expect(Object.is(numbers[1], 0)).toBe(true);
  expect(placesOf(numbers)).toEqual([{ x: 0.333, y: 0 }]);
});
