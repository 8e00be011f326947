/** What the buttons below the stage do to view and experiment. */
import { isLine, LINES, type PathName } from '../../jobs/paths';
import type { Experiment } from '../../pipeline/kinds/pair/experiment';
import { seriesOf } from '../draw/series';

const namesOf = (experiment: Experiment): readonly PathName[] =>
  seriesOf(experiment).map(({ name }) => name);

/** The paths that begin where A's neurons are in B's order. */
export const alignedPaths = (experiment: Experiment): readonly PathName[] =>
  namesOf(experiment).filter((name) => isLine(name) && LINES[name].ends[0].startsWith('pi('));

export const curvesOf = (experiment: Experiment): readonly PathName[] =>
  namesOf(experiment).filter((name) => !isLine(name));

/** The same experiment with a curve to be found. */
export const withCurve = (experiment: Experiment): Experiment => ({
  ...experiment,
  curves: { ...experiment.curves, kinds: ['bezier'] },
});

/** True when none of these is hidden. */
export const isShown = (hidden: readonly PathName[], names: readonly PathName[]): boolean =>
  !names.some((name) => hidden.includes(name));

/** What is hidden once these are shown, or hidden too. */
export const withPaths = (
  hidden: readonly PathName[],
  names: readonly PathName[],
  shown: boolean,
): readonly PathName[] => {
  const others = hidden.filter((name) => !names.includes(name));
  return shown ? others : [...others, ...names];
};

/** Seeds that no network of a ready experiment has. */
const LEAST = 1000;
const SEEDS = 999_000;

/** The same experiment with networks that nobody has trained before; what began alike begins alike again. */
export function withNewSeeds(experiment: Experiment, random = Math.random): Experiment {
  const first = LEAST + 2 * Math.floor(random() * SEEDS);
  const { networks } = experiment;
  const seeds = networks.map(({ initialisation }) => initialisation);
  const orders = networks.map(({ order }) => order);
  return {
    ...experiment,
    networks: networks.map((own) =>
      own.file === null
        ? {
            ...own,
            initialisation: first + seeds.indexOf(own.initialisation),
            order: first + orders.indexOf(own.order),
          }
        : own,
    ),
  };
}
