/** Loss, accuracy or another measure along every path, with the values at the slider. */
import type { Experiment } from '../../pipeline/experiment';
import { scaleLinear } from 'd3-scale';
import { useId, useMemo } from 'react';
import { useWorkspace, useStores } from '../context';
import { LazyChoice } from '../controls/LazyChoice';
import { axisText, MEASURES, measuresOf } from '../draw/along';
import { numberText, percentText } from '../format';
import { useWidth } from '../hooks';
import { LazyPart } from '../LazyPart';
import { TOOLS } from '../parts';
import { pathTables } from '../export/tables';
import { resultOf } from '../stage';
import { AsTable } from './AsTable';
import { ChartFrame, plotOf } from './ChartFrame';
import { useDrawnPaths, usePaths, verticalScale } from './drawnPaths';
import { typeScale } from '../draw/typeScale';
import { endMargin } from './EndLabels';
import { Empty, Panel } from './Panel';
import { PathCursor } from './PathCursor';
import { PathLabels } from './PathLabels';
import { PathLines } from './PathLines';
import { PathReader } from './PathReader';
import { PathTable } from './PathTable';
import { otherSplit, PathReadout } from './PathReadout';
import { pathSources, pathSummary } from './pathText';

/** Pixels, of type of its usual size; and where nothing stands below the chart. */
const HEIGHT = 234;
const ALONE = 320;
const X_TICKS = [0, 0.25, 0.5, 0.75, 1];

interface PathViewProps {
  /** Nothing stands below the chart. */
  readonly alone?: boolean;
}

/** The chart along the paths, or of what a tool makes on the plane. */
export function PathView(props: PathViewProps) {
  const tool = useWorkspace(({ view }) => view.tool);
  if (tool === 'none') return <PathChart {...props} />;
  return (
    <LazyPart part={TOOLS} of="The tool" waiting={<Empty>Loading the tool</Empty>}>
      {(tools) => {
        const { Panel: ToolPanel } = tools.TOOLS[tool];
        return <ToolPanel />;
      }}
    </LazyPart>
  );
}

function PathChart({ alone = false }: PathViewProps) {
  const wanted = usePaths();
  const { paths, made, unit } = wanted;
  const { drawn, measure } = useDrawnPaths(wanted);
  const busy = useWorkspace((state) => state.busy);
  const [ref, width] = useWidth<HTMLDivElement>();
  const summary = useId();
  const names = drawn.map(({ series }) => series.short);
  const right = endMargin(names, width);
  const height = (alone ? ALONE : HEIGHT) * typeScale();
  const plot = useMemo(() => plotOf(width, height, right), [width, height, right]);
  const toX = useMemo(() => scaleLinear([0, 1], [plot.left, plot.right]), [plot]);
  const toY = useMemo(
    () => verticalScale(drawn, measure, [plot.bottom, plot.top]),
    [drawn, measure, plot],
  );
  const { kind, label, scored } = MEASURES[measure];
  const text = kind === 'share' ? (y: number) => percentText(y, 0) : numberText;
  const title = axisText(measure, made, unit.text);
  const stages = paths.map(({ stage }) => stage);
  const { split } = made.evaluation;
  return (
    <Panel
      name="path"
      title="Interpolation from A to B"
      sentence={
        scored ? (
          <>
            {label} on {split} images of the average (1 − α) A + α B, as it is and with π(A) for A,
            and along curves. Rings are evaluated as the slider moves, and put on the curve.
            {made.evaluation.both && ` Thin lines: on ${otherSplit(split)} images.`}
          </>
        ) : (
          'Every path goes from where it begins, at α = 0, to where it ends, at α = 1.'
        )
      }
      source={pathSources(paths.map(({ series }) => series.name))}
      stages={stages}
      exportable={() => pathTables(paths.map(({ series, path }) => [series.name, path]))}
      recipe={stages.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      <div className="axis-line">
        <p className="axis-title">{title}</p>
        <span data-unexported="">
          <MeasureChoice made={made} measure={measure} />
        </span>
      </div>
      <div className="chart-box" ref={ref}>
        {width > 0 && (
          <ChartFrame
            width={width}
            height={height}
            plot={plot}
            label={`${title} along the paths from A to B`}
            summary={summary}
            xTicks={X_TICKS.map((alpha) => ({ at: toX(alpha), text: String(alpha) }))}
            yTicks={toY.ticks(5).map((y) => ({ at: toY(y), text: text(y) }))}
          >
            <PathLines drawn={drawn} measure={measure} toX={toX} toY={toY} />
            <PathLabels drawn={drawn} toY={toY} plot={plot} />
            {drawn.length > 0 && <PathCursor {...{ drawn, measure, toX, toY, plot }} />}
          </ChartFrame>
        )}
        {width > 0 && drawn.length > 0 && <PathReader {...{ drawn, measure, toX, toY, plot }} />}
        {drawn.length === 0 && <p className="chart-empty">{emptyText(busy, paths)}</p>}
      </div>
      <p id={summary} className="visually-hidden">
        {pathSummary(drawn, measure)}
      </p>
      <PathReadout {...wanted} measure={measure} />
      {drawn.length > 0 && (
        <AsTable label={`${label} along the paths`}>
          {() => <PathTable drawn={drawn} measure={measure} />}
        </AsTable>
      )}
    </Panel>
  );
}

function emptyText(busy: boolean, paths: ReturnType<typeof usePaths>['paths']): string {
  if (paths.some(({ path }) => path !== null)) return 'Every path is hidden.';
  return busy
    ? 'The paths will be drawn here.'
    : 'Nothing is computed yet: the paths will be drawn here.';
}

interface MeasureChoiceProps {
  readonly made: Experiment;
  readonly measure: keyof typeof MEASURES;
}

function MeasureChoice({ made, measure }: MeasureChoiceProps) {
  const { workspace } = useStores();
  return (
    <LazyChoice
      label="Along the paths"
      value={measure}
      options={measuresOf(made).map((value) => ({ value, label: MEASURES[value].label }))}
      onChoose={(along) => workspace.getState().look({ along })}
    />
  );
}
