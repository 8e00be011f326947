/** The tasks of a pair that measure more than paths. */
import { architectureOf, dataOf, trainingOf, type Experiment } from './experiment';
import type { Task } from '../../task';
import type { PointSettings } from '../../tasks/types';
import { networkNames } from './networks';
import { inputsOf, pathNamed, pointNamed } from './points';
import { AVERAGES, ENSEMBLE, networkRef, SIMPLEX, TRANSFER } from './refs';

/** What every measurement is made on. */
function on(experiment: Experiment) {
  const { split, samples } = experiment.evaluation;
  return {
    data: dataOf(experiment),
    architecture: architectureOf(experiment, 'B'),
    loss: experiment.loss,
    split,
    samples,
  };
}

export function averagesTask(experiment: Experiment): readonly Task<'average'>[] {
  const { measurements, alignment } = experiment;
  if (measurements.averages === 'none') return [];
  const networks = networkNames(experiment);
  return [
    {
      ...AVERAGES,
      settings: { ...on(experiment), networks, alignment, how: measurements.averages },
      inputs: Object.fromEntries(networks.map((name) => [name, networkRef(name).id])),
      label: 'Averages',
      title: 'averages',
    },
  ];
}

export function transferTask(experiment: Experiment): readonly Task<'transfer'>[] {
  const { transfer } = experiment.measurements;
  if (transfer === null) return [];
  return [
    {
      ...TRANSFER,
      settings: { ...on(experiment), alignment: experiment.alignment, ...transfer },
      inputs: { a: networkRef('A').id, b: networkRef('B').id },
      label: 'Halfway',
      title: 'permutations in time',
    },
  ];
}

export function simplexTask(experiment: Experiment): readonly Task<'simplex'>[] {
  const { measurements, training, curves } = experiment;
  if (measurements.simplex === null) return [];
  const { learningRate, ...settings } = measurements.simplex;
  const [, ...others] = networkNames(experiment);
  const networks = others.map((name): PointSettings => ({
    name,
    of: 'network',
    input: networkRef(name).id,
  }));
  const points = [pointNamed(curves.ends === 'A and B' ? 'A' : 'pi(A)'), ...networks];
  return [
    {
      ...SIMPLEX,
      settings: {
        ...on(experiment),
        ...settings,
        optimizer: { ...training.optimizer, learningRate },
        batch: training.batch,
        points,
      },
      inputs: inputsOf(points),
      label: 'Simplex',
      title: 'the simplex',
    },
  ];
}

export function ensembleTask(experiment: Experiment): readonly Task<'ensemble'>[] {
  const { measurements, curves } = experiment;
  if (measurements.ensemble === null) return [];
  const { along, members, cycleEpochs, seed } = measurements.ensemble;
  const words = { label: 'Ensemble', title: 'the ensemble' };
  if (along !== 'training') {
    if (!curves.kinds.includes(along)) return [];
    const path = pathNamed(along, experiment);
    return [
      {
        ...ENSEMBLE,
        settings: { ...on(experiment), members, of: { kind: 'path', path } },
        inputs: inputsOf([path]),
        ...words,
      },
    ];
  }
  const { optimizer, batch } = trainingOf(experiment, 'B');
  return [
    {
      ...ENSEMBLE,
      settings: {
        ...on(experiment),
        members,
        of: { kind: 'training', input: 'B', optimizer, batch, cycleEpochs, seed },
      },
      inputs: inputsOf([pointNamed('B')]),
      ...words,
    },
  ];
}
