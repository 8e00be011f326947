/** Loss and accuracy of each path at the slider's alpha: along the curves, and of these very networks. */
import { CATALOG } from '../../data/catalog';
import { PREDICTION_SAMPLES } from '../../store/prediction';
import { useIsthmus, usePathStages } from '../context';
import { readPath, SERIES } from '../draw/series';
import { alphaText, countText, DASH, lossText, percentText } from '../format';
import { experimentOf, valueOf } from '../stage';
import { Swatch } from './Swatch';

export function PathReadout() {
  const alpha = useIsthmus(({ view }) => view.alpha);
  const now = useIsthmus((state) => state.experiment);
  const prediction = useIsthmus((state) => state.prediction);
  const stages = usePathStages();
  const { dataset, evaluation } = experimentOf(Object.values(stages), now);
  const { trainCount, testCount } = CATALOG[dataset];
  const most = evaluation.split === 'train' ? trainCount : testCount;
  return (
    <div role="group" aria-label="Reading">
      <table className="numbers reading" aria-label={`Values at alpha ${alphaText(alpha)}`}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className="numbers-title">
              At α = {alphaText(alpha)}
            </th>
            <th scope="colgroup" colSpan={2}>
              {countText(Math.min(most, evaluation.samples))} images
            </th>
            <th scope="colgroup" colSpan={2}>
              Live, {PREDICTION_SAMPLES} images
            </th>
          </tr>
          <tr>
            <th scope="col">Loss</th>
            <th scope="col">Accuracy</th>
            <th scope="col">Loss</th>
            <th scope="col">Accuracy</th>
          </tr>
        </thead>
        <tbody>
          {SERIES.map(({ name, title, note, colour, dash }) => {
            const path = valueOf(stages[name]);
            const read = path === null ? null : readPath(path, alpha);
            const live = prediction[name] ?? null;
            const reason = path === null ? 'not computed yet' : undefined;
            return (
              <tr key={name} data-late={(live !== null && live.alpha !== alpha) || undefined}>
                <th scope="row">
                  <Swatch colour={colour} dash={dash} />
                  {title}
                  <span className="note">{note}</span>
                </th>
                <td title={reason}>{read === null ? DASH : lossText(read.loss)}</td>
                <td title={reason}>{read === null ? DASH : percentText(read.accuracy)}</td>
                <td className="live">{live === null ? DASH : lossText(live.loss)}</td>
                <td className="live">{live === null ? DASH : percentText(live.accuracy)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
