/** The experiment as a sentence: its bold words, and what each of them may become. */
import { CATALOG } from '../../data/catalog';
import { entryOf } from '../../data/named';
import { defaultAlignment, METHODS } from '../../jobs/methods';
import { CURVES, type CurveName } from '../../jobs/paths';
import type { Experiment } from '../../pipeline/kinds/pair/experiment';
import { convolutionsText, countedText, countText } from '../format';
import { editAt } from '../settings';

/** What a word may become. */
export interface WordChoice {
  readonly label: string;
  /** What it brings, in a few words. */
  readonly note: string;
  readonly experiment: Experiment;
}

export interface Word {
  /** Accessible name of its menu. */
  readonly name: string;
  /** What stands before and after it in the sentence. */
  readonly before: string;
  readonly after: string;
  readonly text: string;
  readonly choices: readonly WordChoice[];
}

interface Offered {
  readonly label: string;
  readonly note: string;
  readonly value: unknown;
}

/** What is offered, as whole experiments; what does not go with the rest is left out or brings its remedy. */
const choicesOf = (
  experiment: Experiment,
  path: string,
  offered: readonly Offered[],
): readonly WordChoice[] =>
  offered.flatMap(({ label, note, value }) => {
    const { experiment: changed, refusal } = editAt(experiment, path, value);
    const remedied = changed ?? refusal.remedy?.experiment;
    return remedied === undefined ? [] : [{ label, note, experiment: remedied }];
  });

const NETWORKS: readonly Offered[] = [
  { label: '16', note: 'one layer: small enough to see', value: mlp(16) },
  { label: '64-64', note: 'two layers', value: mlp(64, 64) },
  { label: '64-64-64-64', note: 'deep: barriers grow', value: mlp(64, 64, 64, 64) },
  { label: '512', note: 'wide: barriers shrink', value: mlp(512) },
  { label: '512-512', note: 'wide, as in papers', value: mlp(512, 512) },
  {
    label: '8-8-avg-16-16',
    note: 'convolutions',
    value: { kind: 'cnn', layers: [8, 8, 'avg', 16, 16] },
  },
];

function mlp(...hidden: number[]) {
  return { kind: 'mlp', hidden };
}

function networkWord(experiment: Experiment): Word {
  const { network, networks } = experiment;
  const count = NUMBERS[networks.length] ?? String(networks.length);
  const dense = network.kind === 'mlp';
  return {
    name: 'Network',
    before: `${count} `,
    after: dense ? ' perceptrons' : ' convolutional networks',
    text: dense ? network.hidden.join('-') : convolutionsText(network.layers),
    choices: choicesOf(experiment, 'network', NETWORKS),
  };
}

const NUMBERS: Readonly<Record<number, string>> = {
  2: 'Two',
  3: 'Three',
  4: 'Four',
  5: 'Five',
  6: 'Six',
  7: 'Seven',
  8: 'Eight',
};

const DATASETS = ['fashion-mnist', 'mnist', 'cifar-10', 'two-moons', 'spirals'] as const;
const ORIGINS = {
  served: 'comes with the page',
  imported: 'bring the file',
  made: 'made by a rule',
  own: 'bring your files',
};

function dataWord(experiment: Experiment): Word {
  return {
    name: 'Data',
    before: ' on ',
    after: '',
    text: entryOf(experiment).title,
    choices: choicesOf(
      experiment,
      'dataset',
      DATASETS.map((id) => {
        const { title, origin, classes } = CATALOG[id];
        return { label: title, note: `${classes.length} classes, ${ORIGINS[origin]}`, value: id };
      }),
    ),
  };
}

const sgd = (learningRate: number) => ({
  kind: 'sgd',
  learningRate,
  momentum: 0.9,
  weightDecay: 1e-4,
});

const OPTIMIZERS: readonly Offered[] = [
  {
    label: 'AdamW',
    note: 'learning rate 0.001',
    value: {
      kind: 'adamw',
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0.01,
    },
  },
  { label: 'SGD, 0.01', note: 'a small rate: aligning helps most', value: sgd(0.01) },
  { label: 'SGD, 0.1', note: 'a large rate: walls may stay', value: sgd(0.1) },
];

function optimizerWord(experiment: Experiment): Word {
  const { kind, learningRate } = experiment.training.optimizer;
  return {
    name: 'Optimizer',
    before: ', ',
    after: '',
    text: kind === 'adamw' ? 'AdamW' : `SGD, ${learningRate}`,
    choices: choicesOf(experiment, 'training.optimizer', OPTIMIZERS),
  };
}

function lengthWord(experiment: Experiment): Word {
  return {
    name: 'Length of training',
    before: ', ',
    after: '',
    text: countedText(experiment.training.epochs, 'epoch'),
    choices: choicesOf(
      experiment,
      'training.epochs',
      [1, 2, 5, 10, 20].map((epochs) => ({
        label: countedText(epochs, 'epoch'),
        note: `each image is seen ${epochs === 1 ? 'once' : `${countText(epochs)} times`}`,
        value: epochs,
      })),
    ),
  };
}

const MATCHINGS = [
  { method: 'activation', label: 'activations', note: 'which units respond alike' },
  { method: 'weight', label: 'weights', note: 'which units are wired alike' },
  { method: 'transport', label: 'optimal transport', note: 'units may be mixed' },
] as const;

function matchingWord(experiment: Experiment): Word {
  const { method } = experiment.alignment;
  const known = MATCHINGS.find((own) => own.method === method);
  return {
    name: 'Matching',
    before: ', matched by ',
    after: '',
    text: known?.label ?? METHODS[method].label.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase()),
    choices: choicesOf(
      experiment,
      'alignment',
      MATCHINGS.map((own) => ({ ...own, value: defaultAlignment(own.method) })),
    ),
  };
}

const CURVE_SETS: readonly { readonly kinds: readonly CurveName[]; readonly note: string }[] = [
  { kinds: [], note: 'straight lines alone' },
  { kinds: ['bezier'], note: 'and a smooth curve that is trained' },
  { kinds: ['chain'], note: 'and two straight pieces' },
  { kinds: ['bezier', 'chain'], note: 'and both' },
];

const pathsText = (kinds: readonly CurveName[]) =>
  ['line', ...kinds.map((kind) => CURVES[kind].label)].join(' + ');

function pathsWord(experiment: Experiment): Word {
  return {
    name: 'Paths',
    before: ', joined by ',
    after: '.',
    text: pathsText(experiment.curves.kinds),
    choices: choicesOf(
      experiment,
      'curves.kinds',
      CURVE_SETS.map(({ kinds, note }) => ({ label: pathsText(kinds), note, value: kinds })),
    ),
  };
}

/** The words of an experiment, in the order of its sentence. */
export const wordsOf = (experiment: Experiment): readonly Word[] =>
  [networkWord, dataWord, optimizerWord, lengthWord, matchingWord, pathsWord].map((word) =>
    word(experiment),
  );
