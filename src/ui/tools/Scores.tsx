/** The score of everything that a tool compares, as a table, and in a sentence for who does not see it. */
import { useSettled } from '../hooks';
import { alignedTexts, columnTexts, lossText } from '../format';
import { Swatch } from '../views/Swatch';
import type { ToolLine } from './lines';

/** Milliseconds without a change before the score is spoken. */
const REST = 700;

interface ScoresProps {
  readonly lines: readonly ToolLine[];
  /** The one that the visitor makes. */
  readonly own: ToolLine | null;
}

export function Scores({ lines, own }: ScoresProps) {
  const lengths = alignedTexts(columnTexts(lines.map(({ length }) => length)));
  const spoken = useSettled(own === null ? '' : scoreText(own), REST);
  return (
    <>
      <div className="scrolled" role="region" aria-label="Scores" tabIndex={0}>
        <table className="numbers" aria-label="Scores">
          <thead>
            <tr>
              <th scope="col">Path</th>
              <th scope="col">Highest loss</th>
              <th scope="col">Barrier</th>
              <th scope="col">Length</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, name, colour, highest, barrier }, i) => (
              <tr key={key} data-own={key === own?.key || undefined}>
                <th scope="row">
                  <Swatch colour={colour} />
                  {name}
                </th>
                <td>{lossText(highest)}</td>
                <td>{lossText(barrier)}</td>
                <td>{lengths[i]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p role="status" aria-label="Your score" className="visually-hidden">
        {spoken}
      </p>
    </>
  );
}

const scoreText = ({ name, highest, barrier }: ToolLine): string =>
  `${name}: highest loss ${lossText(highest)}, barrier ${lossText(barrier)}.`;
