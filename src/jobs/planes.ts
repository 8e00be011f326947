/**
 * Every plane that can be drawn: what it is called, who described it, and which settings place it. `science/planes/planes.ts`
 * says how each is made.
 */
import * as v from 'valibot';
import type { PlaneChoice } from '../science/planes/planes';
import { images, isWithoutRepeats, oneOf, seed, settings, wholeNumber, yesOrNo } from './fields';
import { POINT_NAMES, type PointName } from './paths';

/** A setting that places a plane: three points, the point in its middle, the seed of its directions, whose training it follows. */
export type PlaneField = 'anchors' | 'center' | 'seed' | 'of';

interface PlaneEntry {
  /** In the list of planes. */
  readonly label: string;
  /** One sentence. */
  readonly note: string;
  /** Paper, with year and section. */
  readonly source: string;
  /** The settings that it depends on; the others are of no meaning to it. */
  readonly fields: readonly PlaneField[];
}

const TABLE = {
  points: {
    label: 'Three points',
    note: 'A₀ and B₀ are the networks before training; the control and the bend are the middle of the trained curves.',
    source: 'Benzing et al. 2022, Fig. 1; the plane as in Garipov et al. 2018, Fig. 1',
    fields: ['anchors'],
  },
  random: {
    label: 'Two random directions',
    note: 'Each filter of a direction is as long as the network’s own, so that pictures of different networks compare.',
    source: 'Li et al. 2018, Sec. 4: random directions with filter normalisation',
    fields: ['center', 'seed'],
  },
  trajectory: {
    label: 'Where a training moves most',
    note: 'The first two principal components of the snapshots kept while the network trained.',
    source: 'Li et al. 2018, Sec. 7: principal components of a trajectory',
    fields: ['of'],
  },
} as const satisfies Readonly<Record<PlaneChoice['kind'], PlaneEntry>>;

export type PlaneName = keyof typeof TABLE;

export const PLANES: Readonly<Record<PlaneName, PlaneEntry>> = TABLE;

export const PLANE_NAMES = Object.keys(TABLE) as readonly PlaneName[];

const points = oneOf('Point', POINT_NAMES);

export const planeSchema = settings({
  /** How the plane is placed. */
  kind: v.optional(oneOf('Plane', PLANE_NAMES), 'points'),
  /** Origin, end of the x axis, and third point. */
  anchors: v.optional(
    v.pipe(
      v.tuple([points, points, points]),
      v.check(
        (anchors) => isWithoutRepeats(anchors),
        'Plane: expected three different points, got one of them twice.',
      ),
    ),
    ['A', 'B', 'pi(A)'],
  ),
  /** Where random directions begin. */
  center: v.optional(points, 'B'),
  /** Of the random directions. */
  seed: v.optional(seed('Seed of the directions'), 1),
  /** Whose training is followed. */
  of: v.optional(oneOf('Network of the trajectory', ['A', 'B']), 'A'),
  /** Points on each side of the grid. */
  grid: v.optional(wholeNumber('Grid of the plane', 5, 101), 51),
  samples: v.optional(images('Images on the plane'), 2000),
  /** The entropy of the predictions, too; dear, as it is made one network at a time. */
  entropy: v.optional(yesOrNo('Entropy'), false),
});

export type PlaneSettings = v.InferOutput<typeof planeSchema>;

/** Whether a setting places planes of a kind. */
export const isPlacedBy = ({ kind }: Pick<PlaneSettings, 'kind'>, field: PlaneField): boolean =>
  PLANES[kind].fields.includes(field);

/** What a plane's place depends on: its kind, and the settings that place it. */
export const placeOf = (plane: PlaneSettings): readonly unknown[] => [
  plane.kind,
  ...PLANES[plane.kind].fields.map((field) => plane[field]),
];

/** The points that a plane goes through, or begins at. */
export function planePoints(plane: PlaneSettings): readonly PointName[] {
  const { anchors, center, of } = plane;
  return [
    ...(isPlacedBy(plane, 'anchors') ? anchors : []),
    ...(isPlacedBy(plane, 'center') ? [center] : []),
    ...(isPlacedBy(plane, 'of') ? [of] : []),
  ];
}
