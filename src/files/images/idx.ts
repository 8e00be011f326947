/** Images and labels in four IDX files, gzipped or not, as MNIST has them. */
import type { Samples } from '../../data/dataset';
import { DatasetError, parseIdx, type Idx } from '../../data/idx';
import { OWN_LIMITS, type OwnImages } from '../../data/own';
import { gunzipped } from '../gzip';
import { listed } from '../tensor';
import { layoutOf, planar } from './levels';

interface NamedIdx extends Idx {
  readonly name: string;
}

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** @throws DatasetError */
export function readImagesIdx(files: readonly NamedBytes[]): OwnImages {
  if (files.length !== 4)
    throw new DatasetError(
      `Expected four IDX files at once, images and labels to train and to test on, got ${listed(files.map(({ name }) => name))}.`,
    );
  const parsed = files.map(({ name, bytes }): NamedIdx => ({
    name,
    ...parseIdx(gunzipped(name, bytes, OWN_LIMITS.bytes), name),
  }));
  const images = parsed.filter(({ shape }) => shape.length > 1);
  const labels = parsed.filter(({ shape }) => shape.length === 1);
  const [trainImages, testImages] = bySplit(images, 'images');
  const [trainLabels, testLabels] = bySplit(labels, 'labels');
  const train = samplesOf(trainImages, trainLabels);
  const test = samplesOf(testImages, testLabels);
  if (train.side !== test.side || train.channels !== test.channels)
    throw new DatasetError(
      `${testImages.name}: expected images as those of ${trainImages.name}, ${trainImages.shape.slice(1).join(' x ')}, got ${testImages.shape.slice(1).join(' x ')}.`,
    );
  const { side, channels } = train;
  return { side, channels, train: train.samples, test: test.samples };
}

const isTest = ({ name }: NamedIdx) => /t10k|test|val/i.test(name);

/** By name, else the larger to train on. */
function bySplit(two: readonly NamedIdx[], what: string): [NamedIdx, NamedIdx] {
  const [one, other] = two;
  if (one === undefined || other === undefined || two.length > 2)
    throw new DatasetError(
      `Expected two IDX files of ${what}, to train and to test on, got ${listed(two.map(({ name }) => name)) || 'none'}.`,
    );
  if (isTest(one) !== isTest(other)) return isTest(one) ? [other, one] : [one, other];
  const [a = 0, b = 0] = [one.shape[0], other.shape[0]];
  if (a === b)
    throw new DatasetError(
      `Expected names that say which ${what} are to train on, such as train-${what} and test-${what}, got ${one.name} and ${other.name}.`,
    );
  return a > b ? [one, other] : [other, one];
}

function samplesOf(
  images: NamedIdx,
  labels: NamedIdx,
): Pick<OwnImages, 'side' | 'channels'> & { readonly samples: Samples } {
  const { count, side, channels, channelsLast } = layoutOf(images.name, images.shape);
  if (labels.bytes.length !== count)
    throw new DatasetError(
      `${labels.name}: expected a label for each of ${count} images of ${images.name}, got ${labels.bytes.length}.`,
    );
  const levels = new Uint8Array(images.bytes.length);
  if (channelsLast && channels > 1)
    for (let i = 0; i < levels.length; i++)
      levels[planar(i, side * side, channels)] = images.bytes[i]!;
  else levels.set(images.bytes);
  return { side, channels, samples: { count, images: levels, labels: labels.bytes.slice() } };
}
