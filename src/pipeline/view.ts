/** How the results of an experiment are looked at: a document of its own, which an address holds beside the experiment. */
import * as v from 'valibot';
import { isWithoutRepeats, oneOf, realNumber, settings, yesOrNo } from '../jobs/fields';
import { PATH_NAMES } from '../jobs/paths';
import { DISTANCE_RANGE, POLAR_RANGE, USUAL_CAMERA } from './camera';
import { TAB_NAMES } from './tabs';

const numberIn = (name: string, [least, most]: readonly [number, number]) =>
  realNumber(name, `from ${least} to ${most}`, (x) => x >= least && x <= most);

const cameraSchema = settings({
  azimuth: v.optional(
    realNumber('Azimuth', 'from -180 to below 180', (x) => x >= -180 && x < 180),
    USUAL_CAMERA.azimuth,
  ),
  polar: v.optional(numberIn('Polar angle', POLAR_RANGE), USUAL_CAMERA.polar),
  distance: v.optional(numberIn('Distance of the camera', DISTANCE_RANGE), USUAL_CAMERA.distance),
});

/** What can be done on the plane instead of reading it. */
const PLANE_TOOLS = ['none', 'path', 'curve'] as const;
export type PlaneTool = (typeof PLANE_TOOLS)[number];

/** Bends of a path that is drawn, at most: an address has to hold them. */
export const MOST_BENDS = 32;

/** Far beyond every picture of a plane. */
const FARTHEST = 1000;

/** Places of the plane as one list: x and y of the first, of the second, and so on. */
const placesSchema = (name: string, most: number) =>
  v.pipe(
    v.array(
      realNumber(name, `from -${FARTHEST} to ${FARTHEST}`, (x) => Math.abs(x) <= FARTHEST),
      `${name}: expected a list of numbers.`,
    ),
    v.check(({ length }) => length % 2 === 0, `${name}: expected an x and a y of each place.`),
    v.maxLength(2 * most, `${name}: expected at most ${most} place${most === 1 ? '' : 's'}.`),
    v.readonly(),
  );

/**
 * What is drawn, apart from what is computed. A field more is a line here, and nothing else: addresses, their checks and
 * their tests follow.
 */
const viewSchema = settings({
  /** The slider: 0 at A (or pi(A)), 1 at B. */
  alpha: v.optional(numberIn('Slider', [0, 1]), 0.5),
  /** On the plane. */
  measure: v.optional(oneOf('Measure of the plane', ['loss', 'accuracy', 'entropy']), 'loss'),
  /** What is drawn along paths: distances and disagreements are those from and with their two ends. */
  along: v.optional(
    oneOf('Measure along the paths', [
      'loss',
      'accuracy',
      'fromStart',
      'fromEnd',
      'arc',
      'unlikeStart',
      'unlikeEnd',
    ]),
    'loss',
  ),
  /** Paths that are not drawn. */
  hidden: v.optional(
    v.pipe(
      v.array(oneOf('Hidden path', PATH_NAMES), 'Hidden paths: expected a list of names.'),
      v.check((names) => isWithoutRepeats(names), 'Hidden paths: expected each of them once.'),
      v.readonly(),
    ),
    [],
  ),
  /** Of the plane's colours. */
  scale: v.optional(oneOf('Scale of the colours', ['linear', 'log']), 'log'),
  /** Of the plane: a map, or a surface as high as the loss. */
  dimensions: v.optional(v.picklist([2, 3], 'Dimensions: expected 2 or 3.'), 2),
  /** On the surface. */
  camera: v.optional(cameraSchema, {}),
  /** What the pointer does on the plane: it reads values, draws a path from A to B, or drags a curve's control point. */
  tool: v.optional(oneOf('Tool on the plane', PLANE_TOOLS), 'none'),
  /** Bends of the path that is drawn, its two ends left out. */
  drawn: v.optional(placesSchema('Bends of the drawn path', MOST_BENDS), []),
  /** Control point of the curve that is dragged; none before. */
  control: v.optional(placesSchema('Control point', 1), []),
  /** The path over the plane's grid whose highest loss is least is shown beside the drawn one. */
  gridPath: v.optional(yesOrNo('Best path on the grid'), false),
  /** What is open below the stage. */
  tab: v.optional(oneOf('Tab', TAB_NAMES), 'barriers'),
});

export type View = Readonly<v.InferOutput<typeof viewSchema>>;
export type PathMeasure = View['along'];

export const USUAL_VIEW: View = v.parse(viewSchema, {});

/** What is wrong with a view, by path (`hidden.0`); empty when it is right. */
export function viewErrors(document: unknown): Readonly<Record<string, string>> {
  const parsed = v.safeParse(viewSchema, document);
  // Without a prototype, as a document may name a field `toString`.
  const errors = Object.create(null) as Record<string, string>;
  for (const issue of parsed.issues ?? []) errors[v.getDotPath(issue) ?? ''] ??= issue.message;
  return errors;
}

/** The document as a view. @param base what is left out is as in this one @throws RangeError for what is wrong first */
export function parseView(document: object, base: View = USUAL_VIEW): View {
  const [error] = Object.values(viewErrors(document));
  if (error !== undefined) throw new RangeError(error);
  return v.parse(viewSchema, { ...base, ...document });
}

/** The fields of a view that are not as in another. */
export function viewWithout(view: View, base: View = USUAL_VIEW): Partial<View> {
  const known: Readonly<Record<string, unknown>> = base;
  return Object.fromEntries(
    Object.entries(view).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(known[field]),
    ),
  );
}
