/** How high the walls are: both barriers of each path, and the accuracy at its middle. */
import { useIsthmus, usePathStages } from '../context';
import { SERIES } from '../draw/series';
import { DASH, lossText, percentText } from '../format';
import { experimentOf, resultOf, valueOf } from '../stage';
import { unitText } from '../units';
import { Panel } from './Panel';
import { Swatch } from './Swatch';

export function BarriersView() {
  const now = useIsthmus((state) => state.experiment);
  const stages = usePathStages();
  const list = Object.values(stages);
  return (
    <Panel
      name="barriers"
      title="Barriers"
      sentence={
        <>
          The highest loss on each path above its ends, in {unitText(experimentOf(list, now))}: over
          the mean of the two ends, and over the straight line between them.
        </>
      }
      source="Over the mean: Garipov et al. 2018, Frankle et al. 2020. Over the chord: Entezari et al. 2022, Benzing et al. 2022, eq. 2"
      stages={list}
      recipe={list.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      <table className="numbers" aria-label="Barriers">
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col">Barrier over the mean</th>
            <th scope="col">Barrier over the chord</th>
            <th scope="col">Midpoint accuracy</th>
          </tr>
        </thead>
        <tbody>
          {SERIES.map(({ name, title, colour, dash }) => {
            const stage = stages[name];
            const path = valueOf(stage);
            const reason =
              path !== null
                ? undefined
                : stage.status === 'failed'
                  ? stage.error.message
                  : 'not computed yet';
            const cell = (text: (value: number) => string, value: number | undefined) => (
              <td title={reason}>{value === undefined ? DASH : text(value)}</td>
            );
            return (
              <tr key={name}>
                <th scope="row">
                  <Swatch colour={colour} dash={dash} />
                  {title}
                </th>
                {cell(lossText, path?.barrierOverMean)}
                {cell(lossText, path?.barrierOverChord)}
                {cell((share) => percentText(share), path?.midpointAccuracy)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
