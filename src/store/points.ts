/** Points in weight space by name: which stages make them, and what they are once these are done. */
import { architectureOf, type Experiment } from '../jobs/experiment';
import { CONTROLS, isControl, type NetworkPoint, type PointName } from '../jobs/paths';
import { permute } from '../model/permutation';
import type { Weights } from '../model/weights';
import type { Results } from './stage';
import type { StageName } from './state';

const STAGES_OF_NETWORK: Readonly<Record<NetworkPoint, readonly StageName[]>> = {
  A: ['networkA'],
  B: ['networkB'],
  'pi(A)': ['matching'],
  A0: ['networkA'],
  B0: ['networkB'],
  'pi(A0)': ['networkA', 'matching'],
};

const stagesOfPoint = (point: PointName): readonly StageName[] =>
  isControl(point) ? [`${CONTROLS[point]}Fit`] : STAGES_OF_NETWORK[point];

export const stagesOf = (points: readonly PointName[]): readonly StageName[] => [
  ...new Set(points.flatMap(stagesOfPoint)),
];

/** Both ends of the curves. */
export const endsOf = ({ curves }: Experiment): readonly [PointName, PointName] =>
  curves.ends === 'A and B' ? ['A', 'B'] : ['pi(A)', 'B'];

/** @throws RangeError when there is no such point in this experiment */
export function pointNamed(name: PointName, { experiment, result }: Results): Weights {
  if (isControl(name)) {
    const { controls } = result(`${CONTROLS[name]}Fit`);
    const middle = controls[Math.floor((controls.length - 1) / 2)];
    if (middle === undefined) throw new Error('internal: a fitted curve has no control point');
    return middle;
  }
  const initial = (network: 'A' | 'B') => {
    const { initial: weights } = result(`network${network}`);
    if (weights === null)
      throw new RangeError(
        `${network} was read from a file, so its initialisation is not known: choose other points than ${name}.`,
      );
    return weights;
  };
  switch (name) {
    case 'A':
      return result('networkA').weights;
    case 'B':
      return result('networkB').weights;
    case 'pi(A)':
      return result('matching').permuted;
    case 'A0':
      return initial('A');
    case 'B0':
      return initial('B');
    case 'pi(A0)': {
      const { layers, mixed } = result('matching');
      if (mixed !== null)
        throw new RangeError(
          'Optimal transport mixes units in place of matching them, so there is no pi(A0): choose another alignment.',
        );
      const permutations = layers.map(({ permutation }) => permutation);
      return permute(architectureOf(experiment), initial('A'), permutations);
    }
  }
}
