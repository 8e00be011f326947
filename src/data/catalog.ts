/** The datasets: those that come with Isthmus, those that a visitor can import, and those that are made by a rule. */
import type { Normalization } from './dataset';
import { classNames, POINT_NORMALIZATION, USUAL_POINTS, type PointShape } from './points';

export type DatasetId = 'fashion-mnist' | 'mnist' | 'cifar-10' | 'quadrant' | PointShape | 'own';

/** One gzipped IDX file. */
export interface CatalogFile {
  /** Address below the page's own. */
  readonly path: string;
  /** Bytes to fetch. */
  readonly bytes: number;
  /** SHA-256 of the decompressed file, in hexadecimal. */
  readonly sha256: string;
}

export type CatalogFiles = Readonly<
  Record<'trainImages' | 'trainLabels' | 'testImages' | 'testLabels', CatalogFile>
>;

interface Described {
  readonly id: DatasetId;
  readonly title: string;
  readonly source: string;
  readonly licence: string;
  /** Rows and columns of one image. */
  readonly side: number;
  /** Of one image: 1 for grey, 3 for red, green and blue; 2 are the coordinates of a point, an image of one place. */
  readonly channels: 1 | 2 | 3;
  /** Names of the classes by label. */
  readonly classes: readonly string[];
  readonly trainCount: number;
  readonly testCount: number;
  /** Of each channel. */
  readonly normalization: readonly Normalization[];
  /** About what small networks reach on the test images after an epoch or a few, 0 to 1. */
  readonly typicalAccuracy: number;
}

/** Its files are served beside the page. */
export interface ServedEntry extends Described {
  readonly origin: 'served';
  readonly files: CatalogFiles;
}

/** A dataset, and where it comes from: files beside the page, files to fetch elsewhere, the visitor's own, or a rule. */
export type CatalogEntry =
  | ServedEntry
  | (Described & { readonly origin: 'imported' })
  | (Described & { readonly origin: 'own' })
  | (Described & { readonly origin: 'made' });

export const CATALOG: Readonly<Record<DatasetId, CatalogEntry>> = {
  'fashion-mnist': {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST',
    source: 'Xiao, Rasul and Vollgraf 2017, github.com/zalandoresearch/fashion-mnist',
    licence: 'MIT, Zalando SE',
    side: 28,
    channels: 1,
    classes: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
    trainCount: 60_000,
    testCount: 10_000,
    normalization: [{ mean: 0.286, standardDeviation: 0.353 }],
    typicalAccuracy: 0.85,
    origin: 'served',
    files: {
      trainImages: {
        path: 'data/fashion-mnist/train-images-idx3-ubyte.gz',
        bytes: 26_421_856,
        sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      },
      trainLabels: {
        path: 'data/fashion-mnist/train-labels-idx1-ubyte.gz',
        bytes: 29_491,
        sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      },
      testImages: {
        path: 'data/fashion-mnist/t10k-images-idx3-ubyte.gz',
        bytes: 4_422_079,
        sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      },
      testLabels: {
        path: 'data/fashion-mnist/t10k-labels-idx1-ubyte.gz',
        bytes: 5_125,
        sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
      },
    },
  },
  mnist: {
    id: 'mnist',
    title: 'MNIST',
    source: 'LeCun, Cortes and Burges 1998, yann.lecun.com/exdb/mnist',
    licence: 'CC BY-SA 3.0, Yann LeCun and Corinna Cortes',
    side: 28,
    channels: 1,
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    trainCount: 60_000,
    testCount: 10_000,
    normalization: [{ mean: 0.1307, standardDeviation: 0.3081 }],
    typicalAccuracy: 0.97,
    origin: 'served',
    files: {
      trainImages: {
        path: 'data/mnist/train-images-idx3-ubyte.gz',
        bytes: 9_719_438,
        sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      },
      trainLabels: {
        path: 'data/mnist/train-labels-idx1-ubyte.gz',
        bytes: 28_857,
        sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      },
      testImages: {
        path: 'data/mnist/t10k-images-idx3-ubyte.gz',
        bytes: 1_616_508,
        sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      },
      testLabels: {
        path: 'data/mnist/t10k-labels-idx1-ubyte.gz',
        bytes: 4_517,
        sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      },
    },
  },
  'cifar-10': {
    id: 'cifar-10',
    title: 'CIFAR-10',
    source: 'Krizhevsky 2009, www.cs.toronto.edu/~kriz/cifar.html',
    licence: 'No licence is stated, so Isthmus does not ship it',
    side: 32,
    channels: 3,
    classes: [
      ...['airplane', 'automobile', 'bird', 'cat', 'deer'],
      ...['dog', 'frog', 'horse', 'ship', 'truck'],
    ],
    trainCount: 50_000,
    testCount: 10_000,
    normalization: [
      { mean: 0.4914, standardDeviation: 0.247 },
      { mean: 0.4822, standardDeviation: 0.2435 },
      { mean: 0.4465, standardDeviation: 0.2616 },
    ],
    typicalAccuracy: 0.5,
    origin: 'imported',
  },
  quadrant: {
    id: 'quadrant',
    title: 'Quadrant',
    source: 'The task of Ainsworth et al. 2023, Sec. 5',
    licence: 'Made here by a rule',
    side: 1,
    channels: 2,
    classes: ['elsewhere', 'both positive'],
    trainCount: 1024,
    testCount: 1024,
    normalization: [
      { mean: 0.5, standardDeviation: 0.5 },
      { mean: 0.5, standardDeviation: 0.5 },
    ],
    typicalAccuracy: 0.95,
    origin: 'made',
  },
  'two-moons': drawn('two-moons', 'Two moons', 'Two half circles that reach into each other'),
  circles: drawn('circles', 'Circles', 'Rings around one centre'),
  spirals: drawn('spirals', 'Spirals', 'Arms that wind around one centre'),
  xor: drawn('xor', 'XOR', 'Whether the signs of both coordinates are alike'),
  blobs: drawn('blobs', 'Gaussian blobs', 'Normal distributions around a circle'),
  /** Before its files are there; `entryOf` of `named.ts` knows what they are. */
  own: {
    id: 'own',
    title: 'Own data',
    source: 'Your own files',
    licence: 'They go nowhere else',
    side: 28,
    channels: 1,
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    trainCount: 60_000,
    testCount: 10_000,
    normalization: [{ mean: 0.5, standardDeviation: 0.5 }],
    typicalAccuracy: 0.5,
    origin: 'own',
  },
};

/** Points of a square by the usual settings; `entryOf` of `named.ts` knows them by others. */
function drawn(id: PointShape, title: string, source: string): CatalogEntry {
  return {
    id,
    title,
    source,
    licence: 'Drawn here by a rule and a seed',
    side: 1,
    channels: 2,
    classes: classNames(id, USUAL_POINTS),
    trainCount: USUAL_POINTS.count,
    testCount: USUAL_POINTS.count,
    normalization: POINT_NORMALIZATION,
    typicalAccuracy: 0.9,
    origin: 'made',
  };
}

/**
 * True where a network has learned next to nothing, as it is hardly more often right than by guessing.
 *
 * @param accuracy 0 to 1
 */
export const isGuessing = (accuracy: number, { classes }: Pick<CatalogEntry, 'classes'>): boolean =>
  accuracy < 1.5 / classes.length;

/**
 * True where an accuracy is far below what trained networks reach: not two thirds of the way there from guessing.
 *
 * @param accuracy 0 to 1
 */
export function isFarBelowTypical(
  accuracy: number,
  { classes, typicalAccuracy }: Pick<CatalogEntry, 'classes' | 'typicalAccuracy'>,
): boolean {
  const guessing = 1 / classes.length;
  return accuracy < guessing + (2 / 3) * (typicalAccuracy - guessing);
}
