/** Loss and accuracy of each path at the slider's alpha. */
import { useIsthmus, usePathStages } from '../context';
import { readPath, SERIES } from '../draw/series';
import { alphaText, DASH, lossText, percentText } from '../format';
import { valueOf } from '../stage';
import { Swatch } from './Swatch';

export function PathReadout() {
  const alpha = useIsthmus(({ view }) => view.alpha);
  const stages = usePathStages();
  const points = useIsthmus(({ experiment }) => experiment.evaluation.points);
  return (
    <div role="group" aria-label="Reading">
      <table className="numbers" aria-label={`Values at alpha ${alphaText(alpha, points)}`}>
        <thead>
          <tr>
            <th scope="col" className="numbers-title">
              At α = {alphaText(alpha, points)}
            </th>
            <th scope="col">Loss</th>
            <th scope="col">Accuracy</th>
          </tr>
        </thead>
        <tbody>
          {SERIES.map(({ name, title, note, colour, dash }) => {
            const path = valueOf(stages[name]);
            const read = path === null ? null : readPath(path, alpha);
            const reason = path === null ? 'not computed yet' : undefined;
            return (
              <tr key={name}>
                <th scope="row">
                  <Swatch colour={colour} dash={dash} />
                  {title}
                  <span className="note">{note}</span>
                </th>
                <td title={reason}>{read === null ? DASH : lossText(read.loss)}</td>
                <td title={reason}>{read === null ? DASH : percentText(read.accuracy)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
