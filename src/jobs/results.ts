/** The results of stages as a saved document has them: their form, checked, and their numbers as the page holds them. */
import * as v from 'valibot';
import type { JobMap, PathResult, PlaneGrid, SimplexResult, TransferResult } from './jobs';

/** Numbers that are not finite are null in JSON. */
const number = v.pipe(
  v.nullable(v.number()),
  v.transform((x) => x ?? NaN),
);

const MOST = 100_000;

const numbers = v.pipe(
  v.array(v.nullable(v.number())),
  v.maxLength(MOST),
  v.transform((list) => Float64Array.from(list, (x) => x ?? NaN)),
);

const finite = v.pipe(v.number(), v.finite());

/** Numbers that must all be there. */
const places = v.pipe(
  v.array(finite),
  v.minLength(2),
  v.maxLength(MOST),
  v.transform((list) => Float64Array.from(list)),
);

const ascending = v.pipe(
  places,
  v.check((list) => list.every((x, i) => i === 0 || x > list[i - 1]!)),
);

const summed = {
  loss: numbers,
  accuracy: numbers,
  barrierOverMean: number,
  barrierOverChord: number,
  midpointAccuracy: number,
};

interface OfLength {
  readonly length: number;
}

const sameLength = (lists: readonly (OfLength | undefined)[], length: number) =>
  lists.every((list) => list === undefined || list.length === length);

export const pathResultSchema: v.GenericSchema<unknown, PathResult> = v.pipe(
  v.object({
    ...summed,
    other: v.nullable(v.object(summed)),
    arc: places,
    fromStart: places,
    fromEnd: places,
    disagreement: v.nullable(v.object({ withStart: numbers, withEnd: numbers })),
    varianceRatios: v.nullable(v.array(number)),
    alphas: ascending,
  }),
  v.check(({ alphas, loss, accuracy, other, arc, fromStart, fromEnd, disagreement }) =>
    sameLength(
      [
        ...[loss, accuracy, other?.loss, other?.accuracy, arc, fromStart, fromEnd],
        ...[disagreement?.withStart, disagreement?.withEnd],
      ],
      alphas.length,
    ),
  ),
);

const point = { x: finite, y: finite, distance: finite };
const named = v.object({ ...point, name: v.string() });

const gridSchema: v.GenericSchema<unknown, PlaneGrid> = v.pipe(
  v.object({ size: v.pipe(v.number(), v.integer(), v.minValue(2)), x: ascending, y: ascending }),
  v.check(({ size, x, y }) => sameLength([x, y], size)),
);

/** A whole plane; one that was cancelled is not kept. */
export const planeResultSchema = v.pipe(
  v.object({
    grid: gridSchema,
    anchors: v.array(named),
    trajectory: v.nullable(
      v.object({
        points: v.array(v.object(point)),
        explained: v.tuple([finite, finite]),
      }),
    ),
    direction: v.optional(v.boolean(), false),
    loss: numbers,
    accuracy: numbers,
    entropy: v.nullable(numbers),
    computed: finite,
    seconds: finite,
  }),
  v.check(({ grid: { size }, loss, accuracy, entropy, computed }) => {
    const cells = size ** 2;
    return computed === cells && sameLength([loss, accuracy, entropy ?? undefined], cells);
  }),
);

export const projectionResultSchema = v.object({
  points: v.array(named),
  path: v.array(v.object(point)),
});

const score = { loss: number, accuracy: number };
const scored = v.object(score);
const step = v.pipe(v.number(), v.integer(), v.minValue(0));

export const averagesResultSchema: v.GenericSchema<unknown, JobMap['average']['result']> = v.array(
  v.object({
    networks: v.pipe(v.number(), v.integer(), v.minValue(2)),
    naive: scored,
    naiveRepaired: scored,
    aligned: scored,
    repaired: scored,
    initial: v.nullable(v.object({ naive: scored, aligned: scored })),
  }),
);

export const transferResultSchema: v.GenericSchema<unknown, TransferResult> = v.object({
  points: v.array(v.object({ ...score, found: v.nullable(step), applied: step })),
  naive: v.array(v.object({ ...score, applied: step })),
});

const ensemble = { ...score, members: v.array(scored), disagreement: number };

export const ensembleResultSchema: v.GenericSchema<unknown, JobMap['ensemble']['result']> =
  v.object(ensemble);

/** Its vertices are weights, which a document leaves out. */
export const simplexResultSchema: v.GenericSchema<unknown, SimplexResult> = v.pipe(
  v.object({
    networks: step,
    logVolume: v.nullable(v.number()),
    atVertices: v.array(scored),
    drawn: v.object(ensemble),
  }),
  v.transform((result) => ({ ...result, vertices: [] })),
);

/** A saved document as it is: the form of each result is its stage's. */
export const documentSchema = v.object({
  experiment: v.unknown(),
  stages: v.optional(
    v.record(
      v.string(),
      v.object({
        recipe: v.object({
          experiment: v.unknown(),
          engine: v.string(),
          version: v.string(),
          rounded: v.exactOptional(v.picklist(['kept', 'used'])),
        }),
        result: v.unknown(),
      }),
    ),
    {},
  ),
});

export type ResultSchema<Result> = v.GenericSchema<unknown, Result>;

/** The value in its form, or null where it is not of it. */
export function checked<Result>(
  schema: ResultSchema<Result>,
  value: unknown,
): { readonly value: Result } | null {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? { value: parsed.output } : null;
}
