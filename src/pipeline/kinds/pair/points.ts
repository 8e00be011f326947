/** Points and paths of a pair by name, as places in the results of its tasks. */
import type { Experiment } from './experiment';
import {
  CONTROLS,
  CURVES,
  isControl,
  isFitted,
  isLine,
  LINES,
  type PathName,
  type PointName,
} from '../../../jobs/paths';
import { inputNames } from '../../tasks/points';
import type { PathSettings, PointSettings } from '../../tasks/types';
import { fitRef, MATCHING, networkRef } from './refs';

/** What the settings of tasks call their inputs. */
const ID_OF_INPUT: Readonly<Record<string, string>> = {
  A: networkRef('A').id,
  B: networkRef('B').id,
  matching: MATCHING.id,
};

export function pointNamed(name: PointName): PointSettings {
  if (isControl(name)) return { name, of: 'control', input: fitRef(CONTROLS[name]).id };
  switch (name) {
    case 'A':
    case 'B':
      return { name, of: 'network', input: name };
    case 'pi(A)':
      return { name, of: 'permuted', input: 'matching' };
    case 'A0':
    case 'B0':
      return { name, of: 'initial', input: name === 'A0' ? 'A' : 'B' };
    case 'pi(A0)':
      return { name, of: 'permuted initial', input: 'A', matching: 'matching' };
  }
}

/** The inputs that points and paths refer to. */
export const inputsOf = (
  parts: readonly (PointSettings | PathSettings)[],
): Record<string, string> =>
  Object.fromEntries(inputNames(parts).map((name) => [name, ID_OF_INPUT[name] ?? name]));

/** Both ends of the curves. */
const endsOfCurves = ({ curves }: Experiment): readonly [PointName, PointName] =>
  curves.ends === 'A and B' ? ['A', 'B'] : ['pi(A)', 'B'];

/** Both ends of a path, by name. */
export const endNames = (
  name: PathName,
  experiment: Experiment,
): readonly [PointName, PointName] => (isLine(name) ? LINES[name].ends : endsOfCurves(experiment));

/** Both ends of a path. */
export function endsOf(
  name: PathName,
  experiment: Experiment,
): readonly [PointSettings, PointSettings] {
  const [start, end] = endNames(name, experiment);
  return [pointNamed(start), pointNamed(end)];
}

/** What a path goes through. */
export function pathNamed(name: PathName, experiment: Experiment): PathSettings {
  const size = isLine(name) || isFitted(name) ? null : CURVES[name].size;
  return {
    kind: isLine(name) ? 'line' : name,
    points: endsOf(name, experiment),
    controls: isFitted(name) ? fitRef(name).id : null,
    layers: size === null ? 1 : experiment.curves[size.field],
  };
}
