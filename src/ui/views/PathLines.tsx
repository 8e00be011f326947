/** The curves along alpha, and the chord that the barrier is measured from. */
import type { PathMeasure } from '../../pipeline/view';
import { memo, useState } from 'react';
import { usePage } from '../context';
import { MEASURES } from '../draw/along';
import { curvePath } from '../draw/curvePath';
import type { DrawnPath, Vertical } from './drawnPaths';
import { useLook } from './pointed';

interface PathLinesProps {
  readonly drawn: readonly DrawnPath[];
  readonly measure: PathMeasure;
  readonly toX: (alpha: number) => number;
  readonly toY: Vertical;
}

export const PathLines = memo(function PathLines({ drawn, measure, toX, toY }: PathLinesProps) {
  const look = useLook();
  const alignments = usePage((page) => page.alignments);
  const [drawnFor, setDrawnFor] = useState(alignments);
  const straight = drawn.find(({ series }) => series.name === 'naive');
  const ends = MEASURES[measure].scored ? straight?.values : undefined;
  const top = toY.domain()[1] ?? Infinity;
  const shape = (alphas: Float64Array, values: Float64Array) =>
    curvePath(
      Array.from(alphas, (x, i) => ({ x, y: values[i]! })),
      toX,
      toY,
      top,
    );
  const behind = drawn.toReversed();
  return (
    <g className="curves">
      {ends !== undefined && (
        <path className="chord" d={`M${toX(0)} ${toY(ends[0]!)}L${toX(1)} ${toY(ends.at(-1)!)}`} />
      )}
      {behind.map(({ series, alphas, other }) =>
        other === null ? null : (
          <path
            key={series.name}
            className="curve other"
            data-faint={look(series).faint}
            style={{ stroke: look(series).colour }}
            d={shape(alphas, other)}
          />
        ),
      )}
      {behind.map(({ series, alphas, values }) => (
        <path
          // Another element each time, so that it is drawn anew.
          key={series.name === 'permuted' ? `${series.name} ${alignments}` : series.name}
          className="curve"
          data-anew={(series.name === 'permuted' && alignments > drawnFor) || undefined}
          onAnimationEnd={() => setDrawnFor(alignments)}
          pathLength={1}
          data-faint={look(series).faint}
          style={{ stroke: look(series).colour }}
          d={shape(alphas, values)}
        />
      ))}
    </g>
  );
});
