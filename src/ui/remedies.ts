/** Changes of several settings at once, for those that contradict each other: each turns the whole experiment to one thing. */
import { joinable, type Experiment } from '../pipeline/kinds/pair/experiment';
import { withKnownHistories } from '../pipeline/kinds/pair/histories';
import { defaultAlignment } from '../jobs/methods';
import { CURVE_NAMES, type PointName } from '../jobs/paths';
import { planeOfB, transported } from '../store/widths';

interface Change {
  /** On a button. */
  readonly words: string;
  change(experiment: Experiment): Experiment;
}

/** In the order in which they are tried. */
export const REMEDIES: readonly Change[] = [
  {
    words: 'Scale pixels as is usual for the dataset',
    change: (experiment) =>
      (experiment.normalization ?? []).length > 1
        ? { ...experiment, normalization: null }
        : experiment,
  },
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
    words: 'Leave out what files do not tell',
    change: withKnownHistories,
  },
  {
    words: 'Let every network begin by itself',
    change: (experiment) => ({
      ...experiment,
      networks: experiment.networks.map((own) => ({ ...own, fork: null })),
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
