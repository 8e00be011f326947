/** How pixels were scaled for networks from files: each usual way is tried, as the right one is far better than others. */
import type { Pool } from '../client/workerPool';
import { isFarBelowTypical } from '../data/catalog';
import { entryOf, nameIn, type DatasetName } from '../data/named';
import {
  forChannels,
  NORMALIZATION_WORDS,
  normalizationWord,
  USUAL_NORMALIZATIONS,
  type NormalizationSetting,
  type NormalizationWord,
} from '../data/normalization';
import type { Score } from '../science/ensemble';
import { architectureBy, type NetworkHints } from './checkpoints';
import type { Datasets } from './datasets';
import type { ImportedNetwork } from './imports';

/** First test images that are looked at. */
export const TRIED_IMAGES = 500;

/** A usual way by its word, or one of one's own. */
export type PixelsWord = NormalizationWord | 'own';

/** What one way gives, mean over the networks. */
export interface Trial extends Score {
  readonly word: PixelsWord;
}

interface Host {
  readonly pool: Pick<Pool, 'run'>;
  readonly datasets: Pick<Datasets, 'load'>;
}

/**
 * Tries the usual ways, and the one of the hints where it is another.
 *
 * @throws Error that says, for a person, why there is nothing to compare
 */
export async function tryNormalizations(
  { pool, datasets }: Host,
  networks: readonly Pick<ImportedNetwork, 'shapes' | 'weights'>[],
  hints: NetworkHints,
  signal: AbortSignal,
): Promise<Trial[]> {
  const { loss } = hints;
  const name = nameIn(hints);
  const { normalization: own, origin, title } = entryOf(hints);
  const nets = networks.map(({ shapes, weights }) => ({
    architecture: architectureBy(shapes, hints),
    basis: [weights],
    coefficients: Float64Array.of(1),
  }));
  await datasets.load(name).catch((cause: unknown) => {
    const isVisitors = origin === 'imported' || origin === 'own';
    const why = isVisitors ? 'its files have to be brought first' : 'it did not load';
    throw new Error(`${title} is not here, as ${why}.`, { cause });
  });
  return Promise.all(
    waysOf(hints).map(async ([word, setting]): Promise<Trial> => {
      const data = { ...name, normalization: forChannels(setting, own) };
      const scores = await Promise.all(
        nets.map((net) =>
          pool.run(
            'score',
            { data, ...net, loss, split: 'test', samples: TRIED_IMAGES },
            { signal },
          ),
        ),
      );
      const mean = (of: keyof Score) =>
        scores.reduce((sum, score) => sum + score[of], 0) / scores.length;
      return { word, loss: mean('loss'), accuracy: mean('accuracy') };
    }),
  );
}

function waysOf({ normalization }: NetworkHints): [PixelsWord, NormalizationSetting][] {
  const usual = NORMALIZATION_WORDS.map((word): [PixelsWord, NormalizationSetting] => [
    word,
    USUAL_NORMALIZATIONS[word].setting,
  ]);
  return normalizationWord(normalization) === null ? [...usual, ['own', normalization]] : usual;
}

/** The one of the highest accuracy, of equal ones that of the lowest loss; the first where all are alike. */
export function bestOf(trials: readonly Trial[]): Trial | null {
  return trials.reduce<Trial | null>((best, trial) => {
    if (best === null || trial.accuracy > best.accuracy) return trial;
    return trial.accuracy === best.accuracy && trial.loss < best.loss ? trial : best;
  }, null);
}

/** By how much the best way has to lead where all are poor: more than so few images leave to chance. */
const CLEAR_LEAD = 0.1;

/**
 * The way to begin with: the best, or the proposed one where no way is near what trained networks reach and none leads
 * clearly, as networks without training are right by chance.
 */
export function guessOf(
  trials: readonly Trial[],
  proposed: PixelsWord,
  name: DatasetName,
): PixelsWord {
  const best = bestOf(trials);
  if (best === null) return proposed;
  const usual = trials.find(({ word }) => word === proposed)?.accuracy ?? 0;
  const isChance =
    isFarBelowTypical(best.accuracy, entryOf(name)) && best.accuracy - usual < CLEAR_LEAD;
  return isChance ? proposed : best.word;
}
