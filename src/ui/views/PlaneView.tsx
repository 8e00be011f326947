/** The loss plane: heat map on canvas, lines of equal loss, anchors and paths above it. */
import { networkRef, PLANE } from '../../pipeline/kinds/pair/refs';
import { stateOf } from '../../pipeline/state';
import type { PlaneResult } from '../../pipeline/tasks/types';
import { useId, useMemo } from 'react';
import { fieldOf } from '../draw/field';
import { viewportOf } from '../draw/viewport';
import { useTask, useWorkspace } from '../context';
import { useThrottled, useWidth } from '../hooks';
import { experimentOf, progressOf, resultOf, valueOf } from '../stage';
import { measureText } from '../units';
import { Contours } from './Contours';
import { historyOf, leftOf } from './networkStages';
import { Learning } from './Learning';
import { Empty, Panel } from './Panel';
import { PlaneAxes } from './PlaneAxes';
import { PlaneCanvas } from './PlaneCanvas';
import { PlaneCursor } from './PlaneCursor';
import { PlaneKey } from './PlaneKey';
import { PlaneLegend } from './PlaneLegend';
import { PlaneMarkers } from './PlaneMarkers';
import { PlanePaths } from './PlanePaths';
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
import { Welcome } from './Welcome';

const NOT_YET = 'The plane is not computed yet.';

/** Milliseconds between two pictures of a plane that streams in, and between two sets of contour lines. */
const PICTURE_EVERY = 100;
const CONTOURS_EVERY = 500;

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
  const field = useMemo(
    () => (plane === null ? null : fieldOf(plane, measure, kind)),
    [plane, measure, kind],
  );
  const contourField = useThrottled(field, running ? CONTOURS_EVERY : 0);
  const grid = plane?.grid ?? null;
  const viewport = useMemo(() => (grid === null ? null : viewportOf(grid)), [grid]);
  const [ref, width] = useWidth<HTMLDivElement>();
  const side = Math.max(0, width);
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
  const old = running && progressOf(stage) === null && plane !== null;
  const drawn = { projection, anchors: plane?.anchors ?? [], snapshots };
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
    >
      <div className="plane-figure">
        <div className="plane-picture" ref={ref} data-old={old || stage.status === 'stale'}>
          <PlaneCanvas field={field} summary={summaryId} />
          {plane === null &&
            (showsLearning ? <Learning /> : trained ? <Empty>{NOT_YET}</Empty> : <Welcome />)}
          {plane !== null && viewport !== null && side > 0 && (
            <>
              <svg className="plane-overlay" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
                <Contours field={contourField} side={side} />
                <PlaneTrajectory
                  viewport={viewport}
                  of={made.plane.of}
                  snapshots={snapshots}
                  side={side}
                />
                <PlanePaths
                  viewport={viewport}
                  anchors={plane.anchors}
                  projection={projection}
                  side={side}
                />
                <PlaneMarkers viewport={viewport} projection={projection} side={side} />
              </svg>
              <PlaneCursor viewport={viewport} plane={plane} drawn={drawn} side={side} />
            </>
          )}
        </div>
        {viewport !== null && side > 0 && (
          <PlaneAxes viewport={viewport} side={side} unit={planeUnitText(made)} />
        )}
      </div>
      {field?.known === true && (
        <>
          <PlaneLegend scale={field.scale} title={measureText(field.scale.measure, made)} />
          <PlaneKey projection={projection} />
        </>
      )}
      <p id={summaryId} className="visually-hidden">
        {summary}
      </p>
    </Panel>
  );
}

/** The training that the plane follows, snapshot by snapshot. */
function useSnapshots(trajectory: PlaneResult['trajectory'], of: 'A' | 'B') {
  const network = useTask(networkRef(of));
  const kept = valueOf(network)?.snapshots ?? null;
  return useMemo(
    () => snapshotsOf({ trajectory }, of, kept?.map(({ step }) => step) ?? []),
    [trajectory, of, kept],
  );
}
