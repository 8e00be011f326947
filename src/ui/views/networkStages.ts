import { useShallow } from 'zustand/react/shallow';
import type { NetworkName } from '../../jobs/experiment';
import type { TrainedNetwork, TrainingProgress } from '../../jobs/jobs';
import { networkNames, stageOfNetwork } from '../../store/networks';
import type { Stage } from '../../store/state';
import { useIsthmus } from '../context';
import { useThrottled } from '../hooks';
import { progressOf, valueOf } from '../stage';

export type NetworkStage = Stage<TrainedNetwork, TrainingProgress>;

/** The stages of every network of the experiment, not more often than every `wait` milliseconds. */
export function useNetworks(
  wait: number,
): readonly { readonly name: NetworkName; readonly stage: NetworkStage }[] {
  const names = useIsthmus(useShallow(({ experiment }) => networkNames(experiment)));
  const stages = useThrottled(
    useIsthmus(useShallow((state) => names.map((name) => state.stages[stageOfNetwork(name)]))),
    wait,
  );
  // For a moment there may be a network more than there are stages.
  return names.flatMap((name, i) => {
    const stage = stages[i];
    return stage === undefined ? [] : [{ name, stage }];
  });
}

/** The history to draw: of what runs, else of the last result; null before, and of a network from a file. */
export function historyOf(stage: NetworkStage): TrainingProgress | null {
  const history = progressOf(stage) ?? valueOf(stage)?.history ?? null;
  return history === null || history.steps === 0 ? null : history;
}
