/** Opens finished landscapes: first what needs no weights, then weights and the images that the slider is followed on. */
import type { StoreApi } from 'zustand/vanilla';
import { CATALOG } from '../data/catalog';
import { nameIn } from '../data/named';
import { breathe } from '../jobs/breathe';
import { figuresOf, type Figure } from '../pipeline/figures';
import type { SavedResult } from '../pipeline/documents';
import { planOfExperiment } from '../pipeline/experiment';
import type { Landscape } from '../pipeline/landscape';
import { wordsOf } from './failure';
import type { Session } from './session';
import type { WorkspaceState } from './workspace';

/** The landscape that a workspace was opened on, whatever its settings have become since. */
export interface OpenedLandscape extends Pick<
  Landscape,
  'name' | 'experiment' | 'seconds' | 'steps'
> {
  /** As they were shipped, to hold a rerun against. */
  readonly figures: readonly Figure[];
  /** True until its weights have arrived or are known not to. */
  readonly arriving: boolean;
}

/** @param results those that are there; all that will be, unless it is still arriving */
export const openedAs = (
  { name, experiment, seconds, steps }: Landscape,
  results: readonly SavedResult[],
  arriving: boolean,
): OpenedLandscape => ({
  name,
  experiment,
  seconds,
  steps,
  arriving,
  figures: figuresOf(
    planOfExperiment(experiment),
    Object.fromEntries(results.map((result) => [result.id, result])),
  ),
});

/** True while the settings are those of the landscape that was opened. */
export const isLandscape = ({
  landscape,
  experiment,
}: Pick<WorkspaceState, 'landscape' | 'experiment'>): boolean =>
  landscape !== null && JSON.stringify(landscape.experiment) === JSON.stringify(experiment);

/** True while what is missing of the results is on its way, so that there is nothing to compute. */
export const isArriving = (
  state: Pick<WorkspaceState, 'landscape' | 'experiment' | 'busy'>,
): boolean => !state.busy && state.landscape?.arriving === true && isLandscape(state);

/** What becomes of results that have arrived. */
interface Arrival {
  /** Adds results to those in memory. */
  readonly keep: (results: readonly SavedResult[]) => void;
  /** Shows what is in memory of the experiment. */
  readonly refresh: () => void;
}

/**
 * Brings the rest of the landscapes that a workspace opens.
 *
 * @param opened what it was opened on; its rest waits for the start, as the workers do
 */
export function createArrivals(
  session: Session,
  workspace: Pick<StoreApi<WorkspaceState>, 'getState' | 'setState'>,
  { keep, refresh }: Arrival,
  opened: Landscape | undefined,
) {
  let started = false;
  let waiting = opened;
  /** Grows when all is to be computed anew. */
  let beginnings = 0;
  const complete = async (landscape: Landscape) => {
    if (!started) {
      waiting = landscape;
      return;
    }
    const before = beginnings;
    const arrived = await completeLandscape(landscape, session);
    // What is computed anew is not to end as what was shipped.
    if (beginnings === before) {
      keep(arrived);
      refresh();
    }
    const whole = openedAs(landscape, [...landscape.results, ...arrived], false);
    if (workspace.getState().landscape?.name === landscape.name)
      workspace.setState({ landscape: whole });
  };
  return {
    /** @returns whether a landscape was waiting, which brings the images that it needs */
    start(): boolean {
      started = true;
      if (waiting !== undefined) void complete(waiting);
      return waiting !== undefined;
    },
    complete(landscape: Landscape): void {
      void complete(landscape);
    },
    /** Lets results that are still to arrive be, as others are computed in their place. */
    beginAnew(): void {
      beginnings++;
    },
  };
}

/**
 * Fetches what is missing of a landscape. What does not arrive is said in a notice, and the rest is there nevertheless.
 *
 * @returns the results that waited for their weights
 */
async function completeLandscape(
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
