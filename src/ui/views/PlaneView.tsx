/** The loss plane: heat map on canvas, lines of equal loss, anchors and paths above it. */
import { useMemo } from 'react';
import { fieldOf } from '../draw/field';
import { frameOf } from '../draw/frame';
import type { PlaneResult, ProjectionResult } from '../../store/state';
import { useIsthmus } from '../context';
import { useThrottled, useWidth } from '../hooks';
import { experimentOf, progressOf, resultOf, valueOf } from '../stage';
import { measureText } from '../units';
import { pointText } from '../format';
import { Contours } from './Contours';
import { historyOf } from './LearningCharts';
import { Learning } from './Learning';
import { Panel } from './Panel';
import { PlaneAxes } from './PlaneAxes';
import { PlaneCanvas } from './PlaneCanvas';
import { PlaneCursor } from './PlaneCursor';
import { PlaneKey } from './PlaneKey';
import { PlaneLegend } from './PlaneLegend';
import { PlaneMarkers } from './PlaneMarkers';
import { PlanePaths } from './PlanePaths';
import { PlaneTools } from './PlaneTools';
import { planeSummary } from './planeSummary';
import { Welcome } from './Welcome';

/** Milliseconds between two pictures of a plane that streams in, and between two sets of contour lines. */
const PICTURE_EVERY = 100;
const CONTOURS_EVERY = 500;

export function PlaneView() {
  const stage = useIsthmus(({ stages }) => stages.plane);
  const projectionStage = useIsthmus(({ stages }) => stages.projection);
  const measure = useIsthmus(({ view }) => view.measure);
  const kind = useIsthmus(({ view }) => view.scale);
  const now = useIsthmus((state) => state.experiment);
  const running = stage.status === 'running';
  const plane = useThrottled(progressOf(stage) ?? valueOf(stage), running ? PICTURE_EVERY : 0);
  const projection = matching(valueOf(projectionStage), plane);
  const field = useMemo(
    () => (plane === null ? null : fieldOf(plane, measure, kind)),
    [plane, measure, kind],
  );
  const contourField = useThrottled(field, running ? CONTOURS_EVERY : 0);
  const grid = plane?.grid ?? null;
  const frame = useMemo(() => (grid === null ? null : frameOf(grid)), [grid]);
  const [ref, width] = useWidth<HTMLDivElement>();
  const side = Math.max(0, width);
  // Nothing of the plane can be shown before A and B are trained: their curves take its place until then.
  const showsLearning = useIsthmus(
    ({ busy, stages }) => busy && historyOf(stages.networkA) !== null,
  );
  const names = (plane?.anchors.map(({ name }) => name) ?? now.plane.anchors).map(pointText);
  const old = running && progressOf(stage) === null && plane !== null;

  return (
    <Panel
      name="plane"
      title="Loss plane"
      sentence={
        <>
          Every point is a network, a mix of {listText(names)}
          {names.includes('π(A)') && ' (the same function as A, its neurons reordered)'}. Deep
          colour is {measure === 'loss' ? 'low loss' : 'high accuracy'}.
        </>
      }
      source="Benzing et al. 2022, Fig. 1; the plane as in Garipov et al. 2018, Fig. 1"
      stages={[stage, projectionStage]}
      recipe={resultOf(stage)?.recipe ?? null}
      tools={<PlaneTools />}
    >
      <div className="plane-figure">
        <div className="plane-picture" ref={ref} data-old={old || stage.status === 'stale'}>
          <PlaneCanvas field={field} />
          {plane === null && (showsLearning ? <Learning /> : <Welcome />)}
          {plane !== null && frame !== null && side > 0 && (
            <>
              <svg className="plane-overlay" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
                <Contours field={contourField} side={side} />
                <PlanePaths frame={frame} plane={plane} projection={projection} side={side} />
                <PlaneMarkers frame={frame} projection={projection} side={side} />
              </svg>
              <PlaneCursor frame={frame} plane={plane} projection={projection} side={side} />
            </>
          )}
        </div>
        {frame !== null && side > 0 && (
          <PlaneAxes
            frame={frame}
            side={side}
            unit={`in units of the distance from ${names[0] ?? ''} to ${names[1] ?? ''}`}
          />
        )}
      </div>
      {field?.known === true && (
        <>
          <PlaneLegend
            scale={field.scale}
            title={measureText(measure, experimentOf([stage], now))}
          />
          <PlaneKey projection={projection} />
        </>
      )}
      <p id="plane-summary" className="visually-hidden">
        {plane === null ? 'Not computed yet.' : planeSummary(plane)}
      </p>
    </Panel>
  );
}

/** The projection, if it belongs to this plane and not to one with other anchors. */
function matching(
  projection: ProjectionResult | null,
  plane: PlaneResult | null,
): ProjectionResult | null {
  if (projection === null || plane === null) return null;
  const same = plane.anchors.every((anchor) =>
    projection.points.some(
      ({ name, x, y }) =>
        name === anchor.name && Math.abs(x - anchor.x) + Math.abs(y - anchor.y) < 1e-6,
    ),
  );
  return same ? projection : null;
}

/** `A, B and π(A)`. */
function listText(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
