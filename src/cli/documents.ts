/** Documents from the disk: JSON with plain words for what is wrong with it. */
import { experimentErrors, parseExperiment, type Experiment } from '../pipeline/experiment';
import { readExample } from '../pipeline/examples';
import { adviceFor, isWeights, kindOf, TELLING_BYTES } from '../files/fileKinds';
import { readBytes } from './disk';
import { InputError } from './problem';

export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws InputError for what is not one JSON object */
export async function readDocument(file: string): Promise<Fields> {
  const bytes = await readBytes(file);
  const start = bytes.subarray(0, TELLING_BYTES);
  const kind = kindOf(start, bytes.length);
  if (isWeights(kind))
    throw new InputError(
      `${file}: expected an experiment as JSON, got weights; commands such as evaluate take these.`,
    );
  if (!['json', 'text', 'empty', 'unknown'].includes(kind))
    throw new InputError(
      `${file}: ${adviceFor(kind, start).replace('a weights file', 'an experiment as JSON')}`,
    );
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new InputError(`${file}: expected JSON, got text that is not.`, { cause: error });
  }
  if (!isObject(value)) throw new InputError(`${file}: expected a JSON object, got other JSON.`);
  return value;
}

/**
 * @param where what the line begins with
 * @throws InputError that names the first field that is wrong
 */
export function experimentFrom(document: unknown, where: string): Experiment {
  const [error] = Object.entries(experimentErrors(document));
  if (error === undefined) return parseExperiment(document);
  const [path, message] = error;
  throw new InputError(`${where}: ${path === '' ? '' : `${path}: `}${message}`);
}

/**
 * An example of a paper in the paper's own sizes.
 *
 * @throws InputError for a document that has none, or a wrong one
 */
export function paperFrom(document: Fields, where: string): Experiment {
  if (document['paper'] === undefined)
    throw new InputError(
      `--paper: expected a document with the paper's sizes, such as experiments/benzing-fig-2.json, got ${where}.`,
    );
  try {
    return readExample(document).paper;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(`${where}: ${error.message}`, { cause: error });
  }
}
