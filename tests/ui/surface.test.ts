import { PerspectiveCamera } from 'three';
import { describe, expect, test } from 'vitest';
import { standing, USUAL_CAMERA } from '../../src/pipeline/camera';
import { fieldOf } from '../../src/ui/draw/field';
import { seriesFor } from '../../src/ui/draw/series';
import { HEIGHT, heightOf, isolinesOn, surfaceOf, trueShare } from '../../src/ui/draw/surface';
import { heightAt, piecesOf, placeOn, threadOf } from '../../src/ui/draw/thread';
import { OFF_PLANE, viewportOf } from '../../src/ui/draw/viewport';
import { placedLabels, type Label } from '../../src/ui/surface/Labels';
import { holesOf, labelsOf, marksOf, threadsOf } from '../../src/ui/surface/onSurface';
import { cameraText, heightText, passingText } from '../../src/ui/surface/surfaceText';
import {
  fixturePlane,
  fixtureProjection as projection,
  fixtureResults,
  partialPlane,
} from '../support/fixtureResults';

const plane = fixturePlane(21);
const viewport = viewportOf(plane.grid);
const field = fieldOf(plane, 'loss', 'log');
const none = new Uint8Array(21 * 21);
const { paths } = fixtureResults();

const pathOn = (name: 'naive' | 'permuted' | 'bezier' | 'chain') => ({
  series: seriesFor(name),
  points: projection.paths.find((path) => path.name === name)?.points ?? [],
  along: paths[name],
});
const SHOWN = (['naive', 'permuted', 'bezier', 'chain'] as const).map(pathOn);

/** Corners of a triangle of a surface. */
const cornersOf = ({ positions, triangles }: ReturnType<typeof surfaceOf>, triangle: number) =>
  [0, 1, 2].map((corner) => {
    const at = 3 * triangles[3 * triangle + corner]!;
    return [...positions.subarray(at, at + 3)] as [number, number, number];
  });

describe('a surface', () => {
  const surface = surfaceOf(field, none);

  test('goes through the heights of the grid, and lies over the whole plane', () => {
    const parts = (surface.side - 1) / 20;
    for (const [row, column] of [
      [0, 0],
      [20, 20],
      [7, 13],
    ] as const) {
      const at = parts * row * surface.side + parts * column;
      const [x, y, z] = surface.positions.subarray(3 * at, 3 * at + 3);
      expect(x).toBeCloseTo(column / 10 - 1);
      expect(z).toBeCloseTo(1 - row / 10);
      expect(y).toBeCloseTo(heightOf(field.shares[21 * row + column]!));
    }
    expect(surface.triangles.length).toBe(6 * (surface.side - 1) ** 2);
  });

  test('looks up with every triangle and every normal', () => {
    for (let triangle = 0; triangle < surface.triangles.length / 3; triangle += 97) {
      const [a, b, c] = cornersOf(surface, triangle);
      const [u, v] = [b!, c!].map((corner) => corner.map((x, axis) => x - a![axis]!));
      expect(u![2]! * v![0]! - u![0]! * v![2]!).toBeGreaterThan(0);
    }
    for (let at = 0; at < surface.normals.length; at += 3) {
      const normal = surface.normals.subarray(at, at + 3);
      expect(Math.hypot(...normal)).toBeCloseTo(1);
      expect(normal[1]).toBeGreaterThan(0);
    }
  });

  test('has holes where a loss is not finite, and nowhere else', () => {
    const loss = plane.loss.slice();
    loss[21 * 10 + 10] = Infinity;
    const holed = { ...plane, loss };
    const own = fieldOf(holed, 'loss', 'log');
    const holes = holesOf(holed, own.scale);
    expect(holes.reduce((sum, hole) => sum + hole)).toBe(1);
    const parts = (surface.side - 1) / 20;
    // The four cells of the grid around it.
    expect(surfaceOf(own, holes).triangles.length).toBe(
      surface.triangles.length - 4 * 6 * parts * parts,
    );
    expect(holesOf(partialPlane(plane, 4), own.scale)).not.toContain(1);
  });

  test('grows from the first few points of a plane that streams in', () => {
    const part = partialPlane(plane, 4);
    const own = fieldOf(part, 'loss', 'log');
    const { positions, triangles } = surfaceOf(own, holesOf(part, own.scale));
    expect(positions.every(Number.isFinite)).toBe(true);
    expect(triangles.length).toBe(surface.triangles.length);
  });

  test('is cut off flat beyond the scale', () => {
    const loss = plane.loss.slice();
    loss[0] = 1e6;
    const own = fieldOf({ ...plane, loss }, 'loss', 'linear');
    const { positions } = surfaceOf(own, none);
    expect(positions[1]).toBeCloseTo(HEIGHT);
    const heights = positions.filter((_, i) => i % 3 === 1);
    expect(heights.reduce((most, y) => Math.max(most, y))).toBeCloseTo(HEIGHT);
  });

  test('has its lines of equal loss at their heights, each over a triangle', () => {
    const levels = field.scale.levels.map((level) => field.scale.share(level));
    const lines = isolinesOn(surface, levels);
    expect(lines.length).toBeGreaterThan(1000);
    expect(lines.length % 6).toBe(0);
    for (let at = 0; at < lines.length; at += 6) {
      const [one, two] = [lines[at + 1]!, lines[at + 4]!];
      expect(one).toBeCloseTo(two, 5);
      expect(levels.some((level) => Math.abs(heightOf(level) - one) < 1e-5)).toBe(true);
      const length = Math.hypot(lines[at + 3]! - lines[at]!, lines[at + 5]! - lines[at + 2]!);
      expect(length).toBeLessThan((2 * Math.SQRT2) / (surface.side - 1) + 1e-6);
    }
  });
});

describe('a path over the surface', () => {
  test('lies on it where it lies in the plane', () => {
    const thread = threadOf(pathOn('naive').points, paths.naive, field, viewport);
    for (const { at, alpha } of thread)
      expect(at?.[1]).toBeCloseTo(heightAt(field, viewport, { x: alpha, y: 0 }));
  });

  test('is at its own loss beside the plane: beneath the wall', () => {
    for (const { at, own, alpha, distance } of threadOf(
      pathOn('bezier').points,
      paths.bezier,
      field,
      viewport,
    )) {
      if (distance <= OFF_PLANE) continue;
      expect(own).toBeCloseTo(paths.bezier.loss[Math.round(50 * alpha)]!, 1);
      expect(at?.[1]).toBeCloseTo(heightOf(trueShare(field.scale, own)));
    }
    const middle = placeOn(threadOf(pathOn('bezier').points, paths.bezier, field, viewport), 0.4);
    const over = heightAt(field, viewport, { x: 2 * 0.4 * 0.6 * 0.62 + 0.16, y: 0.48 * 0.31 });
    expect(middle?.[1]).toBeLessThan(over - 0.2);
  });

  test('goes below the ground where it is better than the whole plane', () => {
    for (const kind of ['linear', 'log'] as const) {
      const { scale } = fieldOf(plane, 'loss', kind);
      expect(trueShare(scale, 0.9 * scale.low)).toBeLessThan(0);
      expect(trueShare(scale, scale.low)).toBeCloseTo(0);
      expect(trueShare(scale, scale.high)).toBeCloseTo(1);
      expect(Number.isFinite(heightOf(trueShare(scale, 0)))).toBe(true);
    }
  });

  test('has a gap where its loss is not known or not finite', () => {
    const loss = paths.bezier.loss.slice();
    loss.fill(Infinity, 20, 30);
    const { points } = pathOn('bezier');
    const pieces = (along: Parameters<typeof threadOf>[1], on = field) =>
      piecesOf(threadOf(points, along, on, viewport)).map(({ length }) => length);
    expect(pieces(paths.bezier)).toEqual([201]);
    expect(pieces({ ...paths.bezier, loss })).toHaveLength(2);
    // Its ends lie in the plane.
    expect(Math.max(...pieces(null))).toBeLessThan(5);
    const entropy = { ...plane, entropy: plane.loss };
    const own = fieldOf(entropy, 'entropy', 'linear');
    expect(Math.max(...pieces(paths.bezier, own))).toBeLessThan(5);
    expect(piecesOf(threadOf(pathOn('naive').points, null, own, viewport))).toHaveLength(1);
  });
});

describe('words over the surface', () => {
  const marks = marksOf(projection.points, plane.anchors, [], field, viewport);
  const threads = threadsOf(SHOWN, field, viewport);
  const labels = labelsOf(marks, threads, field.scale);

  test('name the points in the plane, and leave out those beside it', () => {
    expect(marks.map(({ name }) => name)).toEqual(['A', 'B', 'π(A)']);
    expect(labels.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['A', 'B', 'π(A)', 'Bezier', 'Loss, log']),
    );
    expect(new Set(labels.map(({ key }) => key)).size).toBe(labels.length);
  });

  test('lie on no other from wherever the camera is, and the anchors have the right of way', () => {
    for (const azimuth of [-150, -60, 0, 28, 90])
      for (const polar of [5, 58, 95]) {
        const camera = new PerspectiveCamera(32, 1, 0.1, 40);
        camera.position.set(...standing({ ...USUAL_CAMERA, azimuth, polar }));
        camera.lookAt(0, 0, 0);
        camera.updateMatrixWorld();
        const placed = placedLabels(labels, camera, { width: 360, height: 360 });
        const free = placed.filter((one) => one.free);
        expect(free[0]?.label.text).toBe('A');
        for (const one of free)
          for (const other of free)
            if (one !== other && Math.abs(one.y - other.y) < 14)
              expect(Math.abs(one.x - other.x)).toBeGreaterThan(
                3 * (one.label.text.length + other.label.text.length),
              );
      }
  });

  test('are numbers, whatever the plane', () => {
    const flat = { ...plane, loss: plane.loss.map(() => 0) };
    for (const measure of ['loss', 'accuracy', 'entropy'] as const)
      for (const kind of ['linear', 'log'] as const) {
        const own = fieldOf(flat, measure, kind);
        const said: Label[] = [...labelsOf([], threadsOf(SHOWN, own, viewport), own.scale)];
        for (const { text, at } of said) {
          expect(text).not.toMatch(/NaN|infinite/);
          expect(at.every(Number.isFinite)).toBe(true);
        }
      }
  });
});

describe('the surface in words', () => {
  test('says what its height is, where it is cut off and what is missing', () => {
    expect(heightText(field.scale, false)).toBe('Height is the loss on a logarithmic scale.');
    const loss = plane.loss.slice();
    loss[0] = 1e6;
    const { scale } = fieldOf({ ...plane, loss }, 'loss', 'linear');
    expect(heightText(scale, true)).toMatch(
      /^Height is the loss\. What has [\d.]+ or more is cut off flat\. Holes are where it is not finite\.$/,
    );
    expect(heightText(fieldOf(plane, 'accuracy', 'log').scale, false)).toBe(
      'The lower, the higher the accuracy.',
    );
  });

  test('says where a path passes beneath it, and nothing of one that lies in it', () => {
    expect(passingText(pathOn('naive'), plane, field.scale)).toBe('');
    expect(passingText(pathOn('bezier'), plane, field.scale)).toMatch(
      /^Bezier passes beneath the surface: at alpha 0\.\d\d it has 0\.4\d+ where the plane has 1\.\d+, as it is 0\.2\d off the plane there\.$/,
    );
    expect(passingText({ ...pathOn('bezier'), along: null }, plane, field.scale)).toBe('');
  });

  test('says where the camera is', () => {
    expect(cameraText({ azimuth: -40, polar: 100, distance: 3 })).toBe(
      'Seen from 40 degrees to the left, 10 degrees beneath the ground, at distance 3.',
    );
    expect(cameraText({ azimuth: 0, polar: 90, distance: 3 })).toBe(
      'Seen from in front, 0 degrees above the ground, at distance 3.',
    );
  });
});
