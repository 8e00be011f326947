/** A network: trained, forked from another, or read from a file. */
import type { TrainedNetwork, TrainingProgress } from '../../jobs/jobs';
import type { Architecture } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { TaskContext, TaskDefinition } from './definition';
import type { NetworkSettings } from './types';

type Trained = Extract<NetworkSettings, { from: 'training' }>;
type Read = Extract<NetworkSettings, { from: 'file' }>;

export const network: TaskDefinition<'network'> = {
  run: (context) =>
    context.settings.from === 'training'
      ? train(context.settings, context)
      : read(context.settings, context),
};

async function train(
  { training, forks, fork, initialisationSeed, orderSeed }: Trained,
  { title, label, input, train: trainOne, signal, progress, checkpoint, leave }: Context,
): Promise<TrainedNetwork> {
  const origin = fork === null ? null : input('origin', 'network');
  const from = origin?.forks.find(({ step }) => step === fork) ?? null;
  if (origin !== null && fork !== 0 && from === null)
    throw new RangeError(
      `${title}: expected to begin at a step of the other's training, got step ${fork}.`,
    );
  return trainOne(
    {
      name: label,
      settings: training,
      seeds: { initialisationSeed, orderSeed },
      forks,
      from,
      resume: checkpoint,
    },
    { signal, onProgress: progress, onCheckpoint: leave },
  );
}

type Context = TaskContext<'network'>;

/** Of a network that was not trained here. */
const UNTRAINED: TrainingProgress = {
  step: 0,
  steps: 0,
  seconds: 0,
  secondsLeft: 0,
  losses: [],
  tests: [],
};

/** @throws RangeError unless weights from a file are as many as those of the architecture */
export function checkSize(file: string, weights: Weights, architecture: Architecture): void {
  const { size } = layoutOf(architecture);
  if (weights.length !== size)
    throw new RangeError(
      `${file}: expected a network of ${size.toLocaleString('en')} parameters as the settings say, got one of ${weights.length.toLocaleString('en')}.`,
    );
}

async function read(
  { data, architecture, loss, file }: Read,
  { job, read: weightsIn }: Context,
): Promise<TrainedNetwork> {
  const weights = await weightsIn(file);
  checkSize(file.name, weights, architecture);
  const test = await job('score', {
    data,
    architecture,
    loss,
    basis: [weights],
    coefficients: Float64Array.of(1),
    split: 'test',
    samples: Infinity,
  });
  return {
    architecture,
    initial: null,
    weights,
    history: UNTRAINED,
    test,
    snapshots: [],
    forks: [],
  };
}
