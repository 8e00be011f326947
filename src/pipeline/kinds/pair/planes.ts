/** The tasks of a pair that draw its plane. */
import { architectureOf, dataOf, joinable, type Experiment } from './experiment';
import {
  CONTROLS,
  controlsOf,
  isRepaired,
  PATHS,
  POINTS_OF_A,
  type PathName,
  type PointName,
} from '../../../jobs/paths';
import { planePoints } from '../../../jobs/planes';
import type { Task } from '../../task';
import type { PathSettings, PointSettings, SourceSettings } from '../../tasks/types';
import { pathNames } from './paths';
import { inputsOf, pathNamed, pointNamed } from './points';
import { PLANE, POINTS, projectionRef } from './refs';

/** The points of a plane that nobody has chosen others for, of which the third may lie on the line of the others. */
const USUAL: readonly PointName[] = ['A', 'B', 'pi(A)'];

/** Of the direction that takes the place of a third point on the line of the others. */
const DIRECTION_SEED = 1;

function sourceOf(experiment: Experiment): SourceSettings {
  const { kind, anchors, center, seed, of } = experiment.plane;
  switch (kind) {
    case 'points': {
      const [a, b, c] = anchors;
      const usual = anchors.every((anchor, i) => anchor === USUAL[i]);
      return {
        kind,
        anchors: [pointNamed(a), pointNamed(b), pointNamed(c)],
        otherwise: usual ? DIRECTION_SEED : null,
      };
    }
    case 'random':
      return {
        kind,
        architecture: architectureOf(experiment, 'B'),
        center: pointNamed(center),
        seed,
      };
    case 'trajectory':
      return { kind, input: of, name: of };
  }
}

/** The points that a plane is made from. */
const pointsOf = (source: SourceSettings): readonly PointSettings[] => {
  switch (source.kind) {
    case 'points':
      return source.anchors;
    case 'random':
      return [source.center];
    case 'trajectory':
      return [{ name: source.name, of: 'network', input: source.input }];
  }
};

/** The points that are drawn where the plane is not far from them: those that the experiment makes anyway. */
function drawnPoints(experiment: Experiment): readonly PointName[] {
  const { measurements, plane } = experiment;
  const names = new Set<PointName>([
    ...planePoints(plane),
    ...(['A', 'B', 'pi(A)'] as const),
    ...(measurements.initialisations ? (['A0', 'B0', 'pi(A0)'] as const) : []),
  ]);
  return [...names].filter((name) => joinable(experiment) || !POINTS_OF_A.includes(name));
}

/** A line with REPAIR leaves the plane of its ends at every place and is not a combination of points. */
const drawnPaths = (experiment: Experiment): readonly PathName[] =>
  pathNames(experiment).filter((name) => !isRepaired(name));

/** Where points and paths lie: one task each, so that what is missing takes nothing else off the plane. */
export function projectionTasks(experiment: Experiment): readonly Task<'projection'>[] {
  const source = sourceOf(experiment);
  const architecture = architectureOf(experiment, 'B');
  const task = (
    ref: ReturnType<typeof projectionRef>,
    label: string,
    points: readonly PointSettings[],
    path: PathSettings | null,
  ): Task<'projection'> => ({
    ...ref,
    settings: { source, points, path: path === null ? null : { architecture, path } },
    inputs: inputsOf([...pointsOf(source), ...points, ...(path === null ? [] : [path])]),
    label,
    title: `place of ${label} in the plane`,
  });
  const controls = controlsOf(experiment.curves.kinds);
  return [
    task(POINTS, 'the networks', drawnPoints(experiment).map(pointNamed), null),
    ...drawnPaths(experiment).map((name) => {
      const own = controls.filter((control) => CONTROLS[control] === name).map(pointNamed);
      return task(projectionRef(name), PATHS[name].label, own, pathNamed(name, experiment));
    }),
  ];
}

export function planeTask(experiment: Experiment): Task<'plane'> {
  const { grid, samples, entropy } = experiment.plane;
  const source = sourceOf(experiment);
  return {
    ...PLANE,
    settings: {
      data: dataOf(experiment),
      architecture: architectureOf(experiment, 'B'),
      loss: experiment.loss,
      split: experiment.evaluation.split,
      source,
      grid,
      samples,
      entropy,
    },
    inputs: inputsOf(pointsOf(source)),
    label: 'Loss plane',
    title: 'loss plane',
  };
}
