/** The alignment of one network with another. */
import type { Weights } from '../../model/weights';
import type { TaskContext, TaskDefinition } from './definition';

export const match: TaskDefinition<'match'> = {
  run({ settings: { alignment, initial, ...settings }, input, job, progress }) {
    return job(
      'match',
      {
        ...settings,
        a: input('a', 'network').weights,
        b: input('b', 'network').weights,
        initial: initial ? { a: initialOf('a', input), b: initialOf('b', input) } : null,
        settings: alignment,
      },
      { onProgress: progress },
    );
  },
};

/** @throws RangeError for a network from a file */
function initialOf(name: 'a' | 'b', input: TaskContext<'match'>['input']): Weights {
  const { initial } = input(name, 'network');
  if (initial === null)
    throw new RangeError(
      `${name.toUpperCase()} was read from a file, so its initialisation is not known: choose another alignment.`,
    );
  return initial;
}
