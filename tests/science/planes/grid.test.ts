import { describe, expect, it } from 'vitest';
import { combine, type Weights } from '../../../src/model/weights';
import { anchorPlaces, frameThrough, project } from '../../../src/science/planes/frame';
import { gridAround, gridCoefficients, placeAt } from '../../../src/science/planes/grid';

const a: Weights = Float32Array.of(0, 0, 1);
const b: Weights = Float32Array.of(2, 0, 1);
const c: Weights = Float32Array.of(1, 3, 1);
const frame = frameThrough(a, b, c);

describe('a grid', () => {
  it.each([2, 5, 24, 25, 101])('of %i holds all places with a margin, in one scale', (n) => {
    const places = [...anchorPlaces(frame), { x: -0.2, y: 0.1 }];
    const { origin, step } = gridAround(places, n, 0.25);
    const end = { x: origin.x + (n - 1) * step, y: origin.y + (n - 1) * step };
    const margin = 0.25 * 1.5;
    for (const { x, y } of places) {
      expect(x - origin.x).toBeGreaterThanOrEqual(margin - 1e-12);
      expect(y - origin.y).toBeGreaterThanOrEqual(margin - 1e-12);
      expect(end.x - x).toBeGreaterThanOrEqual(margin - 1e-12);
      expect(end.y - y).toBeGreaterThanOrEqual(margin - 1e-12);
    }
    expect(end.y - origin.y).toBeCloseTo(2.25, 12);
  });

  it('puts row 0 lowest and column 0 leftmost', () => {
    const grid = gridAround(anchorPlaces(frame), 4);
    expect(placeAt(grid, 0, 0)).toEqual(grid.origin);
    expect(placeAt(grid, 2, 1).y - grid.origin.y).toBeCloseTo(2 * grid.step, 12);
    expect(placeAt(grid, 2, 1).x - grid.origin.x).toBeCloseTo(grid.step, 12);
  });

  it('has coefficients that stand where its cells do', () => {
    const grid = gridAround(anchorPlaces(frame), 5);
    const cells = Uint32Array.of(24, 0, 7);
    const table = gridCoefficients(frame, grid, cells);
    cells.forEach((cell, m) => {
      const weights = combine(frame.anchors, table.subarray(3 * m, 3 * m + 3));
      const { x, y } = placeAt(grid, Math.floor(cell / 5), cell % 5);
      expect(project(frame, weights)).toMatchObject({
        x: expect.closeTo(x, 5) as number,
        y: expect.closeTo(y, 5) as number,
      });
    });
  });

  it('refuses one point, or no extent', () => {
    expect(() => gridAround(anchorPlaces(frame), 1)).toThrow('at least 2 points');
    expect(() => gridAround([{ x: 1, y: 1 }], 5)).toThrow('two different places');
    expect(() => gridAround([], 5)).toThrow('two different places');
  });
});
