/** Opens finished landscapes: first what needs no weights, then weights and the images that the slider is followed on. */
import { CATALOG } from '../data/catalog';
import { nameIn } from '../data/named';
import { breathe } from '../jobs/breathe';
import { figuresOf, type Figure } from '../pipeline/figures';
import type { SavedResult } from '../pipeline/documents';
import { planOfExperiment } from '../pipeline/experiment';
import type { Landscape } from '../pipeline/landscape';
import { wordsOf } from './failure';
import type { Session } from './session';

/** The landscape that a workspace was opened on, whatever its settings have become since. */
export interface OpenedLandscape extends Pick<
  Landscape,
  'name' | 'experiment' | 'seconds' | 'steps'
> {
  /** As they were shipped, to hold a rerun against. */
  readonly figures: readonly Figure[];
}

export const openedAs = (
  { name, experiment, seconds, steps }: Landscape,
  results: readonly SavedResult[],
): OpenedLandscape => ({
  name,
  experiment,
  seconds,
  steps,
  figures: figuresOf(
    planOfExperiment(experiment),
    Object.fromEntries(results.map((result) => [result.id, result])),
  ),
});

/**
 * Fetches what is missing of a landscape. What does not arrive is said in a notice, and the rest is there nevertheless.
 *
 * @returns the results that waited for their weights
 */
export async function completeLandscape(
  { experiment, pending }: Landscape,
  { shipped, datasets, ...session }: Session,
): Promise<readonly SavedResult[]> {
  const { notify } = session.getState();
  const images = (
    CATALOG[experiment.dataset].origin === 'served'
      ? shipped
          .sample(experiment.dataset)
          .then((sample) => datasets.provideSample(experiment.dataset, sample))
      : datasets.load(nameIn(experiment))
  ).catch((error: unknown) =>
    notify(`The slider has no images to follow: ${wordsOf(error)}`, { about: 'landscape' }),
  );
  const complete = async (): Promise<SavedResult[]> => {
    const weights = await Promise.all(
      pending.map(({ files }) => Promise.all(files.map((file) => shipped.weights(file)))),
    );
    const results: SavedResult[] = [];
    for (const [i, { complete }] of pending.entries()) {
      // To draw the initial weights of a large network takes tens of milliseconds.
      await breathe();
      results.push(complete(weights[i] ?? []));
    }
    return results;
  };
  const results = complete().catch((error: unknown) => {
    notify(
      `The networks of this landscape did not arrive, so its slider stands still; Train makes them anew. ${wordsOf(error)}`,
      { about: 'landscape' },
    );
    return [];
  });
  await images;
  return results;
}
