/** What a wall of finished landscapes shows of each before it is opened. */
import * as v from 'valibot';
import { PLANE, POINTS, projectionRef } from './kinds/pair/refs';
import { PATH_NAMES, type PathName } from '../jobs/paths';
import { isOfJob, type AnyResult } from './results';
import type { ResultOf } from './state';
import type { TaskJob, TaskRef } from './task';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.finite());

const thumbnailSchema = v.pipe(
  v.strictObject({
    /** Points on each side of the plane. */
    size: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(201)),
    /** A byte for each point, base64, `[size, size]`, row 0 at the bottom: the logarithm of the loss from 0 (lowest) to 255. */
    shades: v.pipe(v.string(), v.base64()),
    /** From the lower left corner at 0 to the upper right one at 1. */
    marks: v.array(v.strictObject({ name: v.string(), x: share, y: share })),
    /** Places of each path, `x, y, x, y, ...`. */
    paths: v.array(v.strictObject({ name: v.picklist(PATH_NAMES), places: v.array(share) })),
  }),
  v.check(({ size, shades }) => shades.length === 4 * Math.ceil(size ** 2 / 3)),
);

const indexSchema = v.array(
  v.strictObject({
    name: v.string(),
    seconds: v.pipe(v.number(), v.minValue(0)),
    steps: whole,
    thumbnail: thumbnailSchema,
  }),
);

/** A plane in small, as it was computed. */
export type Thumbnail = v.InferOutput<typeof thumbnailSchema>;
export type LandscapeIndex = v.InferOutput<typeof indexSchema>;

/** @throws RangeError that says what was expected, for a person */
export function readLandscapeIndex(text: string): LandscapeIndex {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new RangeError('Expected the list of landscapes as JSON, got text that is not.', {
      cause: error,
    });
  }
  const parsed = v.safeParse(indexSchema, document);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new RangeError(
    `Expected the list of landscapes as Isthmus writes it; ${v.getDotPath(issue) ?? 'the list'}: ${issue.message}`,
  );
}

/** The thumbnail of a plane with what lies in it; null where there is no plane. */
export function thumbnailOf(results: Readonly<Record<string, AnyResult>>): Thumbnail | null {
  const known = <Job extends TaskJob>({ id, job }: TaskRef<Job>): ResultOf<Job> | null => {
    const result = results[id];
    return result !== undefined && isOfJob(result, job) ? result.value : null;
  };
  const plane = known(PLANE);
  if (plane === null) return null;
  const { x: columns, y: rows, size } = plane.grid;
  const within = (at: number, places: Float64Array) =>
    rounded((at - places[0]!) / (places[size - 1]! - places[0]!));
  const place = ({ x, y }: { readonly x: number; readonly y: number }) => ({
    x: within(x, columns),
    y: within(y, rows),
  });
  const points = [...plane.anchors, ...(known(POINTS)?.points ?? [])];
  const names = [...new Set(points.map(({ name }) => name))];
  return {
    size,
    shades: btoa(String.fromCharCode(...shadesOf(plane.loss))),
    marks: names.flatMap((name) => {
      const point = points.find((one) => one.name === name && one.distance < NEAR);
      return point === undefined ? [] : [{ name, ...place(point) }];
    }),
    paths: PATH_NAMES.flatMap((name: PathName) => {
      const path = known(projectionRef(name))?.path ?? [];
      const near = path.length > 0 && path.every(({ distance }) => distance < NEAR);
      const places = path.map(place).flatMap(({ x, y }) => [x, y]);
      return near ? [{ name, places }] : [];
    }),
  };
}

/** Distance off the plane, in units of |B - A|, up to which something is drawn in a thumbnail. */
const NEAR = 0.05;

const rounded = (at: number) => Math.round(1000 * at) / 1000;

/** Logarithms of losses as bytes; what is not finite is as high as it gets. */
function shadesOf(losses: Float64Array): Uint8Array {
  const finite = losses.filter(Number.isFinite);
  const most = Math.max(...finite);
  const least = Math.max(Math.min(...finite), 1e-6, most * 1e-6);
  const range = Math.log(most / least);
  return Uint8Array.from(losses, (loss) => {
    if (!Number.isFinite(loss)) return 255;
    return range > 0 ? Math.round((255 * Math.log(Math.max(loss, least) / least)) / range) : 0;
  });
}
