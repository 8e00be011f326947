/** The plane in which a path lies, for those that pass beside the one that is shown. */
import {
  CONTROLS,
  controlsOf,
  CURVE_NAMES,
  isControl,
  PATHS,
  type PathName,
  type PointName,
} from '../../jobs/paths';
import type { Experiment } from '../../pipeline/experiment';
import { endNames } from '../../pipeline/kinds/pair/points';
import { editAt } from '../settings';
import { pointText } from '../format';
import { listText } from './pathText';

/** An experiment with another plane, and what it is called on a button. */
export interface PlaneOffer {
  readonly words: string;
  readonly experiment: Experiment;
}

/**
 * The plane through both ends of a path and what it is bent by: a curve's control point; of a line, where A and pi(A)
 * lead to B. Null where there is none, and where it is the plane that is set.
 */
export function planeOffer(name: PathName, experiment: Experiment): PlaneOffer | null {
  const [start, end] = endNames(name, experiment);
  const control = controlsOf(CURVE_NAMES).find((candidate) => CONTROLS[candidate] === name);
  const third = control ?? OTHER[start];
  if (third === undefined || third === end) return null;
  const through: readonly [PointName, PointName, PointName] =
    control === undefined && start.startsWith('pi') ? [third, end, start] : [start, end, third];
  const { plane } = experiment;
  const same = plane.kind === 'points' && through.every((point) => plane.anchors.includes(point));
  if (same) return null;
  const changed = editAt(experiment, 'plane', { ...plane, kind: 'points', anchors: through });
  if (changed.experiment === null) return null;
  return {
    words: `Plane through ${listText(through.map(pointWords))}`,
    experiment: changed.experiment,
  };
}

/** The same network with its units in another order. */
const OTHER: Readonly<Partial<Record<PointName, PointName>>> = {
  A: 'pi(A)',
  'pi(A)': 'A',
  A0: 'pi(A0)',
  'pi(A0)': 'A0',
};

/** A point within a sentence. */
const pointWords = (name: PointName): string =>
  isControl(name) ? `the control point of ${PATHS[CONTROLS[name]].label}` : pointText(name);
