/** Where an experiment looks: points and curves by name, and the settings of paths and of the plane. */
import * as v from 'valibot';
import { MAX_HIDDEN_LAYERS } from '../model/architecture';
import {
  above0,
  images,
  isWithoutRepeats,
  oneOf,
  seed,
  wholeNumber,
  yesOrNo,
  settings,
} from './fields';

/** Points that a plane can go through. */
export const POINT_NAMES = [
  ...(['A', 'B', 'pi(A)', 'A0', 'B0', 'pi(A0)', 'Bezier control', 'Chain bend'] as const),
] as const;
export type PointName = (typeof POINT_NAMES)[number];

/** Curves between the two ends, beside the lines. */
export const CURVE_NAMES = [
  ...(['bezier', 'chain', 'neb', 'auto-neb', 'slerp', 'layer-slerp'] as const),
  ...(['layer-line', 'layer-steps'] as const),
] as const;
export type CurveName = (typeof CURVE_NAMES)[number];

/** Those that are found by descent. */
export const FITTED_NAMES = ['bezier', 'chain', 'neb', 'auto-neb'] as const;
export type FittedName = (typeof FITTED_NAMES)[number];

const split = (usual: 'train' | 'test') => v.optional(oneOf('Split', ['train', 'test']), usual);
const points = oneOf('Point', POINT_NAMES);

export const evaluationSchema = settings({
  /** Where lines, curves and planes are evaluated. */
  split: split('test'),
  /** Lines and curves on the other split, too. */
  both: v.optional(yesOrNo('Both splits'), false),
  /** Images for lines and curves; at most what the split has. */
  samples: v.optional(images('Images along paths'), 10_000),
  /** Points along a line or curve, both ends included. */
  points: v.optional(wholeNumber('Points along paths', 3, 201), 51),
  /** Images on which each place's predictions are compared with those of the ends; 0 compares nothing. */
  compared: v.optional(wholeNumber('Images compared', 0, 10_000), 0),
});

export const curvesSchema = settings({
  /** Which two networks the curves join. */
  ends: v.optional(oneOf('Ends of the curves', ['A and B', 'pi(A) and B']), 'A and B'),
  /** Which are found and measured. */
  kinds: v.optional(
    v.pipe(
      v.array(oneOf('Curve', CURVE_NAMES)),
      v.check((kinds) => isWithoutRepeats(kinds), 'Curves: expected each of them once.'),
    ),
    ['bezier', 'chain'],
  ),
  controls: v.optional(wholeNumber('Control points of the Bezier curve', 1, 9), 1),
  bends: v.optional(wholeNumber('Bends of the chain', 1, 9), 1),
  pivots: v.optional(wholeNumber('Pivots of the elastic band', 1, 50), 5),
  cycles: v.optional(wholeNumber('Cycles of AutoNEB', 1, 14), 4),
  /** First layers that the layer-wise line moves. */
  layers: v.optional(wholeNumber('Layers of the layer-wise line', 1, MAX_HIDDEN_LAYERS + 1), 1),
  epochs: v.optional(wholeNumber('Epochs of the curves', 1, 100), 1),
  learningRate: v.optional(above0('Learning rate of the curves'), 0.001),
  seed: v.optional(seed('Seed of the curves'), 1),
});

export const planeSchema = settings({
  /** Through three points, along two random directions, or where the training of a network moves most. */
  kind: v.optional(oneOf('Plane', ['points', 'random', 'trajectory']), 'points'),
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
