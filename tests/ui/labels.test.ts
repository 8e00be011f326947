import { describe, expect, test, vi } from 'vitest';
import { freePlace, overlap, spreadLabels, textBox } from '../../src/ui/draw/labels';
import { nameLabel, noteLabel, pathBoxes } from '../../src/ui/draw/planeLabels';
import { viewportOf } from '../../src/ui/draw/viewport';

describe('labels in a column', () => {
  const random = [0.3, 0.7, 0.1, 0.9, 0.5, 0.31, 0.32, 0.3].map((x) => 200 * x);

  test('stay where they are wanted while there is room', () => {
    expect(spreadLabels([10, 100, 50], 15, 0, 200)).toEqual([10, 100, 50]);
    expect(spreadLabels([], 15, 0, 200)).toEqual([]);
  });

  test('that want one place are apart about it, in their order', () => {
    expect(spreadLabels([100, 100, 100], 10, 0, 200)).toEqual([90, 100, 110]);
  });

  test('never lie on one another, keep their order and their column', () => {
    for (const wanted of [random, random.map(() => 199), random.map(() => 1)]) {
      const heights = spreadLabels(wanted, 15, 0, 200);
      const sorted = heights.toSorted((a, b) => a - b);
      sorted.forEach((height, i) => {
        if (i > 0) expect(height - sorted[i - 1]!).toBeGreaterThanOrEqual(15 - 1e-9);
      });
      expect(sorted[0]).toBeGreaterThanOrEqual(0);
      expect(sorted.at(-1)).toBeLessThanOrEqual(200);
      wanted.forEach((one, i) =>
        wanted.forEach((other, j) => {
          if (one < other) expect(heights[i]).toBeLessThan(heights[j]!);
        }),
      );
    }
  });
});

describe('texts on the plane', () => {
  const axis = Float64Array.of(0, 0.5, 1);
  const viewport = viewportOf({ size: 3, x: axis, y: axis });
  const line = [0, 1].map((x) => ({ x, y: 0.5, distance: 0 }));

  test('stand beside their line and on nothing else', () => {
    const taken = pathBoxes(line, viewport, 400);
    const label = nameLabel('naive', line, viewport, 400, taken);
    if (label === null) throw new Error('Expected room for a name, got none.');
    expect(Math.abs(label.y - 200)).toBeLessThan(25);
    expect(taken.some((box) => overlap(box, label.box))).toBe(false);
    const note = noteLabel(['0.43 here,', 'not 1.4'], 0.5, line, viewport, 400, [
      ...taken,
      label.box,
    ]);
    expect(note).not.toBeNull();
    expect(overlap(note!.box, label.box)).toBe(false);
  });

  test('stand beside their line in type for a room', () => {
    vi.stubGlobal('document', { documentElement: null });
    vi.stubGlobal('getComputedStyle', () => ({ fontSize: '36px' }));
    try {
      const taken = pathBoxes(line, viewport, 800);
      expect(nameLabel('naive', line, viewport, 800, taken)).not.toBeNull();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test('are left out where there is no room', () => {
    const everywhere = [{ left: 0, top: 0, right: 400, bottom: 400 }];
    expect(nameLabel('naive', line, viewport, 400, everywhere)).toBeNull();
    expect(freePlace([{ box: textBox(5, 5, ['too near the border']) }], [], 400)).toBeNull();
  });
});
