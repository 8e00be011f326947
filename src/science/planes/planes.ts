/** How every plane is made: each goes through three points, and shows some places at least. */
import type { Architecture } from '../../model/architecture';
import { randomFrom } from '../../model/random';
import type { Weights } from '../../model/weights';
import {
  anchorPlaces,
  frameThrough,
  isOnLine,
  isSame,
  projectorOnto,
  type Frame,
  type PlanePoint,
  type Projection,
} from './frame';
import { beside, randomAnchors } from './randomDirections';
import { trajectoryPlane } from './trajectory';

/** What a plane is made from. */
export type PlaneChoice =
  | {
      readonly kind: 'points';
      readonly anchors: Frame['anchors'];
      /** Seed of a random direction that takes the place of a third point on the line of the others; null refuses. */
      readonly otherwise: number | null;
    }
  | {
      readonly kind: 'random';
      readonly architecture: Architecture;
      readonly center: Weights;
      /** Another seed, another pair of directions. */
      readonly seed: number;
    }
  | {
      readonly kind: 'trajectory';
      /** At least four, in the order of training. */
      readonly checkpoints: readonly Weights[];
    };

export interface Plane {
  readonly frame: Frame;
  /** What a picture has to hold: the anchors, a square around the center, or the trajectory. */
  readonly shown: readonly PlanePoint[];
  readonly trajectory: {
    /** Where each checkpoint falls, and how far off the plane it lies. */
    readonly checkpoints: readonly Projection[];
    /** Share of the checkpoints' variance along x and y, 0 to 1. */
    readonly explained: readonly [x: number, y: number];
  } | null;
  /** True where a random direction took the place of the third point. */
  readonly direction: boolean;
}

/** @throws RangeError when the points do not span a plane */
export function planeOf(choice: PlaneChoice): Plane {
  switch (choice.kind) {
    case 'points': {
      const [a, b, c] = choice.anchors;
      if (choice.otherwise === null) {
        const frame = frameThrough(a, b, c);
        return { frame, shown: anchorPlaces(frame), trajectory: null, direction: false };
      }
      const random = randomFrom(choice.otherwise);
      // Where A and B are the same, a direction as long as A takes B's place, too.
      const second = isSame(a, b) ? beside(a, new Float32Array(a.length), random) : b;
      const third = isOnLine(a, second, c) ? beside(a, second, random) : c;
      const frame = frameThrough(a, second, third);
      const direction = second !== b || third !== c;
      return { frame, shown: anchorPlaces(frame), trajectory: null, direction };
    }
    case 'random': {
      const { architecture, center, seed } = choice;
      const frame = frameThrough(...randomAnchors(architecture, center, randomFrom(seed)));
      const corners = [-1, 1].map((c) => ({ x: c, y: c }));
      return { frame, shown: corners, trajectory: null, direction: false };
    }
    case 'trajectory': {
      const { anchors, explained } = trajectoryPlane(choice.checkpoints);
      const frame = frameThrough(...anchors);
      const checkpoints = choice.checkpoints.map(projectorOnto(frame));
      return {
        frame,
        shown: checkpoints,
        trajectory: { checkpoints, explained },
        direction: false,
      };
    }
  }
}
