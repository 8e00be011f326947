/** Which curves an experiment finds, and how finely all paths are measured. */
import * as v from 'valibot';
import {
  above0,
  images,
  isWithoutRepeats,
  oneOf,
  seed,
  wholeNumber,
  yesOrNo,
  settings,
} from '../../../jobs/fields';
import { CURVE_NAMES, SIZES, sizeText, type SizeField } from '../../../jobs/paths';

const split = (usual: 'train' | 'test') => v.optional(oneOf('Split', ['train', 'test']), usual);

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

const sizeField = (name: string, least: number, most: number, usual: number) =>
  v.optional(wholeNumber(name, least, most), usual);

/** The number of each curve that has one. */
const sizes = Object.fromEntries(
  SIZES.map(({ of, size }) => {
    const { field, least, most, usual } = size;
    return [field, sizeField(sizeText(of, size), least, most, usual)];
  }),
) as Readonly<Record<SizeField, ReturnType<typeof sizeField>>>;

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
  ...sizes,
  epochs: v.optional(wholeNumber('Epochs of the curves', 1, 100), 1),
  learningRate: v.optional(above0('Learning rate of the curves'), 0.001),
  seed: v.optional(seed('Seed of the curves'), 1),
});
