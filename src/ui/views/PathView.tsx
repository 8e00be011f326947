/** Loss, accuracy or another measure along every path, with the slider under its axis and the values at the slider. */
import type { Experiment } from '../../pipeline/experiment';
import { scaleLinear } from 'd3-scale';
import { useMemo } from 'react';
import { useWorkspace, useStores } from '../context';
import { Choice } from '../controls/Choice';
import { axisText, MEASURES, measuresOf } from '../draw/along';
import { numberText, percentText } from '../format';
import { useWidth } from '../hooks';
import { resultOf } from '../stage';
import { ChartFrame, MARGIN, plotOf } from './ChartFrame';
import { useDrawnPaths, usePaths, verticalScale } from './drawnPaths';
import { Interpolation } from './Interpolation';
import { Panel } from './Panel';
import { PathCursor } from './PathCursor';
import { PathLines } from './PathLines';
import { otherSplit, PathReadout } from './PathReadout';
import { pathSources } from './pathText';

const HEIGHT = 208;

export function PathView() {
  const wanted = usePaths();
  const { paths, made, unit } = wanted;
  const { drawn, measure } = useDrawnPaths(wanted);
  const busy = useWorkspace((state) => state.busy);
  const [ref, width] = useWidth<HTMLDivElement>();
  const toX = useMemo(
    () => scaleLinear([0, 1], [MARGIN.left, plotOf(width, HEIGHT, 0).right]),
    [width],
  );
  const toY = useMemo(
    () => verticalScale(drawn, measure, [plotOf(0, HEIGHT, 0).bottom, MARGIN.top]),
    [drawn, measure],
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
            and along curves. Rings are evaluated as the slider moves.
            {made.evaluation.both && ` Thin lines: on ${otherSplit(split)} images.`}
          </>
        ) : (
          'Every path goes from where it begins, at α = 0, to where it ends, at α = 1.'
        )
      }
      source={pathSources(paths.map(({ series }) => series.name))}
      stages={stages}
      recipe={stages.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      <div className="axis-line">
        <p className="axis-title">{title}</p>
        <MeasureChoice made={made} measure={measure} />
      </div>
      <div className="chart-box" ref={ref}>
        {width > 0 && (
          <ChartFrame
            width={width}
            height={HEIGHT}
            label={`${title} along the paths from A to B`}
            xTicks={[]}
            yTicks={toY.ticks(5).map((y) => ({ at: toY(y), text: text(y) }))}
          >
            <PathLines drawn={drawn} measure={measure} toX={toX} toY={toY} />
            {drawn.length > 0 && <PathCursor {...{ drawn, measure, toX, toY }} height={HEIGHT} />}
          </ChartFrame>
        )}
        {drawn.length === 0 && <p className="chart-empty">{emptyText(busy, paths)}</p>}
      </div>
      <Interpolation />
      <PathReadout {...wanted} measure={measure} />
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
    <Choice
      label="Along the paths"
      value={measure}
      options={measuresOf(made).map((value) => ({ value, label: MEASURES[value].label }))}
      onChoose={(along) => workspace.getState().look({ along })}
    />
  );
}
