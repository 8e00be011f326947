/** Datasets: those that come with the program, those that are imported, and those that are made. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CATALOG } from '../data/catalog';
import { readCifar } from '../data/cifar';
import type { Dataset } from '../data/dataset';
import { DatasetError } from '../data/idx';
import { readDataset } from '../data/load';
import { makeDataset, type DatasetName } from '../data/named';
import { readBytes } from './disk';
import { ownDataFrom } from './ownData';
import type { Options } from './options';
import { InputError } from './problem';

export const DATA_OPTION = {
  data: {
    value: 'FILE',
    about: 'files of cifar-10, or of the dataset own: .npz, four IDX files, or CSV',
    multiple: true,
  },
} satisfies Options;

/** @param imported files of `--data` */
export async function datasetFrom(
  name: DatasetName,
  imported: readonly string[],
  root: URL,
): Promise<Dataset> {
  const entry = CATALOG[name.dataset];
  if (entry.origin === 'own') {
    const { own, dataset } = await ownDataFrom(imported);
    const wanted = name.own ?? own;
    if (wanted.digest !== own.digest)
      throw new InputError(
        `--data: expected the images of the experiment, of SHA-256 ${wanted.digest}, got ${own.name} of ${own.digest}.`,
      );
    return dataset;
  }
  if (entry.origin === 'imported') {
    const files = await Promise.all(
      imported.map(async (path) => new File([await readBytes(path)], basename(path))),
    );
    if (files.length === 0)
      throw new InputError(
        `${entry.id}: expected its files with --data, such as --data cifar-10-binary.tar.gz, got none.`,
      );
    return readCifar(entry, files, new AbortController().signal);
  }
  if (imported.length > 0)
    throw new InputError(
      `--data: expected it with the dataset cifar-10 or own, got it with ${entry.id}.`,
    );
  if (entry.origin === 'made') return makeDataset(name);
  return readDataset(entry, async ({ path }) => {
    const zipped = await readBytes(fileURLToPath(new URL(`public/${path}`, root)));
    try {
      return new Uint8Array(await promisify(gunzip)(zipped));
    } catch (error) {
      throw new DatasetError(`${path}: expected a whole gzip file, got one cut short or altered.`, {
        cause: error,
      });
    }
  });
}
