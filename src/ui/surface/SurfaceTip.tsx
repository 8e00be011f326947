/** What is under the pointer on the surface. */
import type { PlaneResult } from '../../pipeline/tasks/types';
import { offText } from '../draw/nearest';
import type { ThreadPlace } from '../draw/thread';
import { alphaText, lossText, percentText } from '../format';
import { PlaneValues } from '../views/PlaneValues';
import type { SurfacePath } from './onSurface';
import type { PlaneMeasure } from './surfaceText';

export interface Pointed {
  /** Pixels within the picture. */
  readonly left: number;
  readonly top: number;
  /** On the plane, as shares of its width. */
  readonly x: number;
  readonly y: number;
  /** The path that is pointed at; null for the surface. */
  readonly thread: {
    readonly series: SurfacePath['series'];
    readonly place: ThreadPlace | null;
  } | null;
}

interface SurfaceTipProps {
  readonly pointed: Pointed;
  readonly plane: PlaneResult;
  readonly measure: PlaneMeasure;
  /** Pixels of the picture's sides. */
  readonly side: number;
}

export function SurfaceTip({ pointed, plane, measure, side }: SurfaceTipProps) {
  const { left, top, x, y, thread } = pointed;
  const { size } = plane.grid;
  const cell = (share: number) => Math.min(size - 1, Math.max(0, Math.round(share * (size - 1))));
  const place = thread?.place ?? null;
  return (
    <div
      className="tip"
      data-left={left > side / 2 || undefined}
      data-up={top > side / 2 || undefined}
      style={{ left: `${left}px`, top: `${top}px` }}
    >
      {thread !== null && (
        <p className="tip-name">
          {thread.series.title}
          {offText(place?.distance ?? 0, '')}
        </p>
      )}
      {place === null || Number.isNaN(place.own) ? (
        <PlaneValues plane={plane} row={cell(y)} column={cell(x)} />
      ) : (
        <dl>
          <dt>{measure === 'accuracy' ? 'Accuracy' : 'Loss'}</dt>
          <dd>{measure === 'accuracy' ? percentText(place.own) : lossText(place.own)}</dd>
          <dt>alpha</dt>
          <dd>{alphaText(place.alpha)}</dd>
        </dl>
      )}
    </div>
  );
}
