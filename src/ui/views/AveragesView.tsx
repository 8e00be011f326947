/** How good the average of the first two, three, ... networks is. */
import { AVERAGES } from '../../pipeline/kinds/pair/refs';
import { networkNames } from '../../pipeline/kinds/pair/networks';
import { averageCurves } from '../draw/scores';
import { scoreTables } from '../export/tables';
import { Measurement } from './Measurement';
import { ScoreCharts } from './ScoreCharts';
import { listText } from './pathText';

export function AveragesView() {
  return (
    <Measurement
      of={AVERAGES}
      soFar={(points) => points}
      title="Averages of many"
      sentence={(made) =>
        `The average of the first two, three, … of ${listText(networkNames(made))} on ${made.evaluation.split} images: as they are, ${
          made.measurements.averages === 'merge-many'
            ? 'all permuted towards each other'
            : 'each aligned with A'
        }, with REPAIR, and before training.`
      }
      source="Benzing et al. 2022, Fig. 3 middle; MergeMany of Ainsworth et al. 2023, Alg. 3; REPAIR of Jordan et al. 2023"
      empty="Loss and accuracy of the averages will be here once the networks are trained."
      running="Averaging the networks"
      tables={(points) => scoreTables(averageCurves(points), 'networks')}
    >
      {(points, made) => (
        <ScoreCharts
          curves={averageCurves(points)}
          counts="number of networks"
          of="of the average"
          made={made}
        />
      )}
    </Measurement>
  );
}
