/** Data of one's own from the disk, read once however often it is asked for, and its place in a document. */
import { basename } from 'node:path';
import type { Dataset } from '../data/dataset';
import type { OwnData } from '../data/own';
import { readOwnData } from '../worker/ownData';
import { readBytes } from './disk';
import { isObject, type Fields } from './documents';
import { InputError } from './problem';

interface Read {
  readonly own: OwnData;
  readonly dataset: Dataset;
}

const known = new Map<string, Promise<Read>>();

/** @param files of `--data` */
export function ownDataFrom(files: readonly string[]): Promise<Read> {
  if (files.length === 0)
    throw new InputError(
      'own: expected its files with --data, such as --data mnist.npz, or --data train.csv --data test.csv, got none.',
    );
  const key = JSON.stringify(files);
  const read =
    known.get(key) ??
    Promise.all(
      files.map(async (path) => ({
        name: basename(path),
        file: new Blob([await readBytes(path)]),
      })),
    ).then(readOwnData);
  known.set(key, read);
  return read;
}

/**
 * A document whose dataset is `own` without saying which, with what the files of `--data` are; any other as it is.
 *
 * @param document an experiment, bare or as the part of a sweep or of results
 */
export async function withOwnData(document: Fields, files: readonly string[]): Promise<Fields> {
  const { experiment } = document;
  if (isObject(experiment))
    return { ...document, experiment: await withOwnData(experiment, files) };
  if (document['dataset'] !== 'own' || (document['own'] ?? null) !== null) return document;
  return { ...document, own: (await ownDataFrom(files)).own };
}
