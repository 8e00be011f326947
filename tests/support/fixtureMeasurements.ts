/** Made-up results of an experiment that measures all it can. */
import { parseExperiment, planOfExperiment, type Experiment } from '../../src/pipeline/experiment';
import type { Finished, ProgressOf, ResultOf, Stage, TaskStates } from '../../src/pipeline/state';
import { keyOf, type TaskJob } from '../../src/pipeline/task';
import { fixtureHistory, fixtureResults, partialPlane } from './fixtureResults';

/** Three networks, every curve and every measurement. */
export const measuredExperiment: Experiment = parseExperiment({
  version: 2,
  networks: [1, 2, 3].map((initialisation) => ({ initialisation, order: 10 + initialisation })),
  curves: { kinds: ['bezier', 'chain', 'neb', 'auto-neb', 'slerp', 'layer-slerp', 'layer-line'] },
  evaluation: { compared: 500 },
  measurements: {
    initialisations: true,
    repair: true,
    averages: 'merge-many',
    transfer: {},
    simplex: {},
    ensemble: { along: 'bezier' },
  },
});

const { networkA, networkB, matching, fits, paths, points, projections, plane } =
  fixtureResults(measuredExperiment);

const score = (loss: number) => ({ loss, accuracy: 1 - loss / 4 });
const ensemble: ResultOf<'ensemble'> = {
  ...score(0.35),
  members: [0.41, 0.44, 0.4, 0.42].map(score),
  disagreement: 0.087,
};
const averages: ResultOf<'average'> = [2, 3].map((networks) => ({
  networks,
  naive: score(2.1),
  naiveRepaired: score(1.7),
  aligned: score(0.6),
  repaired: score(0.5),
  initial: { naive: score(2.3), aligned: score(2.2) },
}));
const transfer: ResultOf<'transfer'> = {
  naive: [0, 50, 100].map((applied) => ({ applied, ...score(2) })),
  points: [null, 0, 50, 100].flatMap((found) =>
    [0, 50, 100].map((applied) => ({ found, applied, ...score(0.8) })),
  ),
};

/** A path as lines between networks are, or as curves are. */
function pathAt(id: string): ResultOf<'path'> {
  const { naive, permuted, bezier } = paths;
  const disagreement = { withStart: naive.accuracy, withEnd: naive.accuracy };
  if (id === 'repaired-naive') return { ...naive, varianceRatios: [0.42, 0.3] };
  if (id === 'repaired') return { ...permuted, varianceRatios: [0.81, 0.74] };
  const path = /^naive/.test(id) ? naive : /^permuted/.test(id) ? permuted : bezier;
  return { ...path, disagreement };
}

/** What comes of a task, and what there is of it halfway; null for jobs of which nothing is shown. */
type Made = { readonly [Job in TaskJob]?: readonly [ResultOf<Job>, ProgressOf<Job> | null] };

const madeAt = (id: string): Made => ({
  network: [id === 'networkA' ? networkA : networkB, fixtureHistory(3, 0.41, 0.4)],
  match: [matching, null],
  fit: [fits.bezier, fixtureHistory(5, 0.39, 0.4)],
  path: [pathAt(id), 0.3],
  average: [averages, averages.slice(0, 1)],
  transfer: [transfer, { ...transfer, points: transfer.points.slice(0, 5) }],
  simplex: [
    {
      vertices: [],
      networks: 3,
      logVolume: -4.2,
      drawn: ensemble,
      atVertices: [0.41, 0.43, 0.44, 0.39].map(score),
    },
    0.3,
  ],
  ensemble: [ensemble, 0.3],
  projection: [id === 'projection' ? points : projections.bezier, null],
  plane: [plane, partialPlane(plane, 4, 0.55)],
});

/** Every task of the experiment in a state that is made of its result and of what there is of it halfway. */
export function measuredTasks(
  stateOf: (result: Finished<unknown>, halfway: unknown) => Stage<unknown, unknown>,
): TaskStates {
  const plan = planOfExperiment(measuredExperiment);
  const recipe = { experiment: measuredExperiment, engine: 'WebAssembly SIMD', version: '0.1.0' };
  const states = Array.from(plan, ([id, { job }]) => {
    const made = madeAt(id)[job];
    if (made === undefined) throw new Error(`Expected a made-up result of ${id}, got none.`);
    const [value, halfway] = made;
    return [id, { job, ...stateOf({ value, key: keyOf(plan, id), recipe }, halfway) }] as const;
  });
  return Object.fromEntries(states);
}
