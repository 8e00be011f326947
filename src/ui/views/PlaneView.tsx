/** The loss plane: heat map on canvas, lines of equal loss, anchors and paths above it. */
import { networkRef, PLANE } from '../../pipeline/kinds/pair/refs';
import { stateOf } from '../../pipeline/state';
import type { NamedPoint, PlaneResult } from '../../pipeline/tasks/types';
import { max } from 'd3-array';
import { useEffect, useId, useMemo, useRef } from 'react';
import { fieldOf } from '../draw/field';
import { viewportOf } from '../draw/viewport';
import { DimensionsChoice } from '../surface/DimensionsChoice';
import { SURFACE } from '../surface/parts';
import { useDimensions } from '../surface/useDimensions';
import { LazyPart } from '../LazyPart';
import { usePage, useTask, useWorkspace } from '../context';
import { planeTables } from '../export/tables';
import { useThrottled, useWidth } from '../hooks';
import { resultOf, valueOf } from '../stage';
import { measureText } from '../units';
import { exactnessText } from './imagesText';
import { historyOf, leftOf } from './networkStages';
import { Learning } from './Learning';
import { Empty, Panel } from './Panel';
import { PlaneCanvas } from './PlaneCanvas';
import { PlaneKey } from './PlaneKey';
import { PlaneLegend } from './PlaneLegend';
import { PlaneOverlay } from './PlaneOverlay';
import { PlanePointer } from './PlanePointer';
import { PlaneTools } from './PlaneTools';
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
import { shownPlane } from './shownPlane';
import { Welcome } from './Welcome';

const NONE: readonly NamedPoint[] = [];

const NOT_YET = 'The plane is not computed yet.';
const EARLIER = 'Earlier plane, until the first points of the new one are there';

/** Milliseconds between two pictures of a plane that streams in, and between two of the lines and words on it. */
const PICTURE_EVERY = 100;
const MARKS_EVERY = 500;

export function PlaneView() {
  const stage = useTask(PLANE);
  const summaryId = useId();
  const measure = useWorkspace(({ view }) => view.measure);
  const kind = useWorkspace(({ view }) => view.scale);
  const now = useWorkspace((state) => state.experiment);
  const computing = useWorkspace((state) => state.running) ?? now;
  const busy = useWorkspace((state) => state.busy);
  const running = stage.status === 'running';
  const seen = useMemo(() => shownPlane(stage, computing), [stage, computing]);
  const { plane, made, earlier } = useThrottled(seen, running ? PICTURE_EVERY : 0);
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
  const tool = useWorkspace(({ view }) => view.tool);
  // A tool works on the map.
  const solid =
    tool === 'none' &&
    dimensions.shown === 3 &&
    plane !== null &&
    viewport !== null &&
    field?.known === true
      ? { plane, field, viewport }
      : null;
  const images = useMemo(
    () => exactnessText(made, made.plane.samples, plane === null ? NaN : bestOf(plane.accuracy)),
    [made, plane],
  );
  const drawn = { projection, anchors, snapshots };
  const alignments = usePage((page) => page.alignments);
  const aligned = useRef(alignments);
  useEffect(() => {
    // The surface does not show it.
    if (solid !== null) aligned.current = alignments;
  });
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
        <div className="plane-picture" ref={ref} data-old={earlier}>
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
              <PlaneOverlay
                {...{ viewport, shown, points, anchors, snapshots, marked, side }}
                of={made.plane.of}
                seenRef={aligned}
                held={earlier}
              />
              <PlanePointer {...{ tool, viewport, plane, drawn, side }} />
            </>
          )}
          {plane !== null && tool === 'none' && <DimensionsChoice {...dimensions} />}
          {earlier && busy && <p className="plane-earlier">{EARLIER}</p>}
        </div>
        {field?.known === true && (
          <PlaneLegend scale={field.scale} title={measureText(field.scale.measure, made)} />
        )}
      </div>
      {field?.known === true && (
        <>
          {solid !== null && (
            <LazyPart part={SURFACE} of="What is said of it" waiting={null}>
              {({ SurfaceNote }) => <SurfaceNote {...solid} shown={shown} />}
            </LazyPart>
          )}
          <p className="plane-images quiet">
            Lengths are {planeUnitText(made)}. {images}
          </p>
          <PlaneKey projection={projection} measure={field.scale.measure} solid={solid !== null} />
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
