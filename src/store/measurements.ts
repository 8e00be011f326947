/** The stages that measure more than paths: averages of many, permutations in time, simplexes, ensembles. */
import { architectureOf, dataOf, trainingOf, type Experiment } from '../jobs/experiment';
import { networkNames, stageOfNetwork } from './networks';
import { pathOf } from './paths';
import type { Results, StageContext, StageDefinition } from './stage';

/** What every measurement is made on. */
function common({ experiment }: Results) {
  const { evaluation, loss } = experiment;
  const { split, samples } = evaluation;
  const architecture = architectureOf(experiment, 'B');
  return { data: dataOf(experiment), architecture, loss, split, samples };
}

const everyNetwork = (experiment: Experiment) => networkNames(experiment).map(stageOfNetwork);

const trainedNetworks = ({ experiment, result }: Results) =>
  everyNetwork(experiment).map((stage) => result(stage));

const onSplit = ({ evaluation }: Experiment) => [evaluation.split, evaluation.samples];

export const averages: StageDefinition<'averages'> = {
  wanted: ({ measurements }) => measurements.averages !== 'none',
  needs: everyNetwork,
  settings: (experiment) => [
    ...[experiment.measurements.averages, experiment.alignment],
    onSplit(experiment),
  ],
  run(context) {
    const { experiment, job, progress } = context;
    const { measurements, alignment } = experiment;
    return job(
      'average',
      {
        ...common(context),
        networks: trainedNetworks(context).map(({ initial, weights }) => ({ initial, weights })),
        settings: alignment,
        how: measurements.averages === 'merge-many' ? 'merge-many' : 'to-first',
      },
      { onProgress: progress },
    );
  },
};

/** The settings of a measurement that is made. */
function settingsFor<Name extends 'transfer' | 'simplex' | 'ensemble'>(
  { measurements }: Experiment,
  name: Name,
): NonNullable<Experiment['measurements'][Name]> {
  const settings = measurements[name];
  if (settings === null) throw new Error(`internal: ${name} runs without its settings`);
  return settings;
}

export const transfer: StageDefinition<'transfer'> = {
  wanted: ({ measurements }) => measurements.transfer !== null,
  needs: () => ['networkA', 'networkB'],
  settings: (experiment) => [
    ...[experiment.measurements.transfer, experiment.alignment],
    onSplit(experiment),
  ],
  run(context) {
    const { experiment, job, progress, result } = context;
    const { found, applied } = settingsFor(experiment, 'transfer');
    return job(
      'transfer',
      {
        ...common(context),
        a: result('networkA').snapshots,
        b: result('networkB').snapshots,
        settings: experiment.alignment,
        ...{ found, applied },
      },
      { onProgress: progress },
    );
  },
};

export const simplex: StageDefinition<'simplex'> = {
  wanted: ({ measurements }) => measurements.simplex !== null,
  needs: (experiment) => [
    ...everyNetwork(experiment),
    ...(experiment.curves.ends === 'A and B' ? [] : (['matching'] as const)),
  ],
  settings: (experiment) => [
    ...[experiment.measurements.simplex, experiment.training, experiment.curves.ends],
    onSplit(experiment),
  ],
  run(context) {
    const { experiment, job, progress, result } = context;
    const { learningRate, ...settings } = settingsFor(experiment, 'simplex');
    const { optimizer, batch } = experiment.training;
    const [first, ...others] = trainedNetworks(context).map(({ weights }) => weights);
    if (first === undefined) throw new Error('internal: an experiment has no network');
    const ends = experiment.curves.ends;
    return job(
      'simplex',
      {
        ...common(context),
        networks: [ends === 'A and B' ? first : result('matching').permuted, ...others],
        ...settings,
        optimizer: { ...optimizer, learningRate },
        batch,
      },
      { onProgress: progress },
    );
  },
};

export const ensemble: StageDefinition<'ensemble'> = {
  wanted: ({ measurements, curves }) =>
    measurements.ensemble !== null &&
    (measurements.ensemble.along === 'training' ||
      curves.kinds.includes(measurements.ensemble.along)),
  needs(experiment) {
    const { along } = settingsFor(experiment, 'ensemble');
    return along === 'training'
      ? ['networkB']
      : [`${along}Fit`, 'networkA', 'networkB', 'matching'];
  },
  settings: (experiment) => [experiment.measurements.ensemble, onSplit(experiment)],
  run(context) {
    const { experiment, job, progress } = context;
    const { members } = settingsFor(experiment, 'ensemble');
    return job(
      'ensemble',
      { ...common(context), members, from: membersFrom(context) },
      { onProgress: progress },
    );
  },
};

function membersFrom(context: StageContext<'ensemble'>) {
  const { experiment, result } = context;
  const { along, cycleEpochs, seed } = settingsFor(experiment, 'ensemble');
  if (along !== 'training') return { kind: 'path', path: pathOf(along, context) } as const;
  const { optimizer, batch } = trainingOf(experiment, 'B');
  const { weights } = result('networkB');
  return { kind: 'training', weights, optimizer, batch, cycleEpochs, seed } as const;
}
