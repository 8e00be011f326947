/** Points in weight space, and paths through them, from the results of a task's inputs. */
import type { PathThrough } from '../../jobs/jobs';
import { permute } from '../../model/permutation';
import type { Weights } from '../../model/weights';
import type { Inputs } from './definition';
import type { PathSettings, PointSettings } from './types';

/** @throws RangeError when there is no such point */
export function weightsOf(point: PointSettings, { input }: Inputs): Weights {
  const initialOf = (network: string) => {
    const { initial } = input(network, 'network');
    if (initial === null)
      throw new RangeError(
        `${network} was read from a file, so its initialisation is not known: choose other points than ${point.name}.`,
      );
    return initial;
  };
  switch (point.of) {
    case 'network':
      return input(point.input, 'network').weights;
    case 'initial':
      return initialOf(point.input);
    case 'permuted':
      return input(point.input, 'match').permuted;
    case 'permuted initial': {
      const { layers, mixed } = input(point.matching, 'match');
      if (mixed !== null)
        throw new RangeError(
          `Optimal transport mixes units in place of matching them, so there is no ${point.name}: choose another alignment.`,
        );
      const { architecture } = input(point.input, 'network');
      const permutations = layers.map(({ permutation }) => permutation);
      return permute(architecture, initialOf(point.input), permutations);
    }
    case 'control': {
      const { controls } = input(point.input, 'fit');
      const middle = controls[Math.floor((controls.length - 1) / 2)];
      if (middle === undefined) throw new Error('internal: a fitted curve has no control point');
      return middle;
    }
  }
}

/** @throws RangeError when one of its points is not there */
export function pathOf(
  { kind, points: [start, end], controls, layers }: PathSettings,
  inputs: Inputs,
): PathThrough {
  const between = controls === null ? [] : inputs.input(controls, 'fit').controls;
  return {
    kind,
    points: [weightsOf(start, inputs), ...between, weightsOf(end, inputs)],
    layers,
  };
}

/** The names of the inputs that points and paths refer to, each once. */
export const inputNames = (parts: readonly (PointSettings | PathSettings)[]): readonly string[] => [
  ...new Set(parts.flatMap(namesIn)),
];

function namesIn(part: PointSettings | PathSettings): readonly string[] {
  if ('points' in part)
    return [...part.points.flatMap(namesIn), ...(part.controls === null ? [] : [part.controls])];
  return part.of === 'permuted initial' ? [part.input, part.matching] : [part.input];
}
