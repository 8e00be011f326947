/** Images of the visitor's own, in whatever form: `.npz` as Keras ships MNIST, four IDX files, or CSV. */
import { DatasetError } from '../data/idx';
import { OWN_LIMITS, type OwnImages } from '../data/own';
import { kindOf, TELLING_BYTES, type FileKind } from './fileKinds';
import { readImagesCsv } from './images/csv';
import { readImagesIdx, type NamedBytes } from './images/idx';
import { readImagesNpz } from './images/npz';
import { listed, WeightsFileError } from './tensor';

const FORMS =
  'an .npz file with x_train, y_train, x_test and y_test, four IDX files, or CSV files with the label first';

/**
 * Reads files that belong together, whatever they are called.
 *
 * @throws DatasetError that says what was expected and what came
 */
export function readOwnImages(files: readonly NamedBytes[]): OwnImages {
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > OWN_LIMITS.bytes) throw tooLarge(total);
  const kinds = new Set(
    files.map(({ bytes }) => kindOf(bytes.subarray(0, TELLING_BYTES), bytes.length)),
  );
  const [kind] = kinds;
  const [first] = files;
  if (kind === undefined || first === undefined)
    throw new DatasetError(`Expected ${FORMS}, got nothing.`);
  const names = listed(files.map(({ name }) => name));
  if (kinds.size > 1) throw new DatasetError(`Expected files of one form: ${FORMS}, got ${names}.`);
  if (kind === 'idx') return readImagesIdx(files);
  if (kind === 'csv') return readImagesCsv(files);
  if (!isNpz(kind)) throw new DatasetError(`Expected ${FORMS}, got ${names}.`);
  if (files.length > 1) throw new DatasetError(`Expected one .npz file, got ${names}.`);
  try {
    return readImagesNpz(first.bytes);
  } catch (error) {
    if (error instanceof WeightsFileError || error instanceof DatasetError)
      throw new DatasetError(`${first.name}: ${lowered(error.message)}`, { cause: error });
    throw error;
  }
}

const isNpz = (kind: FileKind) => kind === 'npz-images' || kind === 'npz';

export const tooLarge = (bytes: number) =>
  new DatasetError(
    `Expected files of at most ${OWN_LIMITS.bytes / 1e6} MB together, got ${Math.ceil(bytes / 1e6)} MB.`,
  );

const lowered = (message: string) =>
  message.replace(/^(Expected|Array)/, (word) => word.toLowerCase());
