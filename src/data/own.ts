/** A dataset of the visitor's own: what a document says of it, and what its images have to be. */
import type { Normalization, Samples, Split } from './dataset';
import { DatasetError } from './idx';

/** What is known of it without its files, which `digest` tells from all others. Plain JSON. */
export interface OwnData {
  /** Of its file or files, for people. */
  readonly name: string;
  /** SHA-256 of its images and labels, in hexadecimal. */
  readonly digest: string;
  /** Rows and columns of an image. */
  readonly side: number;
  readonly channels: 1 | 3;
  readonly classes: number;
  /** How many images there are of each split. */
  readonly counts: Readonly<Record<Split, number>>;
  /** Mean and deviation of its training images, of each channel. */
  readonly normalization: readonly Normalization[];
}

/** What images may be. */
export const OWN_LIMITS = {
  side: [2, 64],
  classes: [2, 100],
  /** Of all files together, and of the levels of all images. */
  bytes: 400_000_000,
} as const;

/** Images of both splits as a reader has them. */
export interface OwnImages {
  readonly side: number;
  readonly channels: 1 | 3;
  readonly train: Samples;
  readonly test: Samples;
}

/** Side and channels of images with so many levels; null where they are no square. */
export function squareOf(levels: number): Pick<OwnImages, 'side' | 'channels'> | null {
  for (const channels of [1, 3] as const) {
    const side = Math.round(Math.sqrt(levels / channels));
    if (channels * side * side === levels) return { side, channels };
  }
  return null;
}

/**
 * Checks what all forms have in common, and takes the statistics.
 *
 * @throws DatasetError that says what was expected and what came
 */
export function describeOwn(images: OwnImages): Omit<OwnData, 'name' | 'digest'> {
  const { side, channels, train, test } = images;
  const [smallest, largest] = OWN_LIMITS.side;
  if (side < smallest || side > largest)
    throw new DatasetError(
      `Expected images of ${smallest} x ${smallest} to ${largest} x ${largest} pixels, got ${side} x ${side}; resize them.`,
    );
  for (const [split, { count }] of [
    ['train', train],
    ['test', test],
  ] as const)
    if (count === 0) throw new DatasetError(`Expected images to ${split} on, got none.`);
  const levels = train.images.length + test.images.length;
  if (levels > OWN_LIMITS.bytes)
    throw new DatasetError(
      `Expected at most ${OWN_LIMITS.bytes / 1e6} MB of levels, one byte each, got ${Math.ceil(levels / 1e6)} MB; leave some images out, or make them smaller.`,
    );
  const most = (labels: Uint8Array) => labels.reduce((max, label) => Math.max(max, label), 0);
  const [fewest, highest] = OWN_LIMITS.classes;
  const classes = most(train.labels) + 1;
  if (classes < fewest || classes > highest)
    throw new DatasetError(
      `Expected labels 0, 1, ... of ${fewest} to ${highest} classes, got labels up to ${classes - 1}.`,
    );
  if (most(test.labels) >= classes)
    throw new DatasetError(
      `Expected test labels 0 to ${classes - 1}, as the training images have, got ${most(test.labels)}.`,
    );
  return {
    side,
    channels,
    classes,
    counts: { train: train.count, test: test.count },
    normalization: statisticsOf(train.images, side * side, channels),
  };
}

/** Mean and standard deviation of each channel, of pixels from 0 to 1, to six digits. */
function statisticsOf(images: Uint8Array, plane: number, channels: number): Normalization[] {
  const counts = Array.from({ length: channels }, () => new Float64Array(256));
  for (let from = 0, plane0 = 0; from < images.length; from += plane, plane0++) {
    const of = counts[plane0 % channels]!;
    for (let i = from; i < from + plane; i++) of[images[i]!]!++;
  }
  return counts.map((of) => {
    const [count, sum, squares] = of.reduce(
      ([n, s, q], times, level) => [n + times, s + times * level, q + times * level * level],
      [0, 0, 0],
    );
    const mean = sum / count;
    const variance = Math.max(0, squares / count - mean * mean);
    const short = (x: number) => Number((x / 255).toPrecision(6));
    // Of images that are all alike every deviation is as good.
    return { mean: short(mean), standardDeviation: short(Math.sqrt(variance)) || 1 };
  });
}
