/** The images that a job computes on. */
import * as v from 'valibot';
import type { DatasetName, HeldName } from '../data/named';
import type { NormalizationSetting } from '../data/normalization';
import { OWN_LIMITS } from '../data/own';
import { MOST_CLASSES, USUAL_POINTS, type PointSettings } from '../data/points';
import { realNumber, seed, settings, wholeNumber } from './fields';

/** Plain JSON: equal settings are the same images. */
export interface DataSettings extends DatasetName {
  /** Of each channel; null is the dataset's own. */
  readonly normalization: NormalizationSetting;
}

/** Images that are there, of a dataset or its first test images alone. */
export type HeldData = DataSettings & HeldName;

/** Pixels are float32, so neither may be so large or so small that they overflow. */
const MOST = 1e6;

const each =
  'Normalisation: expected null, or a list with a mean and a standard deviation for all channels or for each.';

/** Of a document: inputs are `(pixel - mean) / standardDeviation`, with pixels from 0 to 1. */
const normalizationList = v.pipe(
  v.array(
    settings({
      mean: realNumber(
        'Mean of the pixels',
        `from -${MOST.toLocaleString('en')} to ${MOST.toLocaleString('en')}`,
        (x) => Math.abs(x) <= MOST,
      ),
      standardDeviation: realNumber(
        'Standard deviation of the pixels',
        'above 0, at least 0.000001',
        (x) => x >= 1 / MOST && x <= MOST,
      ),
    }),
    each,
  ),
  v.minLength(1, each),
  v.maxLength(3, each),
);

export const normalizationSchema = v.nullable(normalizationList);

/** Of a document: how points of a square are drawn. */
export const pointsSchema = settings({
  seed: v.optional(seed('Seed of the points'), USUAL_POINTS.seed),
  noise: v.optional(
    realNumber('Noise of the points', 'from 0 to 0.5', (x) => x >= 0 && x <= 0.5),
    USUAL_POINTS.noise,
  ),
  count: v.optional(wholeNumber('Number of points', 20, 20_000), USUAL_POINTS.count),
  classes: v.optional(
    wholeNumber('Classes of the points', 2, Math.max(...Object.values(MOST_CLASSES))),
    USUAL_POINTS.classes,
  ),
});

const digest = 'Own data: expected a SHA-256 of 64 hexadecimal digits.';

/** Of a document: what data of one's own is, which its files have to be. */
export const ownDataSchema = settings({
  /** Of its files, for people. */
  name: v.pipe(v.string(), v.minLength(1, 'Own data: expected the name of its files.')),
  /** SHA-256 of images and labels. */
  digest: v.pipe(v.string(digest), v.regex(/^[0-9a-f]{64}$/, digest)),
  side: wholeNumber('Side of the images', ...OWN_LIMITS.side),
  channels: v.picklist([1, 3], 'Channels of the images: expected 1 or 3.'),
  classes: wholeNumber('Classes of the images', ...OWN_LIMITS.classes),
  counts: settings({
    train: wholeNumber('Images to train on', 1, OWN_LIMITS.bytes),
    test: wholeNumber('Images to test on', 1, OWN_LIMITS.bytes),
  }),
  normalization: normalizationList,
});

/** @throws RangeError for what is wrong first */
export function parsePoints(value: unknown): PointSettings {
  const parsed = v.safeParse(pointsSchema, value);
  if (!parsed.success) throw new RangeError(parsed.issues[0].message);
  return parsed.output;
}

/** @throws RangeError for what is wrong first */
export function parseNormalization(value: unknown): NormalizationSetting {
  const parsed = v.safeParse(normalizationSchema, value);
  if (!parsed.success) throw new RangeError(parsed.issues[0].message);
  return parsed.output;
}
