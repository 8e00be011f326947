/**
 * Points of a square in classes, drawn by a rule and a seed: the plain tasks on which a decision boundary can be seen.
 * Each is a shape with Gaussian noise around it, in a square from -1 to 1, and an image of one place with two channels,
 * whose 256 levels are the coordinates.
 */
import { randomFrom, type Random } from '../model/random';
import type { Normalization, Samples } from './dataset';

export const POINT_SHAPES = ['two-moons', 'circles', 'spirals', 'xor', 'blobs'] as const;
export type PointShape = (typeof POINT_SHAPES)[number];

export const isPointShape = (id: string): id is PointShape =>
  (POINT_SHAPES as readonly string[]).includes(id);

/** How points are drawn. Plain JSON: equal settings are the same points. */
export interface PointSettings {
  readonly seed: number;
  /** Standard deviation of the noise; the square is 2 wide. */
  readonly noise: number;
  /** Points to train on, and as many others to test on. */
  readonly count: number;
  /** 2 where the shape has no more. */
  readonly classes: number;
}

export const USUAL_POINTS: PointSettings = { seed: 1, noise: 0.05, count: 1000, classes: 2 };

/** Classes that a shape can have at most; the least is 2. */
export const MOST_CLASSES: Readonly<Record<PointShape, number>> = {
  'two-moons': 2,
  circles: 5,
  spirals: 5,
  xor: 2,
  blobs: 5,
};

/** The settings that are in force: a shape of two classes has two, whatever is set. */
export const pointsInForce = (shape: PointShape, settings: PointSettings): PointSettings => ({
  ...settings,
  classes: Math.min(settings.classes, MOST_CLASSES[shape]),
});

const NAMES: Readonly<Record<PointShape, (label: number) => string>> = {
  'two-moons': (label) => (label === 0 ? 'upper moon' : 'lower moon'),
  circles: (label) => `ring ${label + 1}`,
  spirals: (label) => `arm ${label + 1}`,
  xor: (label) => (label === 0 ? 'signs differ' : 'signs alike'),
  blobs: (label) => `blob ${label + 1}`,
};

/** Names of the classes by label. */
export const classNames = (shape: PointShape, settings: PointSettings): readonly string[] =>
  Array.from({ length: pointsInForce(shape, settings).classes }, (_, label) => NAMES[shape](label));

/** Inputs go from -2 to 2, so that their deviation is near 1 whatever the shape. */
const HALF: Normalization = { mean: 0.5, standardDeviation: 0.25 };
export const POINT_NORMALIZATION: readonly Normalization[] = [HALF, HALF];

type Place = readonly [x: number, y: number];

/** A place of a class on its shape, before the noise: all within 0.9 of the centre. */
type Draw = (random: Random, label: number, classes: number) => Place;

const polar = (radius: number, angle: number): Place => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
];

/** How far out rings, arms and the square of signs go. */
const REACH = 0.8;
/** Of the blobs' centres, and of the points around each. */
const [BLOB_RADIUS, BLOB_DEVIATION] = [0.5, 0.1];

const DRAWS: Readonly<Record<PointShape, Draw>> = {
  'two-moons'(random, label) {
    const [x, y] = polar(1, Math.PI * random.uniform());
    // As scikit-learn's make_moons has them, brought to the centre at half the size.
    return label === 0 ? [(x - 0.5) / 2, (y - 0.25) / 2] : [(0.5 - x) / 2, (0.25 - y) / 2];
  },
  circles: (random, label, classes) =>
    polar((REACH * (label + 1)) / classes, 2 * Math.PI * random.uniform()),
  spirals(random, label, classes) {
    // By the root, so that points are about as dense outside as inside.
    const along = Math.sqrt(random.uniform());
    return polar(REACH * along, 2 * Math.PI * (along + label / classes));
  },
  xor(random, label) {
    const [x, y] = [REACH * random.uniform(), REACH * (2 * random.uniform() - 1)];
    return label === Number(y > 0) ? [x, y] : [-x, y];
  },
  blobs(random, label, classes) {
    const [x, y] = polar(BLOB_RADIUS, (2 * Math.PI * label) / classes);
    return [x + BLOB_DEVIATION * random.normal(), y + BLOB_DEVIATION * random.normal()];
  },
};

/** Keeps the points' numbers apart from those of networks, whose seeds are as small. */
const SALT = 0x706f696e;

/** New points to train and to test on, by two seeds of which no other setting has one; classes take turns. */
export function drawPoints(
  shape: PointShape,
  settings: PointSettings,
): { readonly train: Samples; readonly test: Samples } {
  const { seed, ...rest } = pointsInForce(shape, settings);
  const drawn = (which: number) => draw(shape, rest, randomFrom((2 * seed + which) ^ SALT));
  return { train: drawn(0), test: drawn(1) };
}

function draw(
  shape: PointShape,
  { noise, count, classes }: Omit<PointSettings, 'seed'>,
  random: Random,
): Samples {
  const images = new Uint8Array(2 * count);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = i % classes;
    const [x, y] = inSquare(() => {
      const place = DRAWS[shape](random, label, classes);
      return [place[0] + noise * random.normal(), place[1] + noise * random.normal()];
    });
    images[2 * i] = levelOf(x);
    images[2 * i + 1] = levelOf(y);
    labels[i] = label;
  }
  return { count, images, labels };
}

/** The first place that lies in the square: cut off at its edge, noise would pile up there. */
function inSquare(next: () => Place): Place {
  for (;;) {
    const place = next();
    if (place.every((coordinate) => Math.abs(coordinate) <= 1)) return place;
  }
}

/** Level 0 to 255 of a coordinate from -1 to 1. */
const levelOf = (coordinate: number): number => Math.round((255 * (coordinate + 1)) / 2);
