/** An experiment on data of the visitor's own. */
import { entryOf } from '../data/named';
import type { OwnData } from '../data/own';
import {
  experimentErrors,
  parseExperiment,
  type Experiment,
} from '../pipeline/kinds/pair/experiment';
import { withoutFiles } from './withoutFiles';

/**
 * The experiment on this data, changed as little as may be: networks out of files go where they do not fit its images,
 * and convolutions where its images are too small for their pools.
 */
export function withOwnData(experiment: Experiment, own: OwnData): Experiment {
  // Whatever its files are called now, what was computed on it stays.
  if (experiment.dataset === 'own' && experiment.own?.digest === own.digest) return experiment;
  const { side, channels, classes, normalization } = own;
  const described = {
    ...own,
    counts: { ...own.counts },
    normalization: normalization.map((each) => ({ ...each })),
  };
  const before = entryOf(experiment);
  const fits =
    before.side === side && before.channels === channels && before.classes.length === classes;
  const moved: Experiment = {
    ...(fits ? experiment : withoutFiles(experiment)),
    dataset: 'own',
    own: described,
    normalization: null,
  };
  if (Object.keys(experimentErrors(moved)).length === 0) return parseExperiment(moved);
  return parseExperiment({ ...moved, network: { kind: 'mlp', hidden: [64, 64] } });
}
