/** Permutations found at one step of training and applied at others. */
import { TRANSFER } from '../../pipeline/kinds/pair/refs';
import { transferCurves } from '../draw/scores';
import { scoreTables } from '../export/tables';
import { Measurement } from './Measurement';
import { ScoreCharts } from './ScoreCharts';

export function TransferView() {
  return (
    <Measurement
      of={TRANSFER}
      soFar={(points) => points}
      title="Permutations in time"
      sentence={(made) =>
        `The network halfway between A and B after each number of steps, on ${made.evaluation.split} images: as they are, with the permutation of that very step, and with those found at other steps.`
      }
      source="Benzing et al. 2022, Fig. 3 right"
      empty="Loss and accuracy halfway at each step will be here once A and B are trained."
      running="Matching at each step"
      tables={(result) => scoreTables(transferCurves(result), 'step')}
    >
      {(result, made) => (
        <ScoreCharts curves={transferCurves(result)} counts="step" of="halfway" made={made} />
      )}
    </Measurement>
  );
}
