import { describe, expect, it } from 'vitest';
import { frameThrough } from '../../../src/science/planes/frame';
import { lengthShares, placeCoefficients } from '../../../src/science/planes/placesAlong';

const frame = frameThrough(
  Float32Array.of(0, 0, 1),
  Float32Array.of(2, 0, 1),
  Float32Array.of(1, 3, 1),
);

describe('places of a plane', () => {
  it('have the anchors alone where these stand, and A and B alone on their line', () => {
    const { x, y } = frame.third;
    const table = placeCoefficients(frame, Float64Array.of(0, 0, 1, 0, x, y, 0.25, 0));
    expect([...table]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1, 0.75, 0.25, 0]);
  });

  it('are pairs', () => {
    expect(() => placeCoefficients(frame, Float64Array.of(1, 2, 3))).toThrow('got 3 numbers');
  });

  it('are as far along as the line through them is long', () => {
    const corner = Float64Array.of(0, 0, 3, 0, 3, 1);
    expect([...lengthShares(corner)]).toEqual([0, 0.75, 1]);
    expect([...lengthShares(Float64Array.of(2, 2, 2, 2, 2, 2))]).toEqual([0, 0.5, 1]);
    expect([...lengthShares(Float64Array.of(2, 2))]).toEqual([0]);
    expect([...lengthShares(new Float64Array())]).toEqual([]);
  });
});
