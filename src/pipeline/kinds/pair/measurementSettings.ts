/** What an experiment measures beside its paths and its plane. */
import * as v from 'valibot';
import {
  above0,
  oneOf,
  realNumber,
  seed,
  wholeNumber,
  yesOrNo,
  settings,
} from '../../../jobs/fields';
import { FITTED_NAMES } from '../../../jobs/paths';

const step = wholeNumber('Step', 0, 10_000_000);
const steps = v.array(step, 'Steps: expected a list of them, such as 0, 50, 100.');

export const measurementsSchema = settings({
  /** Lines between the initialisations, as they are and with the permutation that was found after training. */
  initialisations: v.optional(yesOrNo('Lines of the initialisations'), false),
  /** The line from pi(A) to B with REPAIR at each of its places. */
  repair: v.optional(yesOrNo('REPAIR'), false),
  /** Averages of the first two, three, ... networks, each aligned with the first, or all with MergeMany. */
  averages: v.optional(oneOf('Averages', ['none', 'to-first', 'merge-many']), 'none'),
  /** Midpoints at some steps with permutations found at others; null for none. */
  transfer: v.optional(
    v.nullable(
      settings({
        /** Steps at which permutations are found. */
        found: v.optional(steps, [0, 50, 100]),
        /** Steps at which they are applied. */
        applied: v.optional(
          v.pipe(steps, v.minLength(1, 'Steps: expected at least one at which they are applied.')),
          [0, 10, 25, 50, 100, 200, 400, 600],
        ),
      }),
    ),
    null,
  ),
  /** A simplicial complex of low loss through all networks; null for none. */
  simplex: v.optional(
    v.nullable(
      settings({
        connectors: v.optional(wholeNumber('Connecting points', 1, 5), 1),
        epochs: v.optional(wholeNumber('Epochs of the simplex', 1, 100), 1),
        learningRate: v.optional(above0('Learning rate of the simplex'), 0.001),
        regularization: v.optional(
          realNumber('Weight of the volume', 'of at least 0', (x) => x >= 0),
          1e-4,
        ),
        /** Networks drawn from it, which are compared and averaged. */
        drawn: v.optional(wholeNumber('Networks drawn', 2, 50), 10),
        seed: v.optional(seed('Seed of the simplex'), 1),
      }),
    ),
    null,
  ),
  /** An ensemble along a curve that was fitted, or of networks collected as training goes on; null for none. */
  ensemble: v.optional(
    v.nullable(
      settings({
        along: v.optional(oneOf('Ensemble along', [...FITTED_NAMES, 'training']), 'training'),
        members: v.optional(wholeNumber('Networks of the ensemble', 2, 20), 6),
        /** Of a cycle of the learning rate, as training goes on. */
        cycleEpochs: v.optional(wholeNumber('Epochs of a cycle', 1, 10), 1),
        seed: v.optional(seed('Seed of the ensemble'), 1),
      }),
    ),
    null,
  ),
});
