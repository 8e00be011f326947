/** Networks out of weights files, as the options say what the weights do not. */
import type { CatalogEntry } from '../data/catalog';
import { architectureFrom, type Shapes } from '../files/checkpoint';
import {
  architectureName,
  inputSize,
  type Activation,
  type Architecture,
} from '../model/architecture';
import type { Weights } from '../model/weights';
import { datasetsFor } from '../jobs/fitting';
import type { Surroundings } from './command';
import type { Given, Options } from './options';
import { InputError } from './problem';
import { readWeights, type WeightsOnDisk } from './weights';

export interface Network {
  readonly file: string;
  readonly architecture: Architecture;
  readonly weights: Weights;
  /** Its layers as the file names them, in the order that was taken. */
  readonly layers: readonly string[];
}

const ACTIVATIONS = ['relu', 'tanh'] as const;

export const NETWORK_OPTIONS = {
  architecture: {
    value: 'JSON',
    about: `what weights do not tell: '{"kind":"cnn","layers":"8-8-avg-16-16","activation":"relu"}'`,
  },
  activation: { value: ACTIVATIONS.join('|'), about: 'the nonlinearity (relu)' },
} satisfies Options;

/**
 * Reads networks that take the images of a dataset and tell its classes apart, and says what was done with their files
 * beside reading them.
 */
export async function readNetworks(
  files: readonly string[],
  given: Given,
  entry: CatalogEntry,
  { note }: Pick<Surroundings, 'note'>,
): Promise<Network[]> {
  const read = await readWeights(files);
  const networks = read.map((weights) => networkFrom(weights, given, entry));
  for (const { file, notes } of read) for (const text of notes) note(`${file}: ${text}`);
  return networks;
}

function networkFrom(
  { file, shapes, weights, layers: names }: WeightsOnDisk,
  given: Given,
  { id, side, channels, classes }: CatalogEntry,
): Network {
  const description = descriptionIn(given);
  const { layers } = description;
  if (shapes.kind === 'cnn' && layers === undefined)
    throw new InputError(
      `${file}: expected --architecture to tell where the pools stand, such as '{"kind":"cnn","layers":"8-8-avg-16-16"}', got a convolutional network ${shapes.convolutions.join('-')} without it.`,
    );
  const architecture = architectureFrom(shapes, {
    activation: given.choice('activation', ACTIVATIONS) ?? description.activation ?? 'relu',
    side,
    ...(layers !== undefined && { layers }),
  });
  for (const [key, value] of Object.entries(description.others)) {
    const came = Object.entries(architecture).find(([name]) => name === key)?.[1] as unknown;
    if (JSON.stringify(came) !== JSON.stringify(value))
      throw new InputError(
        `--architecture: expected the ${key} of ${file}, ${came === undefined ? 'none' : JSON.stringify(came)}, got ${JSON.stringify(value)}.`,
      );
  }
  const pixels = channels * side ** 2;
  const inputs = architecture.kind === 'cnn' ? architecture.channels : inputSize(architecture);
  const wanted = architecture.kind === 'cnn' ? channels : pixels;
  if (inputs !== wanted)
    throw new InputError(
      `${file}: expected a network of ${wanted} ${architecture.kind === 'cnn' ? 'input channels' : 'inputs'}, as the images of ${id} have, got ${inputs}${fitting(shapes)}.`,
    );
  if (architecture.outputs !== classes.length)
    throw new InputError(
      `${file}: expected a network of ${classes.length} outputs, one for each class of ${id}, got ${architecture.outputs}${fitting(shapes)}.`,
    );
  return { file, architecture, weights, layers: names };
}

/** What to do about a network that is not of the images. */
function fitting(shapes: Shapes): string {
  const ids = datasetsFor(shapes);
  return ids.length === 0 ? '' : `; use --dataset ${ids.join(' or ')}`;
}

/** Refuses networks that are not all of the first one's architecture. */
export function checkAlike([first, ...others]: readonly Network[]): void {
  for (const { file, architecture } of others)
    if (first !== undefined && JSON.stringify(architecture) !== JSON.stringify(first.architecture))
      throw new InputError(
        `${file}: expected the architecture of ${first.file}, ${architectureName(first.architecture)}, got ${architectureName(architecture)}; optimal transport alone joins networks of unequal widths: match --method transport, or --align transport.`,
      );
}

interface Description {
  readonly activation?: Activation;
  readonly layers?: readonly (number | 'avg')[];
  /** Compared with what the weights determine. */
  readonly others: Readonly<Record<string, unknown>>;
}

const KEYS = ['kind', 'inputs', 'hidden', 'outputs', 'channels', 'side'];

function descriptionIn(given: Given): Description {
  const text = given.text('architecture');
  if (text === undefined) return { others: {} };
  const refuse = (came: string) =>
    new InputError(
      `--architecture: expected JSON such as {"kind":"mlp","hidden":[64,64],"activation":"relu"}, got ${came}.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('text that is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(text);
  const { activation, layers, ...others } = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(others).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw refuse(`the field ${JSON.stringify(unknown)}`);
  const known = ACTIVATIONS.find((name) => name === activation);
  if (activation !== undefined && known === undefined)
    throw refuse(`the activation ${JSON.stringify(activation)}`);
  const list = layers === undefined ? undefined : layersFrom(layers);
  if (list === null) throw refuse(`the layers ${JSON.stringify(layers)}`);
  return {
    others,
    ...(known !== undefined && { activation: known }),
    ...(list !== undefined && { layers: list }),
  };
}

/** `8-8-avg-16-16` or a list of the same. */
function layersFrom(layers: unknown): (number | 'avg')[] | null {
  const parts: unknown[] | null =
    typeof layers === 'string' ? layers.split('-') : Array.isArray(layers) ? layers : null;
  if (parts === null) return null;
  const out = parts.map((part) => (part === 'avg' ? part : Number(part)));
  return out.every((part) => part === 'avg' || (Number.isInteger(part) && part > 0)) ? out : null;
}
