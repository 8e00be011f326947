/** Loss and accuracy of the same curves side by side, with what is what, and the numbers as a table. */
import type { Experiment } from '../../pipeline/experiment';
import type { ScoredCurve } from '../draw/scores';
import { countText, DASH, lossText, percentText } from '../format';
import { unitText } from '../units';
import { ScoreChart } from './ScoreChart';
import { Swatch } from './Swatch';

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
      <ul className="score-key">
        {curves.map(({ name, colour, dash }) => (
          <li key={name}>
            <Swatch colour={colour} dash={dash} />
            {name}
          </li>
        ))}
      </ul>
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
      <details className="score-numbers">
        <summary>Numbers</summary>
        {/* Scrolled by keys too where it is wider than the screen. */}
        <div className="scrolled" role="region" aria-label={`Numbers by ${counts}`} tabIndex={0}>
          <table className="numbers">
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  {counts[0]?.toUpperCase()}
                  {counts.slice(1)}
                </th>
                {curves.map(({ name }) => (
                  <th key={name} scope="colgroup" colSpan={2}>
                    {name}
                  </th>
                ))}
              </tr>
              <tr>
                {curves.map(({ name }) => [
                  <th key={`${name} loss`} scope="col">
                    Loss
                  </th>,
                  <th key={`${name} accuracy`} scope="col">
                    Accuracy
                  </th>,
                ])}
              </tr>
            </thead>
            <tbody>
              {xs.map((x) => (
                <tr key={x}>
                  <th scope="row">{countText(x)}</th>
                  {curves.map(({ name, points }) => {
                    const point = points.find((candidate) => candidate.x === x);
                    return [
                      <td key={`${name} loss`}>
                        {point === undefined ? DASH : lossText(point.loss)}
                      </td>,
                      <td key={`${name} accuracy`}>
                        {point === undefined ? DASH : percentText(point.accuracy)}
                      </td>,
                    ];
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
