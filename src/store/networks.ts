/** The stages that make networks: trained, forked from A, or read from a file. */
import {
  architectureOf,
  dataOf,
  NETWORK_NAMES,
  settingsOf,
  trainingOf,
  type Experiment,
  type NetworkName,
} from '../jobs/experiment';
import type { TrainedNetwork, TrainingProgress } from '../jobs/jobs';
import { isPlacedBy } from '../jobs/planes';
import { layoutOf } from '../model/layout';
import type { StageContext, StageDefinition } from './stage';

export type NetworkStage = `network${NetworkName}`;

export const stageOfNetwork = (name: NetworkName): NetworkStage => `network${name}`;

/** The networks of an experiment, by name. */
export const networkNames = ({ networks }: Experiment): readonly NetworkName[] =>
  NETWORK_NAMES.slice(0, networks.length);

/** Bytes of snapshots that are kept unasked, so that a trajectory can be drawn without training again. */
const SNAPSHOTS = 40_000_000;

/** About how many tests, and so snapshots, a training has. */
const TESTS = 12;

/** Steps after which a network's weights are kept. */
function keepOf(experiment: Experiment, name: NetworkName) {
  const { plane, measurements, networks } = experiment;
  if (name !== 'A' && name !== 'B') return { tested: false, steps: [] };
  const { size } = layoutOf(architectureOf(experiment, name));
  const drawn = isPlacedBy(plane, 'of') && plane.of === name;
  const forks = name === 'A' ? networks.flatMap(({ fork }) => fork ?? []) : [];
  const { found = [], applied = [] } = measurements.transfer ?? {};
  const steps = new Set([...forks, ...found, ...applied]);
  return {
    tested: drawn || 4 * size * TESTS <= SNAPSHOTS,
    steps: [...steps].sort((one, other) => one - other),
  };
}

/** A network that begins as A stood. */
const isFork = (experiment: Experiment, name: NetworkName): boolean => {
  const { fork, file } = settingsOf(experiment, name);
  return fork !== null && file === null;
};

export function networkStage(name: NetworkName): StageDefinition<NetworkStage> {
  return {
    wanted: ({ networks }) => NETWORK_NAMES.indexOf(name) < networks.length,
    needs: (experiment) => (isFork(experiment, name) ? ['networkA'] : []),
    settings(experiment) {
      const { dataset, initialisation: scheme, loss } = experiment;
      const { initialisation, order, fork, file } = settingsOf(experiment, name);
      const architecture = architectureOf(experiment, name);
      if (file !== null) return [dataset, architecture, loss, file];
      return [
        ...[dataset, architecture, scheme, loss, trainingOf(experiment, name)],
        ...[fork ?? initialisation, order, fork, keepOf(experiment, name)],
      ];
    },
    run: (context) =>
      settingsOf(context.experiment, name).file === null
        ? trained(context, name)
        : read(context, name),
  };
}

function trained(
  { experiment, train, progress, result }: StageContext<NetworkStage>,
  name: NetworkName,
): Promise<TrainedNetwork> {
  const { initialisation, loss } = experiment;
  const { fork, ...own } = settingsOf(experiment, name);
  const architecture = architectureOf(experiment, name);
  const begun = fork === null ? null : result('networkA');
  const from = begun?.forks.find(({ step }) => step === fork) ?? null;
  if (begun !== null && fork !== 0 && from === null)
    throw new RangeError(
      `Network ${name}: expected to begin at a step of A's training, got step ${fork}.`,
    );
  return train(
    {
      name,
      settings: {
        ...{ data: dataOf(experiment), architecture, initialisation, loss },
        keep: keepOf(experiment, name),
        ...trainingOf(experiment, name),
      },
      seeds: {
        initialisationSeed: (begun === null ? own : settingsOf(experiment, 'A')).initialisation,
        orderSeed: own.order,
      },
      forks: name === 'A' ? experiment.networks.flatMap(({ fork: at }) => at ?? []) : [],
      from,
    },
    progress,
  );
}

const UNTRAINED: TrainingProgress = {
  ...{ step: 0, steps: 0, seconds: 0, secondsLeft: 0 },
  ...{ losses: [], tests: [] },
};

async function read(
  { experiment, job, read: weightsIn }: StageContext<NetworkStage>,
  name: NetworkName,
): Promise<TrainedNetwork> {
  const { file } = settingsOf(experiment, name);
  if (file === null) throw new Error(`internal: network ${name} has no file`);
  const { loss } = experiment;
  const architecture = architectureOf(experiment, name);
  const weights = await weightsIn(file);
  const { size } = layoutOf(architecture);
  if (weights.length !== size)
    throw new RangeError(
      `${file.name}: expected a network of ${size.toLocaleString('en')} parameters as the settings say, got one of ${weights.length.toLocaleString('en')}.`,
    );
  const data = dataOf(experiment);
  const test = await job('score', { data, architecture, loss, weights, split: 'test' });
  return {
    ...{ architecture, initial: null, weights, history: UNTRAINED, test },
    ...{ snapshots: [], forks: [] },
  };
}
