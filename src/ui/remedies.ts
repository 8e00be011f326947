/** Changes of several settings at once, for those that contradict each other: each turns the whole experiment to one thing. */
import { joinable, type Experiment } from '../jobs/experiment';
import { defaultAlignment, METHODS } from '../jobs/methods';
import { controlsOf, CURVE_NAMES, POINTS_OF_A, type PointName } from '../jobs/paths';
import { isPlacedBy } from '../jobs/planes';

interface Change {
  /** On a button. */
  readonly words: string;
  change(experiment: Experiment): Experiment;
}

/** In the order in which they are tried. */
export const REMEDIES: readonly Change[] = [
  {
    words: 'Draw the plane among networks like B',
    change: (experiment) =>
      joinable(experiment)
        ? experiment
        : { ...experiment, plane: { ...experiment.plane, ...planeOfB(experiment) } },
  },
  {
    words: 'Use optimal transport, from π(A)',
    change: (experiment) => (joinable(experiment) ? experiment : transported(experiment)),
  },
  {
    words: 'Leave out what is before training',
    change: ({ plane, measurements, ...experiment }) => ({
      ...experiment,
      plane: {
        ...plane,
        anchors: [
          permutedOf(plane.anchors[0]),
          permutedOf(plane.anchors[1]),
          permutedOf(plane.anchors[2]),
        ],
        center: permutedOf(plane.center),
      },
      measurements: { ...measurements, initialisations: false, transfer: null },
    }),
  },
  {
    words: 'Use activation matching',
    change: (experiment) => ({ ...experiment, alignment: defaultAlignment('activation') }),
  },
  {
    words: 'Give all networks the same widths',
    change: (experiment) => ({
      ...experiment,
      networks: experiment.networks.map((own) => ({ ...own, hidden: null })),
    }),
  },
  {
    words: 'Find that curve, too',
    change: (experiment) => ({
      ...experiment,
      curves: { ...experiment.curves, kinds: kindsOf(experiment) },
    }),
  },
  {
    words: 'Collect the ensemble by more training',
    change: ({ measurements, ...experiment }) => ({
      ...experiment,
      measurements: {
        ...measurements,
        ensemble: measurements.ensemble && { ...measurements.ensemble, along: 'training' },
      },
    }),
  },
  {
    words: 'Use a perceptron',
    change: (experiment) => ({ ...experiment, network: { kind: 'mlp', hidden: [64, 64] } }),
  },
  {
    words: 'Use Fashion-MNIST',
    change: (experiment) => ({ ...experiment, dataset: 'fashion-mnist' }),
  },
  {
    words: 'Make all networks tanh',
    change: (experiment) => ({ ...experiment, activation: 'tanh' }),
  },
  {
    words: 'Make all networks ReLU',
    change: (experiment) => ({ ...experiment, activation: 'relu' }),
  },
];

const permutedOf = (point: PointName): PointName => (point === 'pi(A0)' ? 'pi(A)' : point);

/** The curves, and the one that the ensemble is collected along. */
const kindsOf = ({ curves, measurements }: Experiment) =>
  CURVE_NAMES.filter(
    (name) => curves.kinds.includes(name) || measurements.ensemble?.along === name,
  );

/** For A and B that differ in widths: A is carried to B's, and all that is looked at starts there. */
function transported(experiment: Experiment): Experiment {
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
function planeOfB({ curves, plane, networks }: Experiment): Partial<Experiment['plane']> {
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
