import { describe, expect, it } from 'vitest';
import type { PlaneResult } from '../../src/pipeline/tasks/types';
import { parseExperiment } from '../../src/pipeline/experiment';
import { endsOf } from '../../src/ui/tools/absence';
import { viewportOf } from '../../src/ui/draw/viewport';
import { joins, lineThrough, LOOKS } from '../../src/ui/tools/lines';
import { placeAtPixel, steppedBy } from '../../src/ui/tools/pixels';

const at = (name: string, x: number, y: number) => ({ name, x, y, distance: 0 });
const axis = Float64Array.of(-1, 0, 1, 2);
const plane: PlaneResult = {
  grid: { size: 4, x: axis, y: axis },
  anchors: [at('pi(A)', 0, 0), at('B', 1, 0), at('A', 0.5, 1)],
  trajectory: null,
  direction: false,
  loss: new Float64Array(16),
  accuracy: new Float64Array(16),
  entropy: null,
  computed: 16,
  seconds: 1,
};

describe('a tool on the plane', () => {
  it('goes between the first two of three points, where these are apart', () => {
    expect(endsOf(plane).names).toEqual(['π(A)', 'B']);
    const alike = { ...plane, anchors: [at('A', 0, 0), at('B', 0, 0), at('pi(A)', 0.5, 1)] };
    expect(endsOf(alike).absent).toBe('A and B are the same network here.');
    expect(endsOf({ ...plane, anchors: [at('B', 0, 0)] }).absent).toMatch('three points');
    const trajectory = { points: [], explained: [0.5, 0.2] } as const;
    expect(endsOf({ ...plane, trajectory }).absent).toMatch('three points');
  });

  it('compares with trained curves between the same ends', () => {
    const { curves } = parseExperiment({ version: 3, curves: { ends: 'pi(A) and B' } });
    expect(joins('bezier', { curves }, ['π(A)', 'B'])).toBe(true);
    expect(joins('bezier', { curves }, ['A', 'B'])).toBe(false);
    expect(joins('naive', { curves }, ['A', 'B'])).toBe(false);
  });

  it('scores a line by its highest loss, its barrier and its length', () => {
    const line = lineThrough(LOOKS.drawn, {
      of: Float64Array.of(0, 0, 0.5, 0.5, 1, 0),
      along: {
        shares: Float64Array.of(0, 0.5, 1),
        loss: Float64Array.of(0.2, 0.9, 0.4),
        accuracy: Float64Array.of(1, 1, 1),
        barrierOverMean: 0.6,
        barrierOverChord: 0.6,
      },
    });
    expect(line).toMatchObject({ highest: 0.9, barrier: 0.6 });
    expect(line.length).toBeCloseTo(Math.SQRT2, 12);
    expect(line.samples[1]).toEqual({ x: 0.5, y: 0.9 });
  });
});

describe('the pointer and the keys', () => {
  const viewport = viewportOf(plane.grid);

  it('mean places of the picture, and none beyond it', () => {
    const { x, y } = placeAtPixel(viewport, 300, 150, 100);
    expect(viewport.toPixelX(x, 300)).toBeCloseTo(150, 10);
    expect(viewport.toPixelY(y, 300)).toBeCloseTo(100, 10);
    expect(placeAtPixel(viewport, 300, -20, 999)).toEqual({ x: -1, y: -1 });
  });

  it('step by a fiftieth, with Shift by a tenth', () => {
    const from = { x: 0, y: 0 };
    expect(steppedBy({ key: 'ArrowUp', shiftKey: false }, from, viewport)?.y).toBeCloseTo(0.06, 12);
    expect(steppedBy({ key: 'ArrowLeft', shiftKey: true }, from, viewport)?.x).toBeCloseTo(
      -0.3,
      12,
    );
    expect(steppedBy({ key: 'ArrowLeft', shiftKey: true }, { x: -1, y: 0 }, viewport)?.x).toBe(-1);
    expect(steppedBy({ key: 'a', shiftKey: false }, from, viewport)).toBeNull();
  });
});
