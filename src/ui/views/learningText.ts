/** What the learning curves show, in words: which networks learn, how they differ, and with what. */
import type { Experiment } from '../../pipeline/experiment';
import { networkNames } from '../../pipeline/kinds/pair/networks';
import {
  settingsOf,
  trainingOf,
  type NetworkName,
  type TrainingSettings,
} from '../../pipeline/kinds/pair/experiment';
import { countText } from '../format';
import { listText } from './pathText';

/** A sentence for those that learn, one for each that begins elsewhere, and one for the optimizers. */
export function learningText(experiment: Experiment): string {
  const names = networkNames(experiment);
  const own = (name: NetworkName) => settingsOf(experiment, name);
  const learn = names.filter((name) => own(name).file === null);
  const free = learn.filter((name) => own(name).fork === null);
  const sentences = [
    free.length > 1
      ? `${listText(free)} learn the same images, from ${sameOrNot(free.map((name) => own(name).initialisation))} random weights and in ${orderText(free.map((name) => own(name).order))} order.`
      : free.length === 1
        ? `${listText(free)} learns the images from random weights.`
        : '',
    ...names.map((name) => {
      const { fork, file } = own(name);
      if (file !== null) return `${name} was read from ${file.name}, so it has no curve.`;
      return fork === null ? '' : `${name} begins as A stood after ${countText(fork)} steps.`;
    }),
    ...groupsOf(experiment, learn).map(
      ([members, training]) => `${listText(members)}: ${optimizerText(training)}.`,
    ),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const sameOrNot = (seeds: readonly number[]) =>
  new Set(seeds).size === 1 ? 'the same' : 'different';

const orderText = (seeds: readonly number[]) =>
  new Set(seeds).size === 1 ? 'the same' : 'a different';

/** Networks that are trained alike, together. */
function groupsOf(
  experiment: Experiment,
  names: readonly NetworkName[],
): readonly [members: readonly NetworkName[], training: TrainingSettings][] {
  const groups = new Map<string, [NetworkName[], TrainingSettings]>();
  for (const name of names) {
    const training = trainingOf(experiment, name);
    const key = JSON.stringify(training);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [[name], training]);
    else group[0].push(name);
  }
  return [...groups.values()];
}

/** `AdamW, learning rate 0.001, 3 epochs in batches of 100`. */
function optimizerText({ optimizer, epochs, batch }: TrainingSettings): string {
  const { kind, learningRate } = optimizer;
  const momentum = kind === 'sgd' ? `, momentum ${optimizer.momentum}` : '';
  return `${kind === 'sgd' ? 'SGD' : 'AdamW'}, learning rate ${learningRate}${momentum}, ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} in batches of ${batch}`;
}

/** Papers behind the curves: of the optimizers that are used, and of what begins elsewhere. */
export function learningSource(experiment: Experiment): string {
  const names = networkNames(experiment);
  const trained = names.filter((name) => settingsOf(experiment, name).file === null);
  const kinds = new Set(trained.map((name) => trainingOf(experiment, name).optimizer.kind));
  const forked = trained.some((name) => settingsOf(experiment, name).fork !== null);
  return [
    'Set-up of Benzing et al. 2022, Sec. 3.1',
    ...(kinds.has('adamw') ? ['AdamW of Loshchilov and Hutter 2019'] : []),
    ...(kinds.has('sgd') ? ['SGD with momentum as in Sutskever et al. 2013'] : []),
    ...(forked ? ['forks of Frankle et al. 2020'] : []),
  ].join('; ');
}
