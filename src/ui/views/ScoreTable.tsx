/** Losses and accuracies of some curves, place by place. */
import type { ScoredCurve } from '../draw/scores';
import { countText, DASH, lossText, percentText } from '../format';

interface ScoreTableProps {
  readonly curves: readonly Pick<ScoredCurve, 'name' | 'points'>[];
  /** What the rows count: `step`. */
  readonly counts: string;
}

export function ScoreTable({ curves, counts }: ScoreTableProps) {
  const all = curves.flatMap(({ points }) => points.map(({ x }) => x));
  const xs = [...new Set(all)].sort((one, other) => one - other);
  return (
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
                <td key={`${name} loss`}>{point === undefined ? DASH : lossText(point.loss)}</td>,
                <td key={`${name} accuracy`}>
                  {point === undefined ? DASH : percentText(point.accuracy)}
                </td>,
              ];
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
