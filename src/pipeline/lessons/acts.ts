/**
 * What a visitor is asked to do at a step. A kind more is an entry here and one in `ui/learn/acts.tsx`, which the compiler
 * asks for.
 */
import * as v from 'valibot';
import { PATH_NAMES } from '../../jobs/paths';
import { landscapeField, plainField, textField } from './fields';

const place = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

export const actSchema = v.variant('kind', [
  /** To drag the slider to a place. */
  v.strictObject({ kind: v.literal('slider'), ask: textField, reach: place }),
  /** To let the slider walk from A to B and back. */
  v.strictObject({ kind: v.literal('play'), ask: textField }),
  /** To show paths that are hidden, and to hide them again. */
  v.strictObject({
    kind: v.literal('paths'),
    ask: textField,
    /** On the button. */
    label: plainField,
    shows: v.pipe(v.array(v.picklist(PATH_NAMES)), v.minLength(1)),
  }),
  /** To move the three units of a small network, which is drawn with it. */
  v.strictObject({
    kind: v.literal('units'),
    ask: textField,
    /** Whether its average with itself as it was is drawn below. */
    average: v.boolean(),
  }),
  /** To assign a few units of B's first layer to those of A that they were matched with: by hand, then step by step. */
  v.strictObject({
    kind: v.literal('assignment'),
    ask: textField,
    /** The first unit of B, and how many. */
    from: v.pipe(v.number(), v.integer(), v.minValue(0)),
    count: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(6)),
  }),
  /** To look at one landscape after the other. */
  v.strictObject({
    kind: v.literal('landscapes'),
    ask: textField,
    /** What they differ by. */
    label: plainField,
    choices: v.pipe(
      v.array(v.strictObject({ says: plainField, landscape: landscapeField })),
      v.minLength(2),
    ),
    /** What is read of the one that is shown: its numbers are those of the choice. */
    reading: textField,
  }),
]);

export type Act = v.InferOutput<typeof actSchema>;
export type ActKind = Act['kind'];
export type ActOf<Kind extends ActKind> = Extract<Act, { readonly kind: Kind }>;
