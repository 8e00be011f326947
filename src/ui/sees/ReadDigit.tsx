/** How sure each network is of each digit, as bars, and what it reads in a sentence. */
import type { Classification } from '../../jobs/jobs';
import { listText, percentText } from '../format';
import { useSettled } from '../hooks';
import { useEntry, type SeenPaths } from './seenPaths';
import type { Classified, SaidOf } from './useSaid';
import { classText, verdictOn } from './verdict';

interface ReadDigitProps {
  readonly seen: SeenPaths;
  readonly said: SaidOf<Classified, Classification>;
  readonly wanted: Classified | null;
  /** A's answer; null while there is none. */
  readonly ofA: Classification | null;
}

/** Milliseconds without another answer after which it is read out. */
const CALM = 700;

export function ReadDigit({ seen, said, wanted, ofA }: ReadDigitProps) {
  const { classes: names } = useEntry();
  const columns = [
    { name: 'A', title: 'A', colour: 'var(--network-a)', answer: ofA, late: false },
    ...seen.shown.map(({ name, title, colour }) => ({
      name,
      title,
      colour,
      answer: said[name]?.answer ?? null,
      late: said[name]?.wanted !== wanted,
    })),
  ];
  const text = columns.flatMap(({ title, answer }) => {
    if (answer === null) return [];
    const { label, sure } = verdictOn(answer, 0);
    return `${title} reads ${classText(names, label)} (${percentText(sure, 0)})`;
  });
  const calm = useSettled(text.length === 0 ? '' : `${listText(text)}.`, CALM);
  return (
    <>
      <p role="status" aria-label="What is read">
        {calm}
      </p>
      <div className="scrolled" tabIndex={0} role="group" aria-label="Digits, may be scrolled">
        <table className="digit-table" aria-label="How sure of each digit">
          <thead>
            <tr>
              <th scope="col">Digit</th>
              {columns.map(({ name, title }) => (
                <th key={name} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((digit, label) => (
              <tr key={digit}>
                <th scope="row">{digit}</th>
                {columns.map(({ name, colour, answer, late }) => {
                  const sure = answer?.certainties[label] ?? NaN;
                  const best = answer?.decided[0] === label;
                  return (
                    <td key={name} data-late={late || undefined} data-best={best || undefined}>
                      <span className="said-track" aria-hidden="true">
                        <span
                          style={{
                            background: colour,
                            width: `${Number.isFinite(sure) ? 100 * sure : 0}%`,
                          }}
                        />
                      </span>
                      {percentText(sure, 0)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
