import { planOfExperiment } from '../../pipeline/experiment';
import { networkNames } from '../../pipeline/kinds/pair/networks';
import { networkRef } from '../../pipeline/kinds/pair/refs';
import { alike } from '../../pipeline/staleness';
import { stateAs, type Stage } from '../../pipeline/state';
import type { WorkspaceState } from '../../store/workspace';
import { useShallow } from 'zustand/react/shallow';
import type { NetworkName } from '../../pipeline/kinds/pair/experiment';
import type { TrainedNetwork, TrainingProgress } from '../../jobs/jobs';
import { useWorkspace } from '../context';
import { useThrottled } from '../hooks';
import { progressOf, valueOf } from '../stage';

export type NetworkStage = Stage<TrainedNetwork, TrainingProgress>;

export interface ShownNetwork {
  readonly name: NetworkName;
  readonly stage: NetworkStage;
  /** How far a training with these settings had come that was stopped; null where there is none. */
  readonly left: TrainingProgress | null;
}

/** Every network of the experiment, not more often than every `wait` milliseconds. */
export function useNetworks(wait: number): readonly ShownNetwork[] {
  const names = useWorkspace(useShallow(({ experiment }) => networkNames(experiment)));
  const stages = useThrottled(
    useWorkspace(useShallow((state) => names.map((name) => state.tasks[networkRef(name).id]))),
    wait,
  );
  const left = useWorkspace(useShallow((state) => names.map((name) => leftOf(state, name))));
  // For a moment there may be a network more than there are stages.
  return names.flatMap((name, i) => {
    const stage = stages[i];
    return stage === undefined
      ? []
      : [{ name, stage: stateAs(stage, 'network'), left: left[i] ?? null }];
  });
}

/** How far the stopped training of a network had come, if it is of these settings still. */
export function leftOf(
  { stopped, experiment }: Pick<WorkspaceState, 'stopped' | 'experiment'>,
  name: NetworkName,
): TrainingProgress | null {
  if (stopped === null) return null;
  const { id } = networkRef(name);
  const [now, then] = [planOfExperiment(experiment), planOfExperiment(stopped.experiment)];
  return alike(id, now, then) ? (stopped.histories[id] ?? null) : null;
}

/** The history to draw: of what runs, of the last result, or of what was stopped; null before, and of a network from a file. */
export function historyOf({ stage, left }: Omit<ShownNetwork, 'name'>): TrainingProgress | null {
  const history = progressOf(stage) ?? valueOf(stage)?.history ?? left;
  return history === null || history.steps === 0 ? null : history;
}
