import { describe, expect, it } from 'vitest';
import { paintBoundary, placeOf, shareApart, shareRight } from '../../src/ui/draw/boundary';
import { seriesFor } from '../../src/ui/draw/series';
import { boundarySummary, cellText, type DrawnBoundary } from '../../src/ui/views/boundaryText';

const COLOURS = { classes: ['#0000ff', '#ff0000'], paper: '#ffffff', ink: '#000000' };

describe('the picture', () => {
  it('has the lowest row at its foot, classes by colour, and paper where the network is unsure', () => {
    const classes = Uint8Array.of(0, 1, 0, 1);
    const pixels = paintBoundary({ classes, sure: Float32Array.of(1, 1, 0.5, 0.5) }, 2, COLOURS);
    const pixel = (i: number) => [...pixels.subarray(4 * i, 4 * i + 4)];
    expect(pixel(0)).toEqual([255, 255, 255, 255]);
    expect(pixel(1)).toEqual([255, 255, 255, 255]);
    const [blue, red] = [pixel(2), pixel(3)];
    expect(blue[2]).toBe(255);
    expect(blue[0]).toBeLessThan(128);
    expect(red[0]).toBe(255);
    expect(red[2]).toBeLessThan(128);
  });

  it('is paper where a network says nothing', () => {
    const pixels = paintBoundary(
      { classes: Uint8Array.of(1), sure: Float32Array.of(0) },
      1,
      COLOURS,
    );
    expect([...pixels]).toEqual([255, 255, 255, 255]);
  });

  it('has a point where its levels are', () => {
    expect(placeOf(0, 0, 100)).toEqual([0, 100]);
    expect(placeOf(255, 255, 100)).toEqual([100, 0]);
  });
});

describe('in numbers', () => {
  const labels = Uint8Array.of(0, 1, 0, 1, 0);
  const drawn = (name: 'naive' | 'permuted', said: number[], classes: number): DrawnBoundary => ({
    series: seriesFor(name),
    boundary: {
      alpha: 0.5,
      points: Uint8Array.from(said),
      classes: new Uint8Array(64 * 64).fill(classes),
      sure: new Float32Array(64 * 64).fill(0.75),
    },
  });
  const both = [drawn('naive', [1, 1, 1, 1], 0), drawn('permuted', [0, 1, 0, 1], 1)];

  it('shares are of the points and of the square', () => {
    expect(shareRight(Uint8Array.of(0, 0, 0), labels)).toBeCloseTo(2 / 3);
    expect(shareApart(Uint8Array.of(0, 1), Uint8Array.of(0, 0))).toBe(0.5);
  });

  it('is one sentence, and one for a place', () => {
    expect(boundarySummary(both, labels)).toBe(
      'At α = 0.50 the networks get right, of 4 test points: Naive 50 % and Permuted 100 %. The first two differ in 100 % of the square.',
    );
    expect(boundarySummary([], labels)).toBe('');
    expect(cellText({ row: 0, column: 63 }, both, ['left', 'right'])).toBe(
      'x 0.98, y −0.98: Naive says left, 75 % sure; Permuted says right, 75 % sure',
    );
  });
});
