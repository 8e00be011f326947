/** The plan of a pair: its networks, their alignment, the paths between them, what is measured, and the plane. */
import { architectureOf, dataOf, type Experiment } from './experiment';
import { METHODS } from '../../../jobs/methods';
import { CONTROLS, FITTED_NAMES, isControl, isLine, LINES } from '../../../jobs/paths';
import { planePoints } from '../../../jobs/planes';
import { planOf, type AnyTask, type Plan, type Task } from '../../task';
import { averagesTask, ensembleTask, simplexTask, transferTask } from './measurements';
import { networkNames, networkTask } from './networks';
import { fitTask, pathNames, pathTask } from './paths';
import { planeTask, projectionTasks } from './planes';
import { MATCHING, networkRef } from './refs';

function matchingTask(experiment: Experiment): Task<'match'> {
  const { alignment, loss } = experiment;
  return {
    ...MATCHING,
    settings: {
      data: dataOf(experiment),
      architecture: architectureOf(experiment, 'A'),
      target: architectureOf(experiment, 'B'),
      loss,
      alignment,
      initial: METHODS[alignment.method].initial === true,
    },
    inputs: { a: networkRef('A').id, b: networkRef('B').id },
    label: 'Alignment',
    title: 'matching',
  };
}

/** In the order in which free workers take them up. */
export function planOfPair(experiment: Experiment): Plan {
  const paths = pathNames(experiment);
  const lines = paths.filter((name) => isLine(name) && LINES[name].measurement === null);
  /** Curves that are measured, and those whose control points the plane goes through. */
  const fits = FITTED_NAMES.filter(
    (name) =>
      experiment.curves.kinds.includes(name) ||
      planePoints(experiment.plane).some((point) => isControl(point) && CONTROLS[point] === name),
  );
  const first: readonly AnyTask[] = [
    ...networkNames(experiment).map((name) => networkTask(experiment, name)),
    matchingTask(experiment),
  ];
  const known = new Set(first.map(({ id }) => id));
  // A plane that needs no curve is there before any is fitted: it is what there is to look at meanwhile.
  const planes: readonly AnyTask[] = [...projectionTasks(experiment), planeTask(experiment)];
  const isEarly = ({ inputs }: AnyTask) => Object.values(inputs).every((id) => known.has(id));
  return planOf([
    ...first,
    ...lines.map((name) => pathTask(experiment, name)),
    ...planes.filter(isEarly),
    ...fits.map((name) => fitTask(experiment, name)),
    ...paths.filter((name) => !lines.includes(name)).map((name) => pathTask(experiment, name)),
    ...averagesTask(experiment),
    ...transferTask(experiment),
    ...simplexTask(experiment),
    ...ensembleTask(experiment),
    ...planes.filter((task) => !isEarly(task)),
  ]);
}
