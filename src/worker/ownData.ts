/** Images of the visitor's own out of files: what they are, by which they are known again, and the dataset. */
import type { Dataset } from '../data/dataset';
import { describeOwn, OWN_LIMITS, type OwnData, type OwnImages } from '../data/own';
import { readOwnImages, tooLarge } from '../files/ownData';
import { sha256Of } from '../jobs/digest';

/** A file by its name, which is lost on the way between some threads. */
export interface NamedFile {
  readonly name: string;
  readonly file: Blob;
}

/** @throws DatasetError that says what was expected and what came */
export async function readOwnData(
  files: readonly NamedFile[],
): Promise<{ readonly own: OwnData; readonly dataset: Dataset }> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  if (total > OWN_LIMITS.bytes) throw tooLarge(total);
  const images = readOwnImages(
    await Promise.all(
      files.map(async ({ name, file }) => ({
        name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    ),
  );
  const own = { name: nameOf(files), digest: await digestOf(images), ...describeOwn(images) };
  const { channels, classes, normalization, side } = own;
  const { train, test } = images;
  return {
    own,
    dataset: { id: 'own', pixels: channels * side ** 2, classes, normalization, train, test },
  };
}

/** `mnist.npz`, `train.csv and test.csv`, `train-images-idx3-ubyte and 3 more`. */
function nameOf(files: readonly NamedFile[]): string {
  const [first = '', ...others] = files.map(({ name }) => name);
  if (others.length === 0) return first;
  return others.length === 1 ? `${first} and ${others[0]}` : `${first} and ${others.length} more`;
}

/** Of images and labels, in whatever form they came: a new SHA-256 over those of the parts. */
async function digestOf({ side, channels, train, test }: OwnImages): Promise<string> {
  const parts = [train.images, train.labels, test.images, test.labels];
  const each: string[] = [];
  for (const part of parts) each.push(await quickSha256(part));
  return sha256Of(JSON.stringify([side, channels, ...each]));
}

/** By the browser where it has the means, as it is many times as fast. */
async function quickSha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  if (subtle === undefined) return sha256Of(bytes);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
