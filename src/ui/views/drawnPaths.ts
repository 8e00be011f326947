/** The paths as the chart draws them, and its vertical scale. */
import type { Experiment } from '../../pipeline/experiment';
import type { TaskState } from '../../pipeline/state';
import type { PathMeasure } from '../../pipeline/view';
import { scaleLinear } from 'd3-scale';
import { useMemo } from 'react';
import type { PathResult } from '../../jobs/jobs';
import type { PathName } from '../../jobs/paths';
import { useWorkspace, usePathStates } from '../context';
import { distanceUnit, measureOf, MEASURES, otherAlong, valuesAlong } from '../draw/along';
import { finiteRange } from '../draw/curvePath';
import { seriesOf, type Series } from '../draw/series';
import { useStable } from '../hooks';
import { experimentOf, resultOf, valueOf } from '../stage';

/** A path that has been evaluated. */
export interface DrawnPath {
  readonly series: Series;
  /** `[points]` each; the same on the other split, where it was asked for. */
  readonly alphas: Float64Array;
  readonly values: Float64Array;
  readonly other: Float64Array | null;
}

/** A path that the experiment asks for. */
export interface WantedPath {
  readonly series: Series;
  readonly stage: TaskState<'path'>;
  readonly path: PathResult | null;
}

/** The paths that the experiment asks for, whether they are there or not, and the experiment they were made with. */
export function usePaths(): {
  readonly paths: readonly WantedPath[];
  readonly made: Experiment;
  readonly unit: ReturnType<typeof distanceUnit>;
} {
  const stages = usePathStates();
  const now = useWorkspace((state) => state.experiment);
  const series = useMemo(() => seriesOf(now), [now]);
  const split = splitOf(
    series.map(({ name }) => stages[name]),
    now,
  );
  const paths = series.map((own) => {
    const stage = stages[own.name];
    const isShown = resultOf(stage)?.recipe.experiment.evaluation.split === split;
    return {
      series: own,
      stage,
      path: isShown ? valueOf(stage) : null,
    };
  });
  const of = (name: PathName) => paths.find((own) => own.series.name === name)?.path ?? null;
  return {
    paths,
    made: experimentOf(
      paths.filter(({ path }) => path !== null).map(({ stage }) => stage),
      now,
    ),
    unit: distanceUnit({ naive: of('naive'), permuted: of('permuted') }),
  };
}

/** The images that all paths of a picture are of: those that are asked for, as soon as one path is on them. */
function splitOf(stages: readonly TaskState<'path'>[], now: Experiment) {
  const splits = stages.flatMap(
    (stage) => resultOf(stage)?.recipe.experiment.evaluation.split ?? [],
  );
  const wanted = now.evaluation.split;
  return splits.includes(wanted) ? wanted : splits[0];
}

/** Those that are there and shown, with the numbers that are drawn; the same list while these are the same. */
export function useDrawnPaths({ paths, made, unit }: ReturnType<typeof usePaths>): {
  readonly drawn: readonly DrawnPath[];
  readonly measure: PathMeasure;
} {
  const hidden = useWorkspace(({ view }) => view.hidden);
  const chosen = useWorkspace(({ view }) => view.along);
  const measure = measureOf(made, chosen);
  const values = useStable(paths.map(({ path }) => path));
  const series = useStable(paths.map((own) => own.series));
  const { length } = unit;
  const drawn = useMemo(
    () =>
      series.flatMap((own, i): DrawnPath[] => {
        const path = values[i] ?? null;
        if (path === null || hidden.includes(own.name)) return [];
        const along = valuesAlong(path, measure, length);
        if (along === null) return [];
        const other = otherAlong(path, measure);
        return [{ series: own, alphas: path.alphas, values: along, other }];
      }),
    [series, values, hidden, measure, length],
  );
  return { drawn, measure };
}

export type Vertical = ReturnType<typeof verticalScale>;

/**
 * From value to pixel. Losses and lengths start at 0, so that barriers have their true proportion; accuracies are shown
 * as far as they fall.
 *
 * @param range bottom and top of the plot in pixels
 */
export function verticalScale(
  drawn: readonly Pick<DrawnPath, 'values' | 'other'>[],
  measure: PathMeasure,
  range: readonly [bottom: number, top: number],
) {
  const all = drawn.flatMap(({ values, other }) => [...values, ...(other ?? [])]);
  const [low, high] = finiteRange(all) ?? [0, MEASURES[measure].kind === 'loss' ? 2.5 : 1];
  const least = measure === 'accuracy' ? low : 0;
  const margin = MEASURES[measure].kind === 'share' ? 0.01 : 1e-6;
  return scaleLinear([least, Math.max(high, least + margin)], range)
    .nice(5)
    .clamp(true);
}
