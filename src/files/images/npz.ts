/** Images in an .npz file, as Keras ships MNIST: `x_train`, `y_train`, `x_test`, `y_test`. */
import type { Samples } from '../../data/dataset';
import { DatasetError } from '../../data/idx';
import { OWN_LIMITS, type OwnImages } from '../../data/own';
import { readArray } from '../npy';
import { listed, quoted } from '../tensor';
import { membersOf, type Member } from '../zip';
import { labelsOf, layoutOf, levelsOf } from './levels';

/** What each array may be called: as Keras and as MedMNIST have it. */
const NAMES = {
  trainImages: ['x_train', 'train_images'],
  trainLabels: ['y_train', 'train_labels'],
  testImages: ['x_test', 'test_images'],
  testLabels: ['y_test', 'test_labels'],
} as const;

/** Room for headers, and for labels of 64 bits. */
const SPARE = 2 ** 26;

/** @throws DatasetError or WeightsFileError */
export function readImagesNpz(file: Uint8Array): OwnImages {
  const members = membersOf(file, 8 * OWN_LIMITS.bytes);
  const found = Object.fromEntries(
    Object.entries(NAMES).map(([which, names]) => [which, memberOf(members, names)]),
  ) as Record<keyof typeof NAMES, Member>;
  const large = Object.values(found).find(({ size }) => size > OWN_LIMITS.bytes + SPARE);
  if (large !== undefined)
    throw new DatasetError(
      `${quoted(large.name)}: expected at most ${OWN_LIMITS.bytes / 1e6} MB, got ${Math.ceil(large.size / 1e6)} MB; save levels as uint8.`,
    );
  const train = splitOf(found.trainImages, found.trainLabels);
  const test = splitOf(found.testImages, found.testLabels);
  if (test.side !== train.side || test.channels !== train.channels)
    throw new DatasetError(
      `Expected test images as the training images are, ${sizeText(train)}, got ${sizeText(test)}.`,
    );
  const { side, channels } = train;
  return { side, channels, train: train.samples, test: test.samples };
}

const sizeText = ({ side, channels }: Pick<OwnImages, 'side' | 'channels'>) =>
  `${side} x ${side} with ${channels} channel${channels === 1 ? '' : 's'}`;

function memberOf(members: readonly Member[], names: readonly string[]): Member {
  const member = members.find(({ name }) => names.some((own) => name === `${own}.npy`));
  if (member === undefined)
    throw new DatasetError(
      `Expected x_train, y_train, x_test and y_test in the .npz file, got ${listed(members.map(({ name }) => quoted(name.replace(/\.npy$/, '')))) || 'nothing'}.`,
    );
  return member;
}

function splitOf(
  images: Member,
  labels: Member,
): Pick<OwnImages, 'side' | 'channels'> & { readonly samples: Samples } {
  const array = readArray(images.name.slice(0, -4), images.bytes());
  const layout = layoutOf(`Array ${quoted(array.name)}`, array.shape);
  const own = labelsOf(readArray(labels.name.slice(0, -4), labels.bytes()));
  const { count, side, channels } = layout;
  if (own.length !== count)
    throw new DatasetError(
      `${quoted(labels.name)}: expected a label for each of ${count} images, got ${own.length}.`,
    );
  const levels = levelsOf(array, layout);
  return { side, channels, samples: { count, images: levels, labels: own } };
}
