/** How high the walls are: both barriers of each path, the accuracy at its middle, and its length. */
import { Explained } from '../glossary/Explained';
import type { AlongPath } from '../../jobs/jobs';
import { lengthOf } from '../draw/along';
import { isMany } from '../draw/series';
import { barrierTables } from '../export/tables';
import { alignedTexts, columnTexts, DASH, lossText, percentText } from '../format';
import { resultOf } from '../stage';
import { unitText } from '../units';
import { usePaths } from './drawnPaths';
import { Panel } from './Panel';
import { otherSplit } from './PathReadout';
import { varianceText } from './pathText';
import { Swatch } from './Swatch';

export function BarriersView() {
  const { paths, made, unit } = usePaths();
  // Beside the plane there is no room for notes, and they are few.
  const many = isMany(paths);
  const stages = paths.map(({ stage }) => stage);
  const other = otherSplit(made.evaluation.split);
  const repaired = paths.find(({ series }) => series.name === 'repaired')?.path ?? null;
  const lengths = alignedTexts(
    columnTexts(paths.map(({ path }) => (path === null ? NaN : lengthOf(path) / unit.length))),
  );
  const variance = repaired === null ? '' : varianceText(repaired);
  return (
    <Panel
      name="barriers"
      title="Barriers"
      sentence={
        <>
          The highest loss on each path above its ends, in {unitText(made)}: over the mean of the
          two ends, and over the straight line between them.
        </>
      }
      source="Over the mean: Garipov et al. 2018, Frankle et al. 2020. Over the chord: Entezari et al. 2022, Benzing et al. 2022, eq. 2"
      stages={stages}
      exportable={() => barrierTables(paths.map(({ series, path }) => [series.name, path]))}
      recipe={stages.map(resultOf).find((result) => result !== null)?.recipe ?? null}
    >
      <table className="numbers" aria-label="Barriers">
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col">Barrier over the mean</th>
            <th scope="col">
              <Explained>Barrier over the chord</Explained>
            </th>
            <th scope="col">Midpoint accuracy</th>
            <th scope="col">Length in {unit.text}</th>
          </tr>
        </thead>
        <tbody>
          {paths.map(({ series, stage, path }, i) => {
            const reason =
              path !== null
                ? undefined
                : stage.status === 'failed'
                  ? stage.error.message
                  : 'not computed yet';
            return [
              <tr key={series.name}>
                <th scope="row">
                  <Swatch colour={series.colour} />
                  {series.title}
                  {many && <span className="note">{series.note}</span>}
                </th>
                <Barriers of={path} reason={reason} />
                <td title={reason}>{lengths[i]}</td>
              </tr>,
              path?.other ? (
                <tr key={`${series.name} other`} className="other-split">
                  <th scope="row">
                    <span className="visually-hidden">{series.title}, </span>
                    {other} images
                  </th>
                  <Barriers of={path.other} reason={undefined} />
                  <td />
                </tr>
              ) : null,
            ];
          })}
        </tbody>
      </table>
      {variance !== '' && <p className="table-note">{variance}</p>}
    </Panel>
  );
}

interface BarriersProps {
  readonly of: Pick<AlongPath, 'barrierOverMean' | 'barrierOverChord' | 'midpointAccuracy'> | null;
  /** Why there are none. */
  readonly reason: string | undefined;
}

function Barriers({ of, reason }: BarriersProps) {
  return (
    <>
      <td title={reason}>{of === null ? DASH : lossText(of.barrierOverMean)}</td>
      <td title={reason}>{of === null ? DASH : lossText(of.barrierOverChord)}</td>
      <td title={reason}>{of === null ? DASH : percentText(of.midpointAccuracy)}</td>
    </>
  );
}
