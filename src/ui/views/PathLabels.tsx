/** The names of the paths at the right end of the chart; pointed at, a name shows its path before the others. */
import { memo } from 'react';
import { useStores } from '../context';
import type { Plot } from './ChartFrame';
import { EndLabels } from './EndLabels';
import type { DrawnPath, Vertical } from './drawnPaths';
import { useLook } from './pointed';

interface PathLabelsProps {
  readonly drawn: readonly DrawnPath[];
  readonly toY: Vertical;
  readonly plot: Plot;
}

export const PathLabels = memo(function PathLabels({ drawn, toY, plot }: PathLabelsProps) {
  const { page } = useStores();
  const look = useLook();
  // Most paths end in B: there, they are in the order in which they arrive.
  const arriving = drawn.toSorted((one, other) => beforeEnd(other) - beforeEnd(one));
  return (
    <EndLabels
      plot={plot}
      labels={arriving.flatMap(({ series, values }) => {
        const end = values.findLast((value) => !Number.isNaN(value));
        if (end === undefined) return [];
        return {
          key: series.name,
          text: series.short,
          ...look(series),
          x: plot.right,
          y: toY(end),
          onPoint: () => page.setState({ pointed: series.name }),
          onLeave: () => page.setState({ pointed: null }),
        };
      })}
    />
  );
});

/** A value shortly before B. */
const beforeEnd = ({ values }: DrawnPath): number =>
  values[Math.max(0, Math.round(0.85 * (values.length - 1)))] ?? NaN;
