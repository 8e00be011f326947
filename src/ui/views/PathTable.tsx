/** What the chart along alpha draws, as numbers. */
import type { PathMeasure } from '../../pipeline/view';
import { alongText } from '../draw/along';
import { between } from '../draw/series';
import { alphaText } from '../format';
import type { DrawnPath } from './drawnPaths';

interface PathTableProps {
  readonly drawn: readonly DrawnPath[];
  readonly measure: PathMeasure;
}

export function PathTable({ drawn, measure }: PathTableProps) {
  const alphas = [...new Set(drawn.flatMap((path) => [...path.alphas]))].sort((a, b) => a - b);
  return (
    <table className="numbers">
      <thead>
        <tr>
          <th scope="col">α</th>
          {drawn.map(({ series }) => (
            <th key={series.name} scope="col">
              {series.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {alphas.map((alpha) => (
          <tr key={alpha}>
            <th scope="row">{alphaText(alpha)}</th>
            {drawn.map(({ series, alphas: own, values }) => (
              <td key={series.name}>{alongText(measure, between(own, values, alpha))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
