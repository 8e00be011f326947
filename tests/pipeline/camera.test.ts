import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DISTANCE_RANGE,
  POLAR_RANGE,
  standing,
  turned,
  USUAL_CAMERA,
  zoomed,
} from '../../src/pipeline/camera';

test('a camera stays within its ranges however it is turned, and at its distance from the middle', () => {
  const step = fc.tuple(
    fc.double({ min: -1000, max: 1000, noNaN: true }),
    fc.double({ min: -300, max: 300, noNaN: true }),
    fc.double({ min: 0.2, max: 5, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const camera = steps.reduce(
        (at, [right, up, factor]) => zoomed(turned(at, right, up), factor),
        USUAL_CAMERA,
      );
      expect(camera.azimuth).toBeGreaterThanOrEqual(-180);
      expect(camera.azimuth).toBeLessThan(180);
      expect(camera.polar).toBeGreaterThanOrEqual(POLAR_RANGE[0]);
      expect(camera.polar).toBeLessThanOrEqual(POLAR_RANGE[1]);
      expect(camera.distance).toBeGreaterThanOrEqual(DISTANCE_RANGE[0]);
      expect(camera.distance).toBeLessThanOrEqual(DISTANCE_RANGE[1]);
      expect(Math.hypot(...standing(camera))).toBeCloseTo(camera.distance);
    }),
  );
});

test('from in front, above and beneath', () => {
  const near = (camera: typeof USUAL_CAMERA, place: readonly number[]) =>
    standing(camera).forEach((x, i) => expect(x).toBeCloseTo(place[i]!));
  near({ azimuth: 0, polar: 90, distance: 2 }, [0, 0, 2]);
  near({ azimuth: 90, polar: 90, distance: 2 }, [2, 0, 0]);
  near({ azimuth: 40, polar: 0, distance: 2 }, [0, 2, 0]);
  expect(standing({ azimuth: 0, polar: 120, distance: 2 })[1]).toBeCloseTo(-1);
});

test('going around once comes back', () => {
  let camera = USUAL_CAMERA;
  for (let i = 0; i < 24; i++) camera = turned(camera, 15, 0);
  expect(camera).toEqual(USUAL_CAMERA);
});
