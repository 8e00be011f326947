/** A and B of unequal widths: optimal transport carries A to B's, and all that is looked at starts there. */
import type { Experiment } from '../pipeline/kinds/pair/experiment';
import { defaultAlignment, METHODS } from '../jobs/methods';
import { controlsOf, POINTS_OF_A, type PointName } from '../jobs/paths';
import { isPlacedBy } from '../jobs/planes';

/** The experiment with the alignment, curves and plane that networks of unequal widths can have. */
export function transported(experiment: Experiment): Experiment {
  const { curves, plane, alignment, measurements } = experiment;
  return {
    ...experiment,
    alignment: METHODS[alignment.method].mixes === true ? alignment : defaultAlignment('transport'),
    curves: { ...curves, ends: 'pi(A) and B' },
    plane: { ...plane, ...planeOfB(experiment) },
    measurements: { ...measurements, averages: 'none', transfer: null },
  };
}

/** A plane through points of B's architecture. */
export function planeOfB({ curves, plane, networks }: Experiment): Partial<Experiment['plane']> {
  const { anchors, center, of } = plane;
  const inside = { center: POINTS_OF_A.includes(center) ? ('B' as const) : center };
  if (isPlacedBy(plane, 'of') && of === 'A') return { ...inside, of: 'B' };
  if (!isPlacedBy(plane, 'anchors') || !anchors.some((anchor) => POINTS_OF_A.includes(anchor)))
    return inside;
  const thirds: readonly PointName[] = [
    ...controlsOf(curves.kinds),
    ...(networks[1]?.file === null ? (['B0'] as const) : []),
  ];
  const [third] = thirds;
  // Without a third point the plane goes through B in directions of its own.
  if (third === undefined) return { kind: 'random', center: 'B' };
  return { ...inside, anchors: ['pi(A)', 'B', third] };
}
