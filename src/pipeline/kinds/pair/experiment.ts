/** A pair as a document: every setting, validated, with defaults. What the page edits and every result carries as its recipe. */
import * as v from 'valibot';
import { CATALOG } from '../../../data/catalog';
import { entryOf, nameIn } from '../../../data/named';
import { forChannels } from '../../../data/normalization';
import { POINT_SHAPES } from '../../../data/points';
import { affineLayers, type Architecture } from '../../../model/architecture';
import { alignmentErrors } from '../../../jobs/alignmentErrors';
import {
  normalizationSchema,
  ownDataSchema,
  pointsSchema,
  type DataSettings,
} from '../../../jobs/dataSettings';
import { oneOf, settings } from '../../../jobs/fields';
import { historyErrors } from './histories';
import { measurementsSchema } from './measurementSettings';
import { alignmentSchema, METHODS } from '../../../jobs/methods';
import {
  NETWORK_NAMES,
  networkSchema,
  ownSchema,
  trainingSchema,
  type NetworkName,
  type NetworkSettings,
  type TrainingSettings,
} from './networkSettings';
import { curvesSchema, evaluationSchema } from './pathSettings';
import { POINTS_OF_A, SIZES, sizeText } from '../../../jobs/paths';
import { isPlacedBy, planeSchema } from '../../../jobs/planes';

export { NETWORK_NAMES } from './networkSettings';
export type { Network, NetworkName, NetworkSettings, TrainingSettings } from './networkSettings';

export const experimentSchema = settings({
  /** Documents of version 2 mean the same. */
  version: v.pipe(
    v.picklist([2, 3], 'Expected an experiment of version 2 or 3.'),
    v.transform(() => 3 as const),
  ),
  kind: v.optional(v.literal('pair', 'Expected an experiment of the kind pair.'), 'pair'),
  dataset: v.optional(
    oneOf('Dataset', ['fashion-mnist', 'mnist', 'cifar-10', 'quadrant', ...POINT_SHAPES, 'own']),
    'fashion-mnist',
  ),
  /** How points are drawn where the dataset is one of those that are. */
  points: v.optional(pointsSchema, {}),
  /** What the dataset `own` is; null before its files are there. */
  own: v.optional(v.nullable(ownDataSchema), null),
  /** How its pixels are scaled; null is the dataset's own. */
  normalization: v.optional(normalizationSchema, null),
  network: v.optional(networkSchema, { kind: 'mlp', hidden: [64, 64] }),
  activation: v.optional(oneOf('Activation', ['relu', 'tanh']), 'relu'),
  initialisation: v.optional(
    oneOf('Initialisation', ['he-normal', 'xavier', 'orthogonal']),
    'he-normal',
  ),
  loss: v.optional(oneOf('Loss', ['cross-entropy', 'mse']), 'cross-entropy'),
  /** Of every network that has none of its own. */
  training: v.optional(trainingSchema, {}),
  /** A, B, and up to six more. */
  networks: v.optional(
    v.pipe(
      v.array(ownSchema, 'Networks: expected a list of at least A and B.'),
      v.minLength(2, 'Networks: expected at least A and B.'),
      v.maxLength(NETWORK_NAMES.length, `Networks: expected at most ${NETWORK_NAMES.length}.`),
    ),
    [
      { initialisation: 1, order: 11 },
      { initialisation: 2, order: 12 },
    ],
  ),
  alignment: v.optional(alignmentSchema, { method: 'activation' }),
  evaluation: v.optional(evaluationSchema, {}),
  curves: v.optional(curvesSchema, {}),
  plane: v.optional(planeSchema, {}),
  measurements: v.optional(measurementsSchema, {}),
});

export type Experiment = v.InferOutput<typeof experimentSchema>;
/** As it is written by hand: what is left out takes its default. */
export type ExperimentInput = v.InferInput<typeof experimentSchema>;

/** The settings of a network by its name. */
export function settingsOf({ networks }: Experiment, name: NetworkName): NetworkSettings {
  const own = networks[NETWORK_NAMES.indexOf(name)];
  if (own === undefined)
    throw new RangeError(`Expected one of ${networks.length} networks, got ${name}.`);
  return own;
}

/** What all networks of an experiment are, or the one of that name. */
export function architectureOf(experiment: Experiment, name?: NetworkName): Architecture {
  const { network, activation } = experiment;
  const { side, channels, classes } = entryOf(experiment);
  const outputs = classes.length;
  const own = name === undefined ? null : settingsOf(experiment, name).hidden;
  return network.kind === 'mlp'
    ? {
        ...network,
        hidden: own ?? network.hidden,
        inputs: channels * side ** 2,
        outputs,
        activation,
      }
    : { ...network, channels, side, outputs, activation };
}

/**
 * The images of an experiment, with a normalisation for each channel where it is not the dataset's own. What the files of
 * own data are called is left out: the same images have the same results.
 */
export function dataOf(
  experiment: Pick<Experiment, 'dataset' | 'points' | 'own' | 'normalization'>,
): DataSettings {
  const { own, ...name } = nameIn(experiment);
  const normalization = forChannels(experiment.normalization, entryOf(experiment).normalization);
  return { ...name, ...(own && { own: { ...own, name: CATALOG.own.title } }), normalization };
}

/** How a network is trained. */
export const trainingOf = (experiment: Experiment, name: NetworkName): TrainingSettings =>
  settingsOf(experiment, name).training ?? experiment.training;

/** True when A and B are of one architecture, so that a line joins them. */
export const joinable = (experiment: Experiment): boolean =>
  JSON.stringify(architectureOf(experiment, 'A')) ===
  JSON.stringify(architectureOf(experiment, 'B'));

/** What is wrong with a document, by path (`training.epochs`); empty when it is right. */
export function experimentErrors(document: unknown): Record<string, string> {
  const parsed = v.safeParse(experimentSchema, document);
  // Without a prototype, as a document may name a field `toString`.
  const errors = Object.create(null) as Record<string, string>;
  if (!parsed.success) {
    for (const issue of parsed.issues) errors[v.getDotPath(issue) ?? ''] ??= issue.message;
    return errors;
  }
  return contradictions(parsed.output);
}

/** Settings that are right by themselves but not together. */
function contradictions(experiment: Experiment): Record<string, string> {
  const errors: Record<string, string> = {};
  const { network, networks, alignment, curves, plane, measurements } = experiment;
  const { channels, title } = entryOf(experiment);
  const { own } = experiment;
  if (own !== null && own.normalization.length !== own.channels)
    errors['own.normalization'] =
      `Own data: expected a mean and a standard deviation for each of ${own.channels} channels, got ${own.normalization.length} of each.`;
  const scaled = experiment.normalization?.length ?? 1;
  if (scaled !== 1 && scaled !== channels)
    errors['normalization'] =
      `Normalisation: expected a mean and a standard deviation for all channels${channels === 1 ? '' : ` or for each of the ${channels}`} of ${title}, got ${scaled} of each.`;
  // Whether pools fit depends on the images, so on two settings at once.
  try {
    affineLayers(architectureOf(experiment));
  } catch (error) {
    const { message } = error as RangeError;
    errors['network.layers'] = `Convolutions on ${title}: ${message.replace(/^E/, 'e')}`;
  }
  networks.forEach(({ hidden, fork }, i) => {
    if (hidden !== null && network.kind !== 'mlp')
      errors[`networks.${i}.hidden`] = 'Own widths: expected them of a perceptron alone.';
    else if (hidden !== null && i > 1)
      errors[`networks.${i}.hidden`] = 'Own widths: expected them of A or B alone.';
    else if (hidden !== null && network.kind === 'mlp' && hidden.length !== network.hidden.length)
      errors[`networks.${i}.hidden`] =
        `Own widths: expected ${network.hidden.length} hidden layers, as all have.`;
    if (fork !== null && i === 0)
      errors[`networks.${i}.fork`] = 'Fork: expected it of another network than A.';
  });
  if (Object.keys(errors).length > 0) return errors;
  Object.assign(errors, historyErrors(experiment));
  const ends = [architectureOf(experiment, 'A'), architectureOf(experiment, 'B')] as const;
  for (const [field, message] of Object.entries(alignmentErrors(alignment, ...ends)))
    errors[`alignment.${field}`] = message;
  const layers = affineLayers(architectureOf(experiment)).length;
  for (const { of, size } of SIZES)
    if (size.ofLayers && curves.kinds.includes(of) && curves[size.field] > layers)
      errors[`curves.${size.field}`] =
        `${sizeText(of, size)}: expected from ${size.least} to ${layers}, as many as the networks have, got ${curves[size.field]}.`;
  const along = measurements.ensemble?.along ?? 'training';
  if (along !== 'training' && !curves.kinds.includes(along))
    errors['measurements.ensemble.along'] =
      `Ensemble: expected a curve that is found, got ${along}, which is not among the curves.`;
  const [ofA, ...others] = networks.map((_, i) =>
    JSON.stringify(architectureOf(experiment, NETWORK_NAMES[i])),
  );
  const alike = others.every((other) => other === others[0]);
  if (measurements.averages !== 'none' && !(alike && ofA === others[0]))
    errors['measurements.averages'] =
      'Averages: expected networks of the same widths, got some that differ.';
  if (measurements.simplex !== null && !alike)
    errors['measurements.simplex'] =
      'Simplex: expected all networks but A to have the same widths, got some that differ.';
  if (joinable(experiment))
    return METHODS[alignment.method].mixes === true ? { ...errors, ...mixed(experiment) } : errors;
  if (measurements.transfer !== null)
    errors['measurements.transfer'] =
      'Permutations in time: expected A and B of the same widths, got two that differ.';
  if (curves.ends === 'A and B')
    errors['curves.ends'] = 'Curves: expected pi(A) and B as ends, as A and B differ in widths.';
  if (isPlacedBy(plane, 'anchors') && plane.anchors.some((anchor) => POINTS_OF_A.includes(anchor)))
    errors['plane.anchors'] =
      'Plane: expected points of one architecture, got some of A and some of B, which differ in widths.';
  if (isPlacedBy(plane, 'center') && POINTS_OF_A.includes(plane.center))
    errors['plane.center'] =
      `Plane: expected a center of B's architecture, got ${plane.center}, as A and B differ in widths.`;
  if (isPlacedBy(plane, 'of') && plane.of === 'A')
    errors['plane.of'] = 'Plane: expected the training of B, as A and B differ in widths.';
  return errors;
}

/** What cannot be had where units are mixed in place of being permuted, so that there is no pi(A0). */
function mixed({ plane, measurements }: Experiment): Record<string, string> {
  const why = 'an alignment that permutes units, as optimal transport mixes them.';
  const anchored = isPlacedBy(plane, 'anchors') && plane.anchors.includes('pi(A0)');
  const centered = isPlacedBy(plane, 'center') && plane.center === 'pi(A0)';
  return {
    ...(measurements.initialisations && {
      'measurements.initialisations': `Lines before training: expected ${why}`,
    }),
    ...(measurements.transfer !== null && {
      'measurements.transfer': `Permutations in time: expected ${why}`,
    }),
    ...(anchored && { 'plane.anchors': `Plane through pi(A0): expected ${why}` }),
    ...(centered && { 'plane.center': `Plane around pi(A0): expected ${why}` }),
  };
}

/** The document as an experiment, every default filled in, its fields in the schema's order; throws what is wrong first. */
export function parseExperiment(document: unknown): Experiment {
  const [error] = Object.values(experimentErrors(document));
  if (error !== undefined) throw new RangeError(error);
  return v.parse(experimentSchema, document);
}
