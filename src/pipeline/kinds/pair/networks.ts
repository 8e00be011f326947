/** The tasks that make the networks of a pair: trained, forked from A, or read from a file. */
import {
  architectureOf,
  dataOf,
  NETWORK_NAMES,
  settingsOf,
  trainingOf,
  type Experiment,
  type NetworkName,
} from './experiment';
import { isPlacedBy } from '../../../jobs/planes';
import { layoutOf } from '../../../model/layout';
import type { Task } from '../../task';
import { networkRef } from './refs';

/** The networks of an experiment, by name. */
export const networkNames = ({ networks }: Experiment): readonly NetworkName[] =>
  NETWORK_NAMES.slice(0, networks.length);

/** Bytes of snapshots that are kept unasked, so that a trajectory can be drawn without training again. */
const SNAPSHOTS = 40_000_000;

/** About how many tests, and so snapshots, a training has. */
const TESTS = 12;

const ascending = (steps: Iterable<number>) =>
  [...new Set(steps)].sort((one, other) => one - other);

/** Steps at which other networks begin. */
const forksOf = ({ networks }: Experiment, name: NetworkName): readonly number[] =>
  name === 'A'
    ? ascending(networks.flatMap(({ fork, file }) => (file === null ? (fork ?? []) : [])))
    : [];

/** Steps after which a network's weights are kept. */
function keepOf(experiment: Experiment, name: NetworkName) {
  const { plane, measurements } = experiment;
  if (name !== 'A' && name !== 'B') return { tested: false, steps: [] };
  const { size } = layoutOf(architectureOf(experiment, name));
  const drawn = isPlacedBy(plane, 'of') && plane.of === name;
  const { found = [], applied = [] } = measurements.transfer ?? {};
  return {
    tested: drawn || 4 * size * TESTS <= SNAPSHOTS,
    steps: ascending([...forksOf(experiment, name), ...found, ...applied]),
  };
}

export function networkTask(experiment: Experiment, name: NetworkName): Task<'network'> {
  const { loss, initialisation: scheme } = experiment;
  const { initialisation, order, fork, file } = settingsOf(experiment, name);
  const words = { label: name, title: `network ${name}` };
  const on = { data: dataOf(experiment), architecture: architectureOf(experiment, name), loss };
  if (file !== null)
    return { ...networkRef(name), settings: { from: 'file', ...on, file }, inputs: {}, ...words };
  return {
    ...networkRef(name),
    settings: {
      from: 'training',
      training: {
        ...on,
        initialisation: scheme,
        ...trainingOf(experiment, name),
        keep: keepOf(experiment, name),
      },
      initialisationSeed:
        fork === null ? initialisation : settingsOf(experiment, 'A').initialisation,
      orderSeed: order,
      forks: forksOf(experiment, name),
      fork,
    },
    inputs: fork === null ? {} : { origin: networkRef('A').id },
    ...words,
  };
}
