/**
 * The first test images of a dataset alone, as they come with finished landscapes: the slider needs no more. The file is
 * their levels, `[count, pixels]`, then their labels, `[count]`, a byte each.
 */
import type { CatalogEntry } from './catalog';
import type { Dataset } from './dataset';
import { DatasetError } from './idx';

/** As many as the slider is followed on. */
export const SAMPLE_IMAGES = 500;

/** The sample of a dataset as a file, not yet compressed. */
export function writeSample({ pixels, test }: Dataset): Uint8Array<ArrayBuffer> {
  const count = Math.min(SAMPLE_IMAGES, test.count);
  const file = new Uint8Array(count * (pixels + 1));
  file.set(test.images.subarray(0, count * pixels));
  file.set(test.labels.subarray(0, count), count * pixels);
  return file;
}

/**
 * A dataset that has these test images and no training images.
 *
 * @param name of the file, which refusals begin with
 * @throws DatasetError for a file of another length, or with labels that are no classes
 */
export function readSample(
  { id, side, channels, classes, normalization }: CatalogEntry,
  file: Uint8Array<ArrayBuffer>,
  name: string,
): Dataset {
  const pixels = channels * side ** 2;
  const count = file.length / (pixels + 1);
  if (!Number.isInteger(count) || count === 0)
    throw new DatasetError(
      `${name}: expected ${pixels} levels and a label for each image, got ${file.length} bytes in all.`,
    );
  const labels = file.slice(count * pixels);
  const wrong = labels.find((label) => label >= classes.length);
  if (wrong !== undefined)
    throw new DatasetError(`${name}: expected labels below ${classes.length}, got ${wrong}.`);
  const none = () => new Uint8Array(0);
  return {
    id,
    pixels,
    classes: classes.length,
    normalization,
    train: { count: 0, images: none(), labels: none() },
    test: { count, images: file.slice(0, count * pixels), labels },
  };
}
