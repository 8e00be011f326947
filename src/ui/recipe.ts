/** What a result was made with, in words: every setting that is in force. */
import type { Recipe, Rounded } from '../pipeline/state';
import { entryOf } from '../data/named';
import { isPointShape } from '../data/points';
import {
  architectureOf,
  NETWORK_NAMES,
  trainingOf,
  type Experiment,
  type NetworkName,
  type NetworkSettings,
  type TrainingSettings,
} from '../pipeline/kinds/pair/experiment';
import { fieldsOf, METHODS, type AlignmentSettings } from '../jobs/methods';
import { CURVES, PATHS, type CurveName } from '../jobs/paths';
import { architectureName } from '../model/architecture';
import { countedText, countText, numberText, pointText, widthsText } from './format';
import { pixelsText } from './pixels';
import { placeWords } from './views/planeText';

/** A recipe in lines of a name and a text. */
export function recipeLines({ experiment, engine, version, rounded }: Recipe): [string, string][] {
  const { network, activation, initialisation, loss, training, networks } = experiment;
  const kind = network.kind === 'mlp' ? 'perceptron' : 'convolutions';
  const architecture = architectureName(architectureOf(experiment));
  const measured = measurementTexts(experiment);
  return [
    ['Dataset', datasetText(experiment)],
    ['Pixels', pixelsText(experiment)],
    ['Network', `${kind} ${architecture}, ${activation}, ${initialisation}`],
    ['Loss', loss === 'mse' ? 'mean squared error' : 'cross-entropy'],
    ['Optimizer', optimizerText(training.optimizer)],
    ['Length', lengthText(training)],
    ...networks.map((own, i): [string, string] => [NETWORK_NAMES[i] ?? '', networkText(own)]),
    ['Alignment', alignmentText(experiment.alignment)],
    ['Curves', curvesText(experiment.curves)],
    ['Evaluation', evaluationText(experiment.evaluation)],
    ['Plane', planeText(experiment.plane)],
    ...(measured.length === 0 ? [] : [['Measured', measured.join('; ')] as [string, string]]),
    ['Engine', engine],
    ['Isthmus', version],
    ...(rounded === undefined ? [] : [['Weights', ROUNDED[rounded]] as [string, string]]),
  ];
}

function datasetText(experiment: Experiment): string {
  const { title, trainCount, testCount, classes } = entryOf(experiment);
  if (experiment.dataset === 'own' && experiment.own !== null)
    return `${title} (SHA-256 ${experiment.own.digest}): ${countText(trainCount)} images to train on and ${countText(testCount)} to test on, ${classes.length} classes`;
  if (!isPointShape(experiment.dataset)) return `${title}, all training images`;
  const { seed, noise } = experiment.points;
  return `${title}: ${countText(trainCount)} points to train on and as many to test on, ${classes.length} classes, noise ${noise}, seed ${seed}`;
}

const ROUNDED: Readonly<Record<Rounded, string>> = {
  kept: 'came with the landscape, rounded to 16 bits (float16); the numbers are of the exact ones',
  used: 'computed with weights that came with a landscape, rounded to 16 bits (float16)',
};

/** `AdamW · 1 epoch` */
export const trainingText = ({ optimizer, epochs }: TrainingSettings): string =>
  `${optimizer.kind === 'adamw' ? 'AdamW' : 'SGD'} · ${countedText(epochs, 'epoch')}`;

/** Steps of a network's training. */
export function stepsOf(experiment: Experiment, name: NetworkName): number {
  const { epochs, batch } = trainingOf(experiment, name);
  return epochs * Math.ceil(entryOf(experiment).trainCount / batch);
}

/**
 * What a network does not share with the others; empty when there is nothing.
 *
 * @param training its own training in words
 */
export function ownText(
  { training: own, hidden, fork }: NetworkSettings,
  training: (own: TrainingSettings) => string = trainingText,
): string {
  return [
    ...(fork === null ? [] : [`from A at step ${countText(fork)}`]),
    ...(hidden === null ? [] : [`widths ${widthsText(hidden)}`]),
    ...(own === null ? [] : [training(own)]),
  ].join('; ');
}

function networkText(own: NetworkSettings): string {
  const { initialisation, order, fork, file } = own;
  const made =
    file === null
      ? `seed${fork === null ? `s ${initialisation} (weights) and` : ''} ${order} (order)`
      : `from ${file.name}${file.digest === null ? '' : `, SHA-256 ${file.digest}`}`;
  const rest = ownText(
    // The network of a file was not trained here.
    file === null ? own : { ...own, fork: null, training: null },
    (training) => `${optimizerText(training.optimizer)}, ${lengthText(training)}`,
  );
  return rest === '' ? made : `${made}; ${rest}`;
}

function optimizerText(optimizer: TrainingSettings['optimizer']): string {
  const { learningRate, weightDecay } = optimizer;
  return optimizer.kind === 'adamw'
    ? `AdamW, ${learningRate}, betas ${optimizer.beta1} and ${optimizer.beta2}, epsilon ${numberText(optimizer.epsilon)}, weight decay ${weightDecay}`
    : `SGD, ${learningRate}, momentum ${optimizer.momentum}, weight decay ${weightDecay}`;
}

const lengthText = ({ epochs, batch }: TrainingSettings) =>
  `${countedText(epochs, 'epoch')} in batches of ${batch}`;

/** The settings of a method that are in force, each with its value in words. */
export function methodValues({ method, ...settings }: AlignmentSettings): [string, string][] {
  const values: Readonly<Record<string, unknown>> = settings;
  return fieldsOf(method).map(([name, { label, options }]) => {
    const value = values[name];
    if (typeof value === 'number' && value >= 1000) return [label, countText(value)];
    return [label, options?.[String(value)] ?? String(value)];
  });
}

function alignmentText(alignment: Experiment['alignment']): string {
  // Words within a sentence; abbreviations stay.
  const small = (text: string) => (/^[A-Z][a-z]/.test(text) ? text.toLowerCase() : text);
  const values = methodValues(alignment).map((pair) => pair.map(small).join(' '));
  return [METHODS[alignment.method].label, ...values].join(', ');
}

function curvesText(curves: Experiment['curves']): string {
  const { ends, kinds, epochs, learningRate, seed } = curves;
  if (kinds.length === 0) return 'none';
  const named = (kind: CurveName) => {
    const { label, size } = CURVES[kind];
    return size === null ? label : `${label} (${countedText(curves[size.field], size.unit)})`;
  };
  const descent = `${countedText(epochs, 'epoch')}, ${learningRate}, seed ${seed}`;
  return `${pointText(ends).replace(' and ', ' to ')}: ${kinds.map(named).join(', ')}; ${descent}`;
}

function evaluationText({ split, both, samples, points, compared }: Experiment['evaluation']) {
  const other = both ? ' and of the other split' : '';
  const against = compared === 0 ? '' : `; ${countedText(compared, 'image')} compared`;
  return `${countText(samples)} ${split} images${other} at ${points} points${against}`;
}

function planeText(plane: Experiment['plane']): string {
  const { grid, samples, entropy } = plane;
  return `${placeWords(plane)}; ${grid} × ${grid}, ${countText(samples)} images${entropy ? ', entropy' : ''}`;
}

/** What is measured beside paths and plane, in a word each. */
export function measurementNames({ measurements }: Experiment): readonly string[] {
  const { repair, initialisations, averages, transfer, simplex, ensemble } = measurements;
  return [
    ...(repair ? ['REPAIR'] : []),
    ...(initialisations ? ['initial lines'] : []),
    ...(averages === 'none' ? [] : ['averages']),
    ...(transfer === null ? [] : ['time']),
    ...(simplex === null ? [] : ['simplex']),
    ...(ensemble === null ? [] : ['ensemble']),
  ];
}

function measurementTexts({ measurements }: Experiment): readonly string[] {
  const { repair, initialisations, averages, transfer, simplex, ensemble } = measurements;
  return [
    ...(repair ? ['REPAIR on the lines'] : []),
    ...(initialisations ? ['lines of the initialisations'] : []),
    ...(averages === 'none'
      ? []
      : [`averages ${averages === 'to-first' ? 'aligned with A' : 'by MergeMany'}`]),
    ...(transfer === null
      ? []
      : [
          `permutations found at steps ${widthsText(transfer.found)} and applied at ${widthsText(transfer.applied)}`,
        ]),
    ...(simplex === null
      ? []
      : [
          `simplex with ${countedText(simplex.connectors, 'connecting point')}, ${countedText(simplex.epochs, 'epoch')}, ${simplex.learningRate}, weight of the volume ${simplex.regularization}, ${simplex.drawn} drawn, seed ${simplex.seed}`,
        ]),
    ...(ensemble === null
      ? []
      : [
          ensemble.along === 'training'
            ? `ensemble of ${ensemble.members} as training goes on, cycles of ${countedText(ensemble.cycleEpochs, 'epoch')}, seed ${ensemble.seed}`
            : `ensemble of ${ensemble.members} along ${PATHS[ensemble.along].label}`,
        ]),
  ];
}
