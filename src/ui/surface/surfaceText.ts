/** The surface in words. */
import type { Camera } from '../../pipeline/camera';
import type { PlaneResult } from '../../pipeline/tasks/types';
import type { FieldScale } from '../draw/field';
import { disagreementOf, planeValueAt } from '../draw/ribbon';
import { between } from '../draw/series';
import { trueShare } from '../draw/surface';
import { pointAt } from '../draw/viewport';
import { alphaText, lossText, numberText, percentText } from '../format';
import type { SurfacePath } from './onSurface';

/** What the height is, where it is cut off, and what holes are. */
export function heightText({ measure, kind, clipped, high }: FieldScale, holes: boolean): string {
  const what = {
    loss: `Height is the loss${kind === 'log' ? ' on a logarithmic scale' : ''}.`,
    accuracy: 'The lower, the higher the accuracy.',
    entropy: 'Height is the entropy of the predictions.',
  }[measure];
  const flat = clipped ? ` What has ${lossText(high)} or more is cut off flat.` : '';
  const missing = holes ? ' Holes are where it is not finite.' : '';
  return `${what}${flat}${missing}`;
}

/** The title of the axis of the height. */
export type PlaneMeasure = FieldScale['measure'];

export const axisTitle = ({ measure, kind }: Pick<FieldScale, 'measure' | 'kind'>): string =>
  ({
    loss: kind === 'log' ? 'Loss, log' : 'Loss',
    accuracy: 'Accuracy',
    entropy: 'Entropy',
  })[measure];

/** A value on that axis. */
export const heightValue = ({ measure }: Pick<FieldScale, 'measure'>, value: number): string =>
  measure === 'accuracy' ? percentText(value, 0) : lossText(value);

/** Where a path passes beneath the surface, or over it; empty where it does neither. */
export function passingText(
  { series, points, along }: SurfacePath,
  plane: PlaneResult,
  scale: FieldScale,
): string {
  const { measure } = scale;
  const values = plane[measure];
  if (along === null || measure === 'entropy' || values === null) return '';
  const most = disagreementOf(
    points,
    (alpha) => between(along.alphas, along[measure], alpha),
    (x, y) => planeValueAt(plane, values, x, y),
    (value) => trueShare(scale, value),
  );
  if (most === null) return '';
  const { alpha, own, plane: under } = most;
  const text = (value: number) => (measure === 'accuracy' ? percentText(value) : lossText(value));
  const way = trueShare(scale, own) < trueShare(scale, under) ? 'beneath' : 'over';
  const off = numberText(Number((pointAt(points, alpha)?.distance ?? NaN).toFixed(2)));
  return `${series.title} passes ${way} the surface: at alpha ${alphaText(alpha)} it has ${text(own)} where the plane has ${text(under)}, as it is ${off} off the plane there.`;
}

/** Where a camera is, in words. */
export function cameraText({ azimuth, polar, distance }: Camera): string {
  const around = Math.round(Math.abs(azimuth));
  const side =
    around === 0 ? 'in front' : `${around} degrees to the ${azimuth > 0 ? 'right' : 'left'}`;
  const up = Math.round(90 - polar);
  const height = up < 0 ? `${-up} degrees beneath the ground` : `${up} degrees above the ground`;
  return `Seen from ${side}, ${height}, at distance ${numberText(distance)}.`;
}
