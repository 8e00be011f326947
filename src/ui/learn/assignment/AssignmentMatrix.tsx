/** Similarities, or what a step has made of them, as a table whose cells may be pressed; arrow keys go from cell to cell. */
import { useRef, useState, type KeyboardEvent } from 'react';
import type { WeightImage } from '../../draw/neurons';
import type { FewUnits } from './fewUnits';
import type { HungarianStep } from './hungarian';
import { wholeText } from './stepText';
import { UnitImage } from './UnitImage';

interface AssignmentMatrixProps {
  readonly units: FewUnits;
  readonly image: WeightImage;
  /** Null while the visitor tries, and similarities are shown. */
  readonly step: HungarianStep | null;
  /** What is written in the cells before this step. */
  readonly before: readonly number[];
  /** Column of each row that is marked, or -1. */
  readonly marked: readonly number[];
  readonly onPress: (row: number, column: number) => void;
}

const ARROWS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function AssignmentMatrix(props: AssignmentMatrixProps) {
  const { units, image, step, before, marked, onPress } = props;
  const { rows, columns, gains, a, b } = units;
  const [at, setAt] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const n = rows.length;
  const values = step === null || step.kind === 'done' ? gains : step.losses;
  const lines = step?.kind === 'cover' || step?.kind === 'shift' ? step : null;
  const go = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    // Not to another screen.
    event.preventDefault();
    const within = (place: number) => Math.min(n - 1, Math.max(0, place));
    const next = within(Math.floor(at / n) + arrow[0]) * n + within((at % n) + arrow[1]);
    setAt(next);
    body.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };
  return (
    <table
      className="assignment-matrix"
      aria-label={step === null || step.kind === 'done' ? 'Cosines, in hundredths' : 'What is lost'}
    >
      <thead>
        <tr>
          <td />
          {columns.map((unit) => (
            <th key={unit} scope="col">
              <UnitImage weights={a} unit={unit} image={image} />
              A&nbsp;{unit}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={go}>
        {rows.map((unit, i) => (
          <tr key={unit}>
            <th scope="row">
              <UnitImage weights={b} unit={unit} image={image} />
              B&nbsp;{unit}
            </th>
            {columns.map((other, j) => {
              const place = i * n + j;
              const value = values[place] ?? 0;
              return (
                <td key={other}>
                  <button
                    type="button"
                    tabIndex={place === at ? 0 : -1}
                    aria-pressed={marked[i] === j}
                    aria-label={`B ${unit} with A ${other}: ${wholeText(value)}`}
                    aria-disabled={step !== null}
                    data-lines={
                      Number(lines?.rows[i] === true) + Number(lines?.columns[j] === true)
                    }
                    data-zero={(step !== null && step.kind !== 'done' && value === 0) || undefined}
                    data-changed={(step !== null && before[place] !== value) || undefined}
                    onFocus={() => setAt(place)}
                    onClick={() => {
                      if (step === null) onPress(i, j);
                    }}
                  >
                    {wholeText(value)}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
