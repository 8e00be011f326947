/** Weights files from the disk, those of one network together. */
import path from 'node:path';
import type { Checkpoint } from '../files/checkpoint';
import { missingShards, shardsInFile, togetherByName, type Parts } from '../files/shards';
import { readNetworkFiles, type NamedFile } from '../files/readNetwork';
import { exists, readBytes } from './disk';

/** A network, as its files have it. */
export interface WeightsOnDisk extends Checkpoint {
  /** Of its first file, or its index. */
  readonly file: string;
}

/**
 * The networks of several files. Where a network is in several, those that lie beside the files that are named belong
 * to it, too.
 *
 * @throws WeightsFileError or InputError, which begin with the name of a file
 */
export function readWeights(files: readonly string[]): Promise<WeightsOnDisk[]> {
  return Promise.all(
    togetherByName(files.map((name) => ({ name }))).map(async (parts) => ({
      file: parts.name,
      ...(await readTogether(parts, (name) => name)),
    })),
  );
}

/**
 * Reads the one network that a file belongs to.
 *
 * @param name what refusals call the file
 * @param location where it is
 */
export const readWeightsAt = (name: string, location: string): Promise<Checkpoint> =>
  readTogether({ name, files: [{ name }] }, (part) =>
    part === name ? location : path.join(path.dirname(location), path.basename(part)),
  );

async function readTogether(
  { name, files }: Parts<{ readonly name: string }>,
  pathOfPart: (name: string) => string,
): Promise<Checkpoint> {
  const read = async (part: string): Promise<NamedFile> => ({
    name: part,
    bytes: await readBytes(pathOfPart(part)),
  });
  const given = await Promise.all(files.map((file) => read(file.name)));
  const folder = path.dirname(name);
  const wanted = [
    ...missingShards(given.map((file) => file.name)),
    ...given
      .flatMap((file) => shardsInFile(file) ?? [])
      .map((part) => path.join(folder, path.basename(part))),
  ];
  const known = new Set(given.map((file) => path.resolve(file.name)));
  const others = [...new Set(wanted)].filter((part) => !known.has(path.resolve(part)));
  const there = await Promise.all(others.map((part) => exists(pathOfPart(part))));
  const beside = await Promise.all(others.filter((_, i) => there[i]).map(read));
  return readNetworkFiles(name, [...given, ...beside]);
}
