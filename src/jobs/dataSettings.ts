/** The images that a job computes on. */
import * as v from 'valibot';
import type { DatasetId } from '../data/catalog';
import type { NormalizationSetting } from '../data/normalization';
import { realNumber, settings } from './fields';

/** Plain JSON: equal settings are the same images. */
export interface DataSettings {
  readonly dataset: DatasetId;
  /** Of each channel; null is the dataset's own. */
  readonly normalization: NormalizationSetting;
}

/** Pixels are float32, so neither may be so large or so small that they overflow. */
const MOST = 1e6;

const each =
  'Normalisation: expected null, or a list with a mean and a standard deviation for all channels or for each.';

/** Of a document: inputs are `(pixel - mean) / standardDeviation`, with pixels from 0 to 1. */
export const normalizationSchema = v.nullable(
  v.pipe(
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
  ),
);

/** @throws RangeError for what is wrong first */
export function parseNormalization(value: unknown): NormalizationSetting {
  const parsed = v.safeParse(normalizationSchema, value);
  if (!parsed.success) throw new RangeError(parsed.issues[0].message);
  return parsed.output;
}
