/** What is drawn over the surface, from what is known of the plane. */
import type { PathResult, PlanePoint } from '../../jobs/jobs';
import type { NamedPoint, PlaneResult } from '../../pipeline/tasks/types';
import { isComputed, type Field } from '../draw/field';
import type { Series } from '../draw/series';
import { heightOf, trueShare } from '../draw/surface';
import { groundAt, heightAt, placeOn, threadOf } from '../draw/thread';
import { OFF_PLANE, type Viewport } from '../draw/viewport';
import { pointText } from '../format';
import type { Label } from './Labels';
import type { Mark } from './Marks';
import { axisTitle, heightValue } from './surfaceText';
import type { Thread } from './Threads';

/** A path as it lies on the plane, with what was computed on it. */
export interface SurfacePath {
  readonly series: Pick<Series, 'name' | 'title' | 'short' | 'own' | 'colour'>;
  readonly points: readonly PlanePoint[];
  readonly along: PathResult | null;
}

/** `[size, size]`, 1 at grid points that were computed and have no finite value. */
export function holesOf(plane: PlaneResult, { measure }: Field['scale']): Uint8Array {
  const values = plane[measure] ?? plane.loss;
  return Uint8Array.from(values, (value, cell) =>
    isComputed(plane, cell) && !Number.isFinite(value) ? 1 : 0,
  );
}

/** The named points of the plane that lie in it, and the snapshots of a training; of what is beside the plane, the height is not known. */
export function marksOf(
  points: readonly NamedPoint[],
  anchors: readonly NamedPoint[],
  snapshots: readonly NamedPoint[],
  field: Field,
  viewport: Viewport,
): readonly Mark[] {
  const on = (kind: Mark['kind']) => (point: NamedPoint) => {
    const { x, z } = groundAt(viewport, point);
    const y = heightAt(field, viewport, point);
    return Number.isNaN(y) ? [] : [{ kind, name: pointText(point.name), at: [x, y, z] as const }];
  };
  const isAnchor = ({ name }: NamedPoint) => anchors.some((anchor) => anchor.name === name);
  const lying = points.filter((point) => point.distance <= OFF_PLANE);
  return [
    ...lying.filter(isAnchor).flatMap(on('anchor')),
    ...lying.filter((point) => !isAnchor(point)).flatMap(on('snapshot')),
    ...snapshots.flatMap(on('snapshot')),
  ];
}

/** The paths over the surface. */
export const threadsOf = (
  shown: readonly SurfacePath[],
  field: Field,
  viewport: Viewport,
): readonly Thread[] =>
  shown.map(({ series, points, along }) => ({
    series,
    places: threadOf(points, along, field, viewport),
  }));

/** Numbers at the axis of the height between its two ends, at most. */
const TICKS = 3;
const TITLE_HEIGHT = 1.14;

/** The words over the surface. */
export function labelsOf(
  marks: readonly Mark[],
  threads: readonly Thread[],
  scale: Field['scale'],
): readonly Label[] {
  const names = marks
    .filter(({ kind }) => kind === 'anchor')
    .map(({ name, at }): Label => ({
      key: name,
      text: name,
      kind: 'point',
      colour: 'var(--ink)',
      at,
    }));
  const paths = threads.flatMap(({ series: { name, short, colour }, places }, i): Label[] => {
    const at = placeOn(places, (i + 1) / (threads.length + 1));
    return at === null ? [] : [{ key: name, text: short, kind: 'thread', colour, at }];
  });
  const tick = (text: string, share: number): Label => ({
    key: `${text} at ${share}`,
    text,
    kind: 'tick',
    colour: 'var(--quiet)',
    at: [0, heightOf(1) * share, 0],
  });
  const ticks = ticksOf(scale).map((value) =>
    tick(heightValue(scale, value), trueShare(scale, value)),
  );
  return [...names, tick(axisTitle(scale), TITLE_HEIGHT), ...ticks, ...paths];
}

/** Both ends of the scale, and some levels that are apart from them and each other. */
function ticksOf(scale: Field['scale']): readonly number[] {
  const kept = [scale.low, scale.high];
  const gap = 1 / (TICKS + 2);
  for (const level of scale.levels)
    if (kept.every((other) => Math.abs(scale.share(other) - scale.share(level)) > gap))
      kept.push(level);
  return kept;
}
