/** Loss or accuracy along the four paths, with the slider under its axis and the values at the slider. */
import { scaleLinear } from 'd3-scale';
import { useMemo } from 'react';
import { useIsthmus, usePathStages } from '../context';
import { SERIES } from '../draw/series';
import { numberText, percentText } from '../format';
import { useStable, useWidth } from '../hooks';
import { experimentOf, resultOf, valueOf } from '../stage';
import { measureText } from '../units';
import { ChartFrame, MARGIN, plotOf } from './ChartFrame';
import { verticalScale, type DrawnPath } from './drawnPaths';
import { Interpolation } from './Interpolation';
import { Panel } from './Panel';
import { PathCursor } from './PathCursor';
import { PathLines } from './PathLines';
import { PathReadout } from './PathReadout';

const HEIGHT = 208;

export function PathView() {
  const { naive, permuted, bezier, chain } = usePathStages();
  const measure = useIsthmus(({ view }) => view.measure);
  const now = useIsthmus((state) => state.experiment);
  const busy = useIsthmus((state) => state.busy);
  const stages = [naive, permuted, bezier, chain];
  const values = useStable(stages.map(valueOf));
  const drawn = useMemo(
    () =>
      SERIES.flatMap((series, i): DrawnPath[] => {
        const path = values[i];
        return path === null || path === undefined ? [] : [{ series, path }];
      }),
    [values],
  );
  const [ref, width] = useWidth<HTMLDivElement>();
  const toX = useMemo(
    () => scaleLinear([0, 1], [MARGIN.left, plotOf(width, HEIGHT, 0).right]),
    [width],
  );
  const toY = useMemo(
    () => verticalScale(drawn, measure, [plotOf(0, HEIGHT, 0).bottom, MARGIN.top]),
    [drawn, measure],
  );
  const text = measure === 'accuracy' ? (y: number) => percentText(y, 0) : numberText;
  const made = experimentOf(stages, now);
  const unit = measureText(measure, made);
  return (
    <Panel
      name="path"
      title="Interpolation from A to B"
      sentence={
        <>
          The {measure} of the average (1 − α) A + α B on {made.evaluation.split} images, as it is,
          with π(A) in place of A, and along two trained curves. Rings are the networks at α
          themselves, evaluated as the slider moves.
        </>
      }
      source="Benzing et al. 2022, eq. 2; Frankle et al. 2020; curves of Garipov et al. 2018, Sec. 3"
      stages={stages}
      recipe={stages.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      <p className="axis-title">{unit}</p>
      <div className="chart-box" ref={ref}>
        {width > 0 && (
          <ChartFrame
            width={width}
            height={HEIGHT}
            label={`${unit} along the paths from A to B`}
            xTicks={[]}
            yTicks={toY.ticks(5).map((y) => ({ at: toY(y), text: text(y) }))}
          >
            <PathLines drawn={drawn} measure={measure} toX={toX} toY={toY} />
            {drawn.length > 0 && <PathCursor {...{ drawn, measure, toX, toY }} height={HEIGHT} />}
          </ChartFrame>
        )}
        {drawn.length === 0 && (
          <p className="chart-empty">
            {busy
              ? 'Four curves will be drawn here.'
              : 'Press Train: four curves will be drawn here.'}
          </p>
        )}
      </div>
      <Interpolation />
      <PathReadout />
    </Panel>
  );
}
