/** The curves along alpha, and the chord that the barrier is measured from. */
import { memo } from 'react';
import { curvePath } from '../draw/curve';
import type { DrawnPath, Vertical } from './drawnPaths';

interface PathLinesProps {
  readonly drawn: readonly DrawnPath[];
  readonly measure: 'loss' | 'accuracy';
  readonly toX: (alpha: number) => number;
  readonly toY: Vertical;
}

export const PathLines = memo(function PathLines({ drawn, measure, toX, toY }: PathLinesProps) {
  const straight = drawn.find(({ series }) => series.name === 'naive')?.path;
  const ends = straight?.[measure];
  const top = toY.domain()[1] ?? Infinity;
  return (
    <g className="curves">
      {ends !== undefined && (
        <path className="chord" d={`M${toX(0)} ${toY(ends[0]!)}L${toX(1)} ${toY(ends.at(-1)!)}`} />
      )}
      {drawn.toReversed().map(({ series, path }) => (
        <path
          key={series.name}
          className="curve"
          style={{ stroke: series.colour }}
          strokeDasharray={series.dash || undefined}
          d={curvePath(
            Array.from(path.alphas, (x, i) => ({ x, y: path[measure][i]! })),
            toX,
            toY,
            top,
          )}
        />
      ))}
    </g>
  );
});
