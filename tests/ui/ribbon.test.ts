import { describe, expect, test } from 'vitest';
import { beadStrength, disagreementOf, planeValueAt, ribbonOf } from '../../src/ui/draw/ribbon';
import { viewportOf } from '../../src/ui/draw/viewport';
import { fixturePlane } from '../support/fixtureResults';

const plane = fixturePlane(21);
const viewport = viewportOf(plane.grid);

/** From A to B, and `off` the plane halfway. */
const path = (off: number) =>
  Array.from({ length: 51 }, (_, i) => ({
    x: i / 50,
    y: 0,
    distance: off * Math.sin((Math.PI * i) / 50),
  }));

describe('a path on the plane', () => {
  test('is a ribbon of its own colours where it lies in it', () => {
    const { inPlane, pieces, beads } = ribbonOf(path(0), (alpha) => alpha, viewport, 400);
    expect(inPlane).toMatch(/^M/);
    expect(beads).toEqual([]);
    expect(pieces.length).toBeGreaterThan(20);
    expect(pieces[0]?.share).toBeLessThan(0.1);
    expect(pieces.at(-1)?.share).toBeGreaterThan(0.9);
  });

  test('of one loss is one piece', () => {
    expect(ribbonOf(path(0), () => 0.5, viewport, 400).pieces).toHaveLength(1);
  });

  test('is beads where it passes beside it, of what it has there itself', () => {
    const { inPlane, beads } = ribbonOf(path(0.5), (alpha) => alpha, viewport, 400);
    expect(inPlane).toBe('');
    expect(beads.length).toBeGreaterThan(10);
    for (const { off, share } of beads) {
      expect(off).toBeGreaterThan(0);
      expect(share).toBeGreaterThanOrEqual(0);
    }
    expect(beadStrength(2)).toBeLessThan(beadStrength(0.01));
    expect(beadStrength(100)).toBeGreaterThan(0.3);
  });

  test('without numbers has no colours', () => {
    const { pieces, beads } = ribbonOf(path(0.5), () => null, viewport, 400);
    expect(pieces).toEqual([]);
    expect(beads.every(({ share }) => share === null)).toBe(true);
  });
});

describe('where path and plane disagree', () => {
  const under = (x: number, y: number) => planeValueAt(plane, plane.loss, x, y);
  const share = (value: number) => value / 2;

  test('both are told, at the place where it is most', () => {
    const found = disagreementOf(path(0.5), () => 0.43, under, share);
    expect(found?.own).toBe(0.43);
    expect(found?.plane).toBeGreaterThan(1);
    expect(found?.alpha).toBeCloseTo(0.5, 0);
  });

  test('nothing is said of a path in the plane, of one that agrees, or is not known', () => {
    expect(disagreementOf(path(0), () => 0.43, under, share)).toBeNull();
    const agreeing = (alpha: number) => under(alpha, 0) + 0.01;
    expect(disagreementOf(path(0.5), agreeing, under, share)).toBeNull();
    expect(disagreementOf(path(0.5), () => NaN, under, share)).toBeNull();
  });

  test('the plane has its own values at its points, and none beyond its border', () => {
    const { grid, loss } = plane;
    expect(under(grid.x[3]!, grid.y[5]!)).toBeCloseTo(loss[5 * grid.size + 3]!);
    expect(under(99, 0)).toBeNaN();
  });
});
