/** Loss and accuracy of the same curves side by side, and the numbers as a table. */
import type { Experiment } from '../../pipeline/experiment';
import type { ScoredCurve } from '../draw/scores';
import { unitText } from '../units';
import { AsTable } from './AsTable';
import { ScoreChart } from './ScoreChart';
import { ScoreTable } from './ScoreTable';

interface ScoreChartsProps {
  readonly curves: readonly ScoredCurve[];
  /** What the horizontal axis counts: `step`. */
  readonly counts: string;
  /** What has these losses: `of the average`. */
  readonly of: string;
  readonly made: Experiment;
  /** The vertical axes hold the numbers and no more. */
  readonly close?: boolean;
}

export function ScoreCharts({ curves, counts, of, made, close = false }: ScoreChartsProps) {
  const all = curves.flatMap(({ points }) => points.map(({ x }) => x));
  const xs = [...new Set(all)].sort((one, other) => one - other);
  const across = [xs[0] ?? 0, Math.max(xs.at(-1) ?? 1, (xs[0] ?? 0) + 1)] as const;
  const drawn = (measure: 'loss' | 'accuracy') =>
    curves.map(({ points, ...look }) => ({
      ...look,
      samples: points.map((point) => ({ x: point.x, y: point[measure] })),
    }));
  const shared = { across, counts, close, dots: true };
  return (
    <>
      <div className="twin-charts">
        <ScoreChart
          title={`Loss ${of}, ${unitText(made)}, by ${counts}`}
          measure="loss"
          curves={drawn('loss')}
          {...shared}
        />
        <ScoreChart
          title={`Accuracy ${of}, by ${counts}`}
          measure="accuracy"
          curves={drawn('accuracy')}
          {...shared}
        />
      </div>
      <AsTable label={`Loss and accuracy ${of}, by ${counts}`}>
        {() => <ScoreTable curves={curves} counts={counts} />}
      </AsTable>
    </>
  );
}
