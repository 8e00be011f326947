/** Networks of an ensemble, each by itself and together. */
import { ENSEMBLE } from '../../pipeline/kinds/pair/refs';
import type { Experiment } from '../../pipeline/experiment';
import type { ResultOf } from '../../pipeline/state';
import { PATHS } from '../../jobs/paths';
import { ensembleCurves, meanOf } from '../draw/scores';
import { scoreTables } from '../export/tables';
import { lossText, percentText } from '../format';
import { Measurement } from './Measurement';
import { ScoreCharts } from './ScoreCharts';

export function EnsembleView() {
  return (
    <Measurement
      of={ENSEMBLE}
      soFar={(share) => share}
      title="Ensemble"
      sentence={(made) => `${whereFrom(made)} Together they average their predictions.`}
      source="Fast geometric ensembling: Garipov et al. 2018, Sec. 4"
      empty="Each network of the ensemble, and all together, will be here."
      running="Evaluating the ensemble"
      tables={(result) => scoreTables(ensembleCurves(result), 'network')}
    >
      {(result, made) => (
        <>
          <p className="summary">{ensembleText(result)}</p>
          <EnsembleCharts ensemble={result} made={made} />
        </>
      )}
    </Measurement>
  );
}

interface EnsembleChartsProps {
  readonly ensemble: ResultOf<'ensemble'>;
  readonly made: Experiment;
  /** What a member by itself is called. */
  readonly each?: string;
}

/** Loss and accuracy of the members and of all together. */
export function EnsembleCharts({ ensemble, made, each }: EnsembleChartsProps) {
  return (
    <ScoreCharts
      curves={ensembleCurves(ensemble, each)}
      counts="network"
      of={`on ${made.evaluation.split} images`}
      made={made}
      close
    />
  );
}

/** Where the members of an ensemble are taken from. */
export function whereFrom({ measurements }: Pick<Experiment, 'measurements'>): string {
  const { ensemble } = measurements;
  if (ensemble === null) return '';
  const { along, members, cycleEpochs } = ensemble;
  return along === 'training'
    ? `${members} networks, collected as B’s training goes on with a learning rate that rises and falls, one every ${cycleEpochs === 1 ? 'epoch' : `${cycleEpochs} epochs`}.`
    : `${members} networks, evenly apart along the path “${PATHS[along].label}”.`;
}

/** What an ensemble gains, in a sentence. */
export function ensembleText(ensemble: ResultOf<'ensemble'>): string {
  const { members, loss, accuracy, disagreement } = ensemble;
  const mean = meanOf(members);
  return `Accuracy ${percentText(accuracy, 2)} together, ${percentText(mean.accuracy, 2)} each in the mean; loss ${lossText(loss)} together, ${lossText(mean.loss)} in the mean. Any two of the ${members.length} disagree on ${percentText(disagreement)} of the images.`;
}
