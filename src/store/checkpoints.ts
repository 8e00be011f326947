/** A visitor's own networks in an experiment: what fits their weights, and where they take their places. */
import { CATALOG, type DatasetId } from '../data/catalog';
import { entryOf, type DatasetName } from '../data/named';
import type { OwnData } from '../data/own';
import { isPointShape, type PointSettings } from '../data/points';
import type { NormalizationSetting } from '../data/normalization';
import type { Loss } from '../engine/engine';
import { architectureFrom, type Shapes } from '../files/checkpoint';
import { datasetsFor } from '../jobs/fitting';
import {
  architectureOf,
  experimentErrors,
  NETWORK_NAMES,
  parseExperiment,
  type Experiment,
  type Network,
  type NetworkSettings,
} from '../pipeline/kinds/pair/experiment';
import { defaultAlignment } from '../jobs/methods';
import { isPlacedBy } from '../jobs/planes';
import { architectureName, type Activation, type Architecture } from '../model/architecture';
import { transported } from './widths';

/** A network as its file has it. */
export interface ReadNetwork {
  readonly file: NonNullable<NetworkSettings['file']>;
  readonly shapes: Shapes;
}

/** What weights do not determine. */
export interface NetworkHints extends DatasetName {
  /** Of as many classes as the networks tell apart. */
  readonly points: PointSettings;
  /** Data of the visitor's own, where it is there. */
  readonly own: OwnData | null;
  readonly activation: Activation;
  readonly loss: Loss;
  /** How pixels were scaled. */
  readonly normalization: NormalizationSetting;
  /** Convolutions with the pools between them; null of a perceptron. */
  readonly layers: readonly (number | 'avg')[] | null;
}

/** `784-64-64-10`, `1-8-8-16-16-10`. */
export function shapesText(shapes: Shapes): string {
  return shapes.kind === 'mlp'
    ? [shapes.inputs, ...shapes.hidden, shapes.outputs].join('-')
    : `convolutions ${[shapes.channels, ...shapes.convolutions].join('-')}, then ${shapes.outputs} outputs`;
}

/** Whether two networks differ in the widths of their hidden layers alone, so that optimal transport joins them. */
export function differInWidths(networks: readonly ReadNetwork[]): boolean {
  const [first, second, ...others] = networks.map(({ shapes }) => shapes);
  if (first?.kind !== 'mlp' || second?.kind !== 'mlp' || others.length > 0) return false;
  const same =
    first.inputs === second.inputs &&
    first.outputs === second.outputs &&
    first.hidden.length === second.hidden.length;
  return same && shapesText(first) !== shapesText(second);
}

/**
 * The first of the networks in what they have in common; two perceptrons may differ in their widths.
 *
 * @param own data of the visitor's own, where it is there
 * @throws RangeError that says in a line why they cannot be explored together, or at all
 */
export function commonShapes(networks: readonly ReadNetwork[], own: OwnData | null = null): Shapes {
  const [first, ...others] = networks;
  if (first === undefined) throw new RangeError('Expected a weights file, got none.');
  if (networks.length > NETWORK_NAMES.length)
    throw new RangeError(
      `Expected at most ${NETWORK_NAMES.length} weights files, got ${networks.length}.`,
    );
  for (const { file, shapes } of others)
    if (shapesText(shapes) !== shapesText(first.shapes) && !differInWidths(networks))
      throw new RangeError(
        `Expected networks of one architecture: ${first.file.name} is ${shapesText(first.shapes)}, but ${file.name} is ${shapesText(shapes)}. Only two perceptrons of as many layers may differ, in their widths.`,
      );
  if (datasetsFor(first.shapes, own).length === 0)
    throw new RangeError(
      `${first.file.name}: expected the inputs and outputs of a network on ${titles(
        DATASET_IDS.filter((id) => id !== 'own'),
      )}, got a network ${shapesText(first.shapes)}.`,
    );
  return first.shapes;
}

const DATASET_IDS = Object.keys(CATALOG) as DatasetId[];

const titles = (ids: readonly DatasetId[]) => ids.map((id) => CATALOG[id].title).join(', ');

/** What to propose: what is set already where it fits, a pool where channels first double. */
export function proposedHints(shapes: Shapes, experiment: Experiment): NetworkHints {
  const { activation, loss } = experiment;
  const { own } = experiment;
  const [first = 'fashion-mnist', ...others] = datasetsFor(shapes, own);
  const dataset = others.includes(experiment.dataset) ? experiment.dataset : first;
  // What is set for other images says nothing of these.
  const normalization = dataset === experiment.dataset ? experiment.normalization : null;
  const layers = shapes.kind === 'mlp' ? null : withPool(shapes);
  const points = { ...experiment.points, classes: shapes.outputs };
  return { activation, loss, dataset, points, own, normalization, layers };
}

function withPool({ convolutions }: Extract<Shapes, { kind: 'cnn' }>): (number | 'avg')[] {
  const at = convolutions.findIndex((n, i) => i > 0 && n > (convolutions[i - 1] ?? n));
  return at < 0
    ? [...convolutions]
    : [...convolutions.slice(0, at), 'avg', ...convolutions.slice(at)];
}

/**
 * What is known of a network that joins others from files; null where there are none.
 *
 * @throws RangeError where it is not of their architecture
 */
export function knownHints(shapes: Shapes, experiment: Experiment): NetworkHints | null {
  const { networks, network, dataset, points, own, activation, loss, normalization } = experiment;
  const other = networks.find(({ file }) => file !== null)?.file;
  if (other == null) return null;
  const widths = network.kind === 'mlp' ? network.hidden : network.layers;
  const units = widths.filter((layer) => layer !== 'avg').join('-');
  const got = shapes.kind === 'mlp' ? shapes.hidden : shapes.convolutions;
  if (
    shapes.kind !== network.kind ||
    units !== got.join('-') ||
    !datasetsFor(shapes, own).includes(dataset) ||
    shapes.outputs !== entryOf(experiment).classes.length
  )
    throw new RangeError(
      `Expected a network like ${other.name} (${architectureName(architectureOf(experiment))} on ${entryOf(experiment).title}), got ${shapesText(shapes)}: drop all files that belong together at once, or forget the others first.`,
    );
  const layers = network.kind === 'cnn' ? network.layers : null;
  return { dataset, points, own, activation, loss, normalization, layers };
}

/**
 * What a network is, by its weights and the hints.
 *
 * @throws WeightsFileError for layers that do not fit the weights
 */
export function architectureBy(
  shapes: Shapes,
  hints: Pick<NetworkHints, 'activation' | 'layers' | 'dataset' | 'points' | 'own'>,
): Architecture {
  const { activation, layers } = hints;
  const { side } = entryOf(hints);
  return architectureFrom(shapes, layers === null ? { activation } : { activation, layers, side });
}

/**
 * The experiment on these networks: several become A, B, ...; a single one takes the first place that no other file has.
 *
 * @throws RangeError or WeightsFileError for hints that do not fit, and where no place is left
 */
export function withNetworks(
  experiment: Experiment,
  networks: readonly ReadNetwork[],
  hints: NetworkHints,
): Experiment {
  const shapes = commonShapes(networks, hints.own);
  const { activation, dataset, points, loss, normalization } = hints;
  const architecture = architectureBy(shapes, hints);
  const files = networks.map(({ file }) => file);
  const settings: Experiment = {
    ...withoutTraining(experiment),
    dataset,
    points: isPointShape(dataset) ? points : experiment.points,
    activation,
    loss,
    network: networkOf(architecture),
    normalization: normalization && [...normalization],
    networks: placed(experiment, files),
  };
  const changed = differInWidths(networks)
    ? transported({ ...settings, networks: withOwnWidths(settings.networks, networks) })
    : settings;
  // A method for the other activation alone cannot stay.
  return parseExperiment(
    experimentErrors(changed)['alignment.method'] === undefined
      ? changed
      : { ...changed, alignment: defaultAlignment('activation') },
  );
}

/** B has its own widths, as those of all are A's. */
const withOwnWidths = (
  settings: readonly NetworkSettings[],
  networks: readonly ReadNetwork[],
): NetworkSettings[] =>
  settings.map((own, i) => {
    const shapes = i === 1 ? networks[1]?.shapes : undefined;
    return shapes?.kind === 'mlp' ? { ...own, hidden: [...shapes.hidden] } : own;
  });

function networkOf(architecture: Architecture): Network {
  return architecture.kind === 'mlp'
    ? { kind: 'mlp', hidden: [...architecture.hidden] }
    : { kind: 'cnn', layers: [...architecture.layers] };
}

function placed(
  { networks }: Experiment,
  files: readonly NonNullable<NetworkSettings['file']>[],
): NetworkSettings[] {
  const of = (i: number, file: NetworkSettings['file']): NetworkSettings => ({
    initialisation: i + 1,
    order: i + 11,
    ...networks[i],
    training: null,
    hidden: null,
    fork: null,
    file,
  });
  const [single] = files;
  if (files.length > 1 || single === undefined) return files.map((file, i) => of(i, file));
  const free = networks.findIndex(({ file }) => file === null);
  const at = free < 0 ? networks.length : free;
  if (at >= NETWORK_NAMES.length)
    throw new RangeError(
      `Expected a free place for ${single.name}, but all ${NETWORK_NAMES.length} networks are from files: remove one first.`,
    );
  return Array.from({ length: Math.max(networks.length, at + 1) }, (_, i) =>
    of(i, i === at ? single : (networks[i]?.file ?? null)),
  );
}

/** Without what only a training that was seen here gives: initialisations and steps. */
function withoutTraining(experiment: Experiment): Experiment {
  const { plane, measurements } = experiment;
  const untrained = (point: string) => point.endsWith('0)') || point.endsWith('0');
  return {
    ...experiment,
    plane: {
      ...plane,
      kind: isPlacedBy(plane, 'of') ? 'points' : plane.kind,
      anchors: plane.anchors.some(untrained) ? ['A', 'B', 'pi(A)'] : plane.anchors,
      center: untrained(plane.center) ? 'B' : plane.center,
    },
    measurements: { ...measurements, initialisations: false, transfer: null },
  };
}
