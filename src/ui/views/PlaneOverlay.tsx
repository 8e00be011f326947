/** All that is drawn over the heat map: lines of equal loss, ticks, paths with their names, points, and the slider's place. */
import { useMemo, type RefObject } from 'react';
import type { NamedPoint, PlaneResult } from '../../pipeline/tasks/types';
import type { Field } from '../draw/field';
import type { Box } from '../draw/labels';
import type { Viewport } from '../draw/viewport';
import { useArrived } from '../LazyPart';
import { ALIGNMENT } from '../parts';
import { Contours, useContours } from './Contours';
import { PlaneAxes } from './PlaneAxes';
import { PlaneLabels } from './PlaneLabels';
import { PlaneMarkers } from './PlaneMarkers';
import { PlanePaths } from './PlanePaths';
import { PlanePoints, pointBoxes } from './PlanePoints';
import { PlaneTrajectory } from './PlaneTrajectory';
import type { PathOnPlane } from './shownOnPlane';

interface PlaneOverlayProps {
  readonly viewport: Viewport;
  readonly shown: readonly PathOnPlane[];
  readonly points: readonly NamedPoint[];
  readonly anchors: readonly NamedPoint[];
  readonly snapshots: readonly NamedPoint[];
  /** Whose training the plane follows. */
  readonly of: string;
  /** The plane whose lines and words are drawn; null before the first. */
  readonly marked: { readonly plane: PlaneResult; readonly field: Field } | null;
  readonly side: number;
  /** How many alignments this picture has shown; `held` until its plane is the new one. */
  readonly seenRef: RefObject<number>;
  readonly held: boolean;
}

/** Where the choice of dimensions is, in the upper right corner. */
const choiceBox = (side: number): Box => ({ left: side - 100, right: side, top: 0, bottom: 44 });

export function PlaneOverlay(props: PlaneOverlayProps) {
  const { viewport, shown, points, anchors, snapshots, of, marked, side, seenRef, held } = props;
  const taken = useMemo(
    () => [...pointBoxes({ points, anchors, viewport, side }), choiceBox(side)],
    [points, anchors, viewport, side],
  );
  const contours = useContours({ field: marked?.field ?? null, viewport, side, shown, taken });
  const { labels } = contours;
  const { module: alignment } = useArrived(ALIGNMENT);
  const written = useMemo(() => [...taken, ...labels.map(({ box }) => box)], [taken, labels]);
  return (
    <svg className="plane-overlay" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
      <Contours {...contours} />
      <PlaneAxes viewport={viewport} side={side} />
      <PlaneTrajectory {...{ viewport, of, snapshots, side }} />
      {marked !== null && (
        <>
          <PlanePaths {...{ viewport, shown, side }} scale={marked.field.scale} />
          <PlaneLabels
            {...{ viewport, shown, side }}
            taken={written}
            plane={marked.plane}
            scale={marked.field.scale}
          />
        </>
      )}
      <PlanePoints {...{ points, anchors, viewport, side }} />
      {alignment !== null && (
        <alignment.AlignmentMotion {...{ seenRef, held, points, viewport, side }} />
      )}
      <PlaneMarkers {...{ viewport, shown, side }} />
    </svg>
  );
}
