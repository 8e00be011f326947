/** A confusion matrix as a table: a row for each true class, shaded by its share; a list of classes where they are many. */
import type { Confusion } from '../../jobs/jobs';
import { countText, DASH, percentText } from '../format';
import type { ClassRow } from './confusion';

/** Classes for which a matrix can be read. */
const MOST = 20;

interface ConfusionMatrixProps {
  readonly confusion: Confusion;
  readonly names: readonly string[];
  readonly rows: readonly ClassRow[];
  /** Of A; null while it is not known. */
  readonly before: readonly ClassRow[] | null;
}

export function ConfusionMatrix({ confusion, names, rows, before }: ConfusionMatrixProps) {
  const { classes, matrix } = confusion;
  const isMatrix = classes <= MOST;
  const loss = ({ label, right }: ClassRow) => (before?.[label]?.right ?? 0) - right;
  const shown = isMatrix ? rows : [...rows].sort((a, b) => loss(b) - loss(a)).slice(0, MOST);
  return (
    <div
      className="scrolled"
      tabIndex={0}
      role="group"
      aria-label="Confusion matrix, may be scrolled"
    >
      <table className="confusion-table" aria-label="Confusion matrix">
        <thead>
          {isMatrix && (
            <tr>
              <td colSpan={3} />
              <th scope="colgroup" colSpan={classes}>
                Taken for
              </th>
            </tr>
          )}
          <tr>
            <th scope="col">{isMatrix ? 'True class' : 'Classes hurt most'}</th>
            <th scope="col">Right at A</th>
            <th scope="col">Right here</th>
            {isMatrix ? (
              names.map((name) => (
                <th key={name} scope="col" className="confusion-column">
                  <span>{name}</span>
                </th>
              ))
            ) : (
              <th scope="col">Taken for</th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ label, right, count, mostly }) => (
            <tr key={label}>
              <th scope="row">{names[label]}</th>
              <td className="quiet">
                {before === null ? DASH : percentText(before[label]?.right ?? NaN, 0)}
              </td>
              <td>
                <strong>{percentText(right, 0)}</strong>
              </td>
              {isMatrix ? (
                names.map((name, predicted) => {
                  const n = matrix[label * classes + predicted]!;
                  return (
                    <td
                      key={name}
                      className="confusion-cell"
                      data-right={predicted === label || undefined}
                      title={`${names[label]} taken for ${name}: ${countText(n)} of ${countText(count)}`}
                      style={{
                        background: shade(count === 0 ? 0 : n / count, predicted === label),
                      }}
                    >
                      {n === 0 ? <span className="quiet">·</span> : countText(n)}
                    </td>
                  );
                })
              ) : (
                <td>
                  {mostly === null
                    ? DASH
                    : `${names[mostly.label]}, ${percentText(mostly.share, 0)}`}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Right ones in green, wrong ones in red; at most half of the colour, so that the number is read on it. */
const shade = (share: number, right: boolean): string =>
  `color-mix(in oklab, var(${right ? '--good' : '--bad'}) ${Math.round(50 * Math.sqrt(share))}%, transparent)`;
