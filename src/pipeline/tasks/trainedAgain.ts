/** Networks that are there without what was kept on the way of their training, and have to be trained again for it. */
import type { AnyTask, Plan, Task } from '../task';
import type { TaskTypes } from './types';

/**
 * The networks of a plan that are known, but without what a task that is to be computed takes of their training.
 *
 * @param ids what is wanted
 * @param known the result of a task, undefined where it is not there
 */
export function trainedAgain(
  plan: Plan,
  ids: readonly string[],
  known: (task: AnyTask) => unknown,
): ReadonlySet<string> {
  const again = new Set<string>();
  const wanted = new Set(ids);
  // Each task comes after all that it needs.
  for (const task of [...plan.values()].reverse()) {
    if (!wanted.has(task.id)) continue;
    const inputs = Object.values(task.inputs);
    for (const input of inputs) wanted.add(input);
    if (!looksAtTraining(task) || (!again.has(task.id) && known(task) !== undefined)) continue;
    for (const input of inputs) {
      const network = plan.get(input);
      if (network?.job !== 'network') continue;
      const result = known(network);
      if (result !== undefined && !isWhole(network, result as TaskTypes['network']['result']))
        again.add(input);
    }
  }
  return again;
}

/** Whether a task takes more of its networks than their weights. */
function looksAtTraining(task: AnyTask): boolean {
  switch (task.job) {
    case 'network':
      return 'origin' in task.inputs;
    case 'transfer':
      return true;
    case 'plane':
    case 'projection':
      return task.settings.source.kind === 'trajectory';
    case 'match':
    case 'fit':
    case 'path':
    case 'average':
    case 'simplex':
    case 'ensemble':
      return false;
  }
}

/** Whether a network has all that its training was to keep. */
function isWhole(
  { settings }: Task<'network'>,
  { snapshots, forks }: TaskTypes['network']['result'],
): boolean {
  if (settings.from === 'file') return true;
  const { tested, steps } = settings.training.keep;
  const kept = tested || steps.length > 0;
  return (!kept || snapshots.length > 0) && forks.length === settings.forks.length;
}
