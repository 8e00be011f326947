/** The loss plane: heat map on canvas, lines of equal loss, anchors and paths above it. */
import { networkRef, PLANE } from '../../pipeline/kinds/pair/refs';
import { stateOf } from '../../pipeline/state';
import type { NamedPoint, PlaneResult } from '../../pipeline/tasks/types';
import { max } from 'd3-array';
import { useId, useMemo } from 'react';
import { fieldOf } from '../draw/field';
import { viewportOf } from '../draw/viewport';
import { DimensionsChoice } from '../surface/DimensionsChoice';
import { SURFACE } from '../surface/parts';
import { useDimensions } from '../surface/useDimensions';
import { LazyPart } from '../LazyPart';
import { useTask, useWorkspace } from '../context';
import { planeTables } from '../export/tables';
import { useThrottled, useWidth } from '../hooks';
import { experimentOf, progressOf, resultOf, valueOf } from '../stage';
import { measureText } from '../units';
import { Contours } from './Contours';
import { exactnessText } from './imagesText';
import { historyOf, leftOf } from './networkStages';
import { Learning } from './Learning';
import { Empty, Panel } from './Panel';
import { PlaneAxes } from './PlaneAxes';
import { PlaneCanvas } from './PlaneCanvas';
import { PlaneCursor } from './PlaneCursor';
import { PlaneKey } from './PlaneKey';
import { PlaneLegend } from './PlaneLegend';
import { PlaneMarkers } from './PlaneMarkers';
import { PlaneLabels } from './PlaneLabels';
import { PlanePaths } from './PlanePaths';
import { PlanePoints, pointBoxes } from './PlanePoints';
import { PlaneTools } from './PlaneTools';
import { PlaneTrajectory } from './PlaneTrajectory';
import {
  deepText,
  directionText,
  planeSource,
  planeSummary,
  planeUnitText,
  snapshotsOf,
  throughText,
  trajectoryText,
} from './planeText';
import { useProjection } from './planeProjection';
import { useShownOnPlane } from './shownOnPlane';
import { Welcome } from './Welcome';

const NONE: readonly NamedPoint[] = [];

const NOT_YET = 'The plane is not computed yet.';

/** Milliseconds between two pictures of a plane that streams in, and between two of the lines and words on it. */
const PICTURE_EVERY = 100;
const MARKS_EVERY = 500;

export function PlaneView() {
  const stage = useTask(PLANE);
  const summaryId = useId();
  const measure = useWorkspace(({ view }) => view.measure);
  const kind = useWorkspace(({ view }) => view.scale);
  const now = useWorkspace((state) => state.experiment);
  const running = stage.status === 'running';
  const plane = useThrottled(progressOf(stage) ?? valueOf(stage), running ? PICTURE_EVERY : 0);
  const made = experimentOf([stage], now);
  const { projection, states } = useProjection(plane, made);
  const pictured = useMemo(
    () => (plane === null ? null : { plane, field: fieldOf(plane, measure, kind) }),
    [plane, measure, kind],
  );
  const field = pictured?.field ?? null;
  const marked = useThrottled(pictured, running ? MARKS_EVERY : 0);
  const grid = plane?.grid ?? null;
  const viewport = useMemo(() => (grid === null ? null : viewportOf(grid)), [grid]);
  const [ref, width] = useWidth<HTMLDivElement>();
  const side = Math.max(0, width);
  const shown = useShownOnPlane(projection, made);
  const anchors = plane?.anchors ?? NONE;
  const points = projection?.points ?? anchors;
  const taken = useMemo(
    () => (viewport === null ? [] : pointBoxes({ points, anchors, viewport, side })),
    [points, anchors, viewport, side],
  );
  // Nothing of the plane can be shown before A and B are trained: their curves take its place until then.
  const showsLearning = useWorkspace((state) => {
    const left = leftOf(state, 'A');
    return (
      (state.busy || left !== null) &&
      historyOf({ stage: stateOf(state.tasks, networkRef('A')), left }) !== null
    );
  });
  const trained = useWorkspace(({ tasks }) => valueOf(stateOf(tasks, networkRef('A'))) !== null);
  const trajectory = plane?.trajectory ?? null;
  const snapshots = useSnapshots(trajectory, made.plane.of);
  const summary = useMemo(
    () => (plane === null ? 'Not computed yet.' : planeSummary(plane, made, snapshots)),
    [plane, made, snapshots],
  );
  const dimensions = useDimensions();
  const solid =
    dimensions.shown === 3 && plane !== null && viewport !== null && field?.known === true
      ? { plane, field, viewport }
      : null;
  const images = useMemo(
    () => exactnessText(made, made.plane.samples, plane === null ? NaN : bestOf(plane.accuracy)),
    [made, plane],
  );
  const old = running && progressOf(stage) === null && plane !== null;
  const drawn = { projection, anchors, snapshots };
  return (
    <Panel
      name="plane"
      title="Loss plane"
      sentence={
        <>
          Every point is a network, {throughText(made)}. Deep colour is{' '}
          {deepText(field?.scale.measure ?? measure)}.
          {trajectory !== null && ` ${trajectoryText({ trajectory }, snapshots)}`}
          {plane?.direction === true && ` ${directionText(plane)}`}
        </>
      }
      source={planeSource(made)}
      stages={[stage, ...states]}
      recipe={resultOf(stage)?.recipe ?? null}
      tools={<PlaneTools />}
      exportable={plane === null ? undefined : () => planeTables(plane, projection)}
    >
      {dimensions.refused !== null && (
        <p className="hint" role="alert">
          {dimensions.refused}
        </p>
      )}
      <div className="plane-figure">
        <div className="plane-picture" ref={ref} data-old={old || stage.status === 'stale'}>
          {solid === null && <PlaneCanvas field={field} summary={summaryId} />}
          {plane === null &&
            (showsLearning ? <Learning /> : trained ? <Empty>{NOT_YET}</Empty> : <Welcome />)}
          {solid !== null && (
            <LazyPart
              part={SURFACE}
              of="The picture in three dimensions"
              waiting={<Empty>Loading three dimensions</Empty>}
            >
              {({ PlaneSurface }) => (
                <PlaneSurface
                  {...solid}
                  {...{ projection, shown, snapshots, side }}
                  summary={summaryId}
                  onLost={dimensions.onLost}
                />
              )}
            </LazyPart>
          )}
          {solid === null && plane !== null && viewport !== null && side > 0 && (
            <>
              <svg className="plane-overlay" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
                <Contours field={marked?.field ?? null} side={side} />
                <PlaneTrajectory
                  viewport={viewport}
                  of={made.plane.of}
                  snapshots={snapshots}
                  side={side}
                />
                {marked !== null && (
                  <>
                    <PlanePaths {...{ viewport, shown, side }} scale={marked.field.scale} />
                    <PlaneLabels
                      {...{ viewport, shown, taken, side }}
                      plane={marked.plane}
                      scale={marked.field.scale}
                    />
                  </>
                )}
                <PlanePoints {...{ points, viewport, side }} anchors={plane.anchors} />
                <PlaneMarkers {...{ viewport, shown, side }} />
              </svg>
              <PlaneCursor viewport={viewport} plane={plane} drawn={drawn} side={side} />
            </>
          )}
          {plane !== null && <DimensionsChoice {...dimensions} />}
        </div>
        {solid === null && viewport !== null && side > 0 && (
          <PlaneAxes viewport={viewport} side={side} unit={planeUnitText(made)} />
        )}
      </div>
      {field?.known === true && (
        <>
          {solid !== null && (
            <LazyPart part={SURFACE} of="What is said of it" waiting={null}>
              {({ SurfaceNote }) => <SurfaceNote {...solid} shown={shown} />}
            </LazyPart>
          )}
          <PlaneLegend scale={field.scale} title={measureText(field.scale.measure, made)} />
          <p className="plane-images quiet">{images}</p>
          <PlaneKey projection={projection} />
        </>
      )}
      <p id={summaryId} className="visually-hidden">
        {summary}
      </p>
    </Panel>
  );
}

/** The highest that is known; NaN before. */
const bestOf = (accuracy: Float64Array): number => max(accuracy) ?? NaN;

/** The training that the plane follows, snapshot by snapshot. */
function useSnapshots(trajectory: PlaneResult['trajectory'], of: 'A' | 'B') {
  const network = useTask(networkRef(of));
  const kept = valueOf(network)?.snapshots ?? null;
  return useMemo(
    () => snapshotsOf({ trajectory }, of, kept?.map(({ step }) => step) ?? []),
    [trajectory, of, kept],
  );
}
