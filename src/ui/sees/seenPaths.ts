/** Whose answers are shown, and why none can be. */
import type { CatalogEntry } from '../../data/catalog';
import { entryOf } from '../../data/named';
import type { PathName } from '../../jobs/paths';
import { multiplicationsOf, type Architecture } from '../../model/architecture';
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import { architectureOf } from '../../pipeline/kinds/pair/experiment';
import { networkRef, pathRef } from '../../pipeline/kinds/pair/refs';
import { stateOf } from '../../pipeline/state';
import { taskOf } from '../../pipeline/task';
import { isLive } from '../../pipeline/tasks/paths';
import { useMemo } from 'react';
import { isArriving } from '../../store/landscapes';
import type { WorkspaceState } from '../../store/workspace';
import type { DataState } from '../../store/datasets';
import { useDataset, useHeld, useWorkspace } from '../context';
import { seriesOf, type Series } from '../draw/series';
import { useStable } from '../hooks';

/** Paths whose answers stand below each other. */
const MOST = 4;

export interface SeenPaths {
  /** At alpha = 0 it is A, or pi(A), which is the same function; empty where there is no path. */
  readonly base: readonly PathName[];
  /** Those whose networks halfway tell which images break: the naive line and the one after it. */
  readonly surveyed: readonly PathName[];
  readonly shown: readonly Series[];
  readonly names: readonly PathName[];
  /** Further ones, for which there is no room. */
  readonly left: number;
}

/** The paths that a slider can follow, without those that are hidden in the pictures. */
export function useSeenPaths(): SeenPaths {
  const experiment = useWorkspace((state) => state.experiment);
  const hidden = useWorkspace(({ view }) => view.hidden);
  const live = useStable(useMemo(() => liveNames(experiment), [experiment]));
  return useMemo(() => {
    const shown = seriesOf(experiment).filter(
      ({ name }) => live.includes(name) && !hidden.includes(name),
    );
    const most = shown.slice(0, MOST);
    return {
      base: live.slice(0, 1),
      surveyed: live.slice(0, 2),
      shown: most,
      names: most.map(({ name }) => name),
      left: shown.length - most.length,
    };
  }, [experiment, live, hidden]);
}

function liveNames(experiment: Experiment): readonly PathName[] {
  const plan = planOfExperiment(experiment);
  return seriesOf(experiment).flatMap(({ name }) => {
    const task = taskOf(plan, pathRef(name));
    return task !== null && isLive(task.settings) ? name : [];
  });
}

/** How many images a network classifies with so many multiplications, between a least and a most number. */
export const imagesWithin = (
  architecture: Architecture,
  multiplications: number,
  [least, most]: readonly [least: number, most: number],
): number =>
  Math.min(most, Math.max(least, Math.floor(multiplications / multiplicationsOf(architecture))));

/** The architecture of the networks along paths. */
export function useArchitecture(): Architecture {
  const experiment = useWorkspace((state) => state.experiment);
  return useMemo(() => architectureOf(experiment, 'B'), [experiment]);
}

/** What is known of the dataset. */
export function useEntry(): CatalogEntry {
  const experiment = useWorkspace((state) => state.experiment);
  return useMemo(() => entryOf(experiment), [experiment]);
}

/** Why nothing can be asked of the networks. */
export interface Absence {
  /** In a sentence. */
  readonly text: string;
  /** True where neither a run nor the arrival of data changes it. */
  readonly lasting: boolean;
}

/** Null where the networks can be asked. */
export function useAbsence(): Absence | null {
  const [base] = useSeenPaths().base;
  const data = useDataset();
  const held = useHeld();
  const absence = useWorkspace((state) =>
    base === undefined ? NONE_FOLLOWED : absenceOf(state, base),
  );
  const title = useEntry().title;
  return useMemo(
    () => absence ?? (held === null ? { text: waitText(data, title), lasting: false } : null),
    [absence, held, data, title],
  );
}

const NONE_FOLLOWED: Absence = {
  text: 'None of these paths can be followed by the slider.',
  lasting: true,
};
const NOT_OVER: Absence = { text: 'They are asked as soon as the run is over.', lasting: false };
const NOT_TRAINED: Absence = {
  text: 'Nothing is trained yet: once A and B are, they are asked here.',
  lasting: false,
};
const ON_THEIR_WAY: Absence = { text: 'The networks are on their way.', lasting: false };
const NO_WEIGHTS: Absence = {
  text: 'The document that was opened has no weights, so its networks cannot be asked. Train them here.',
  lasting: true,
};

/** What keeps an answer waiting: stale networks are not asked. */
export function useWaiting(usual: string): string {
  const [base] = useSeenPaths().base;
  return useWorkspace(({ tasks }) =>
    base !== undefined && stateOf(tasks, pathRef(base)).status === 'stale'
      ? 'The settings have changed: the networks are asked again once they are up to date.'
      : usual,
  );
}

function absenceOf(
  state: Pick<WorkspaceState, 'tasks' | 'busy' | 'landscape' | 'experiment'>,
  base: PathName,
): Absence | null {
  const { tasks, busy } = state;
  const { status } = stateOf(tasks, pathRef(base));
  if (status === 'idle' || status === 'failed' || status === 'running')
    return busy ? NOT_OVER : NOT_TRAINED;
  const absent = (['A', 'B'] as const).every(
    (name) => stateOf(tasks, networkRef(name)).status === 'idle',
  );
  if (!absent) return null;
  return isArriving(state) ? ON_THEIR_WAY : NO_WEIGHTS;
}

/** Why the images are not there. */
function waitText({ status }: DataState, title: string): string {
  if (status === 'missing') return `The files of ${title} are not here yet: import them.`;
  return status === 'failed'
    ? `The images of ${title} could not be loaded.`
    : `The images of ${title} are being loaded.`;
}
