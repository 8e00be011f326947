/** A network out of one weights file, or out of the several that it is saved in; the first bytes say which. */
import { readCheckpoint, type Checkpoint } from './checkpoint';
import {
  adviceFor,
  adviceForJson,
  isWeights,
  jsonKindOf,
  kindOf,
  TELLING_BYTES,
} from './fileKinds';
import { readNpz } from './npz';
import { checkWhole, shardsOfIndex } from './shards';
import { readSafetensors } from './safetensors';
import { WeightsFileError, type TensorFile } from './tensor';
import { readOldTorch, readTorch } from './torch';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes that what is made of a file may take beside it, whatever it says: 4 for each of its own, and these. */
const SPARE = 2 ** 26;

/**
 * @param name of the file, which every refusal begins with
 * @throws WeightsFileError
 */
export const readWeightsFile = (name: string, bytes: Uint8Array): Checkpoint =>
  readNetworkFiles(name, [{ name, bytes }]);

/**
 * @param name of the network, which refusals of the whole begin with
 * @param files all of its parts, with or without their index
 * @throws WeightsFileError
 */
export function readNetworkFiles(name: string, files: readonly NamedFile[]): Checkpoint {
  const found: TensorFile[] = [];
  const names: string[] = [];
  let listed: readonly string[] | null = null;
  for (const file of files) {
    const index = named(file.name, () => indexIn(file.bytes));
    if (index !== null) listed = index;
    else {
      names.push(file.name);
      found.push(named(file.name, () => tensorsIn(file.bytes)));
    }
  }
  return named(name, () => {
    checkWhole(names, listed);
    const tensors = found.flatMap((file) => file.tensors);
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    // The weights, and each tensor once more while it is read.
    const checkpoint = readCheckpoint(tensors, (4 * size + SPARE) / 8);
    const notes = new Set(found.flatMap((file) => file.notes));
    return { ...checkpoint, notes: [...notes, ...checkpoint.notes] };
  });
}

/** @throws WeightsFileError that begins with the name */
function named<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WeightsFileError)) throw error;
    throw new WeightsFileError(`${name}: ${error.message.replace(/^E/, 'e')}`, { cause: error });
  }
}

/** Names of the shards, where the file is their index; null for weights. */
function indexIn(file: Uint8Array): string[] | null {
  const start = file.subarray(0, TELLING_BYTES);
  const kind = kindOf(start, file.length);
  if (isWeights(kind)) return null;
  if (kind !== 'json') throw new WeightsFileError(adviceFor(kind, start));
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(file));
  } catch (error) {
    throw new WeightsFileError(
      'expected a weights file, got text that begins as JSON and is none.',
      { cause: error },
    );
  }
  const json = jsonKindOf(value);
  if (json === 'index') return shardsOfIndex(value);
  throw new WeightsFileError(
    json === 'experiment' ? adviceFor('json', start) : adviceForJson(value),
  );
}

/** Every tensor of a weights file. */
function tensorsIn(file: Uint8Array): TensorFile {
  // A third, as each array of a zip is there packed no more, as numbers, and among the weights.
  const most = Math.floor((4 * file.length + SPARE) / 3);
  const kind = kindOf(file.subarray(0, TELLING_BYTES), file.length);
  if (kind === 'torch') return readTorch(file, most);
  if (kind === 'torch-old') return readOldTorch(file);
  return { tensors: kind === 'npz' ? readNpz(file, most) : readSafetensors(file), notes: [] };
}
