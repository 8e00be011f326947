/** Made-up results of an experiment that measures all it can. */
import { parseExperiment, type Experiment } from '../../src/jobs/experiment';
import type { ResultOf, StageName } from '../../src/store/state';
import { wantedStages } from '../../src/store/stages';
import { fixtureResults } from './fixtureResults';

/** Three networks, every curve and every measurement. */
export const measuredExperiment: Experiment = parseExperiment({
  version: 2,
  networks: [1, 2, 3].map((initialisation) => ({ initialisation, order: 10 + initialisation })),
  curves: { kinds: ['bezier', 'chain', 'neb', 'auto-neb', 'slerp', 'layer-slerp', 'layer-line'] },
  evaluation: { compared: 500 },
  measurements: {
    ...{ initialisations: true, repair: true, averages: 'merge-many' },
    ...{ transfer: {}, simplex: {}, ensemble: { along: 'bezier' } },
  },
});

const score = (loss: number) => ({ loss, accuracy: 1 - loss / 4 });
const ensemble = {
  ...score(0.35),
  members: [0.41, 0.44, 0.4, 0.42].map(score),
  disagreement: 0.087,
};

/** A result of every stage that it asks for. */
export function measuredResults(): Partial<{ readonly [Name in StageName]: ResultOf<Name> }> {
  const { networkA, networkB, matching, fits, paths, projection, plane } =
    fixtureResults(measuredExperiment);
  const { naive, permuted, bezier, chain } = paths;
  const disagreement = { withStart: naive.accuracy, withEnd: naive.accuracy };
  const curves = Object.fromEntries(
    wantedStages(measuredExperiment).map((name) => [
      name,
      name.endsWith('Fit') ? fits.bezier : { ...bezier, disagreement },
    ]),
  );
  return {
    ...curves,
    ...{ networkA, networkB, networkC: networkB, matching, projection, plane },
    ...{ naive, permuted, chain, naive0: naive, permuted0: permuted },
    'repaired-naive': { ...naive, varianceRatios: [0.42, 0.3] },
    repaired: { ...permuted, varianceRatios: [0.81, 0.74] },
    averages: [2, 3].map((networks) => ({
      networks,
      ...{ naive: score(2.1), naiveRepaired: score(1.7), aligned: score(0.6) },
      ...{ repaired: score(0.5), initial: { naive: score(2.3), aligned: score(2.2) } },
    })),
    transfer: {
      naive: [0, 50, 100].map((applied) => ({ applied, ...score(2) })),
      points: [null, 0, 50, 100].flatMap((found) =>
        [0, 50, 100].map((applied) => ({ found, applied, ...score(0.8) })),
      ),
    },
    simplex: {
      ...{ vertices: [], networks: 3, logVolume: -4.2, drawn: ensemble },
      atVertices: [0.41, 0.43, 0.44, 0.39].map(score),
    },
    ensemble,
  };
}
