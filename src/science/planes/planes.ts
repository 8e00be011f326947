/** How every plane is made: each goes through three points, and shows some places at least. */
import type { Architecture } from '../../model/architecture';
import { randomFrom } from '../../model/random';
import type { Weights } from '../../model/weights';
import {
  anchorPlaces,
  frameThrough,
  project,
  type Frame,
  type PlanePoint,
  type Projection,
} from './frame';
import { randomAnchors } from './randomDirections';
import { trajectoryPlane } from './trajectory';

/** What a plane is made from. */
export type PlaneChoice =
  | { readonly kind: 'points'; readonly anchors: Frame['anchors'] }
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
}

/** @throws RangeError when the points do not span a plane */
export function planeOf(choice: PlaneChoice): Plane {
  switch (choice.kind) {
    case 'points': {
      const frame = frameThrough(...choice.anchors);
      return { frame, shown: anchorPlaces(frame), trajectory: null };
    }
    case 'random': {
      const { architecture, center, seed } = choice;
      const frame = frameThrough(...randomAnchors(architecture, center, randomFrom(seed)));
      const corners = [-1, 1].map((c) => ({ x: c, y: c }));
      return { frame, shown: corners, trajectory: null };
    }
    case 'trajectory': {
      const { anchors, explained } = trajectoryPlane(choice.checkpoints);
      const frame = frameThrough(...anchors);
      const checkpoints = choice.checkpoints.map((point) => project(frame, point));
      return { frame, shown: checkpoints, trajectory: { checkpoints, explained } };
    }
  }
}
