/** The tasks that measure more than paths: averages of many, permutations in time, simplexes, ensembles. */
import type { JobMap } from '../../jobs/jobs';
import type { Inputs, TaskDefinition } from './definition';
import { pathOf, weightsOf } from './points';
import type { TaskTypes } from './types';

export const average: TaskDefinition<'average'> = {
  run({ settings: { networks, alignment, ...settings }, input, job, progress }) {
    return job(
      'average',
      {
        ...settings,
        networks: networks.map((name) => {
          const { initial, weights } = input(name, 'network');
          return { initial, weights };
        }),
        settings: alignment,
      },
      { onProgress: progress },
    );
  },
};

export const transfer: TaskDefinition<'transfer'> = {
  run({ settings: { alignment, ...settings }, input, job, progress }) {
    return job(
      'transfer',
      {
        ...settings,
        a: input('a', 'network').snapshots,
        b: input('b', 'network').snapshots,
        settings: alignment,
      },
      { onProgress: progress },
    );
  },
};

export const simplex: TaskDefinition<'simplex'> = {
  run(context) {
    const { points, ...settings } = context.settings;
    return context.job(
      'simplex',
      { ...settings, networks: points.map((point) => weightsOf(point, context)) },
      { onProgress: context.progress },
    );
  },
};

export const ensemble: TaskDefinition<'ensemble'> = {
  run(context) {
    const { settings, job, progress } = context;
    return job(
      'ensemble',
      { ...settings, from: membersFrom(settings.from, context) },
      { onProgress: progress },
    );
  },
};

function membersFrom(
  from: TaskTypes['ensemble']['settings']['from'],
  inputs: Inputs,
): JobMap['ensemble']['request']['from'] {
  if (from.kind === 'path') return { kind: 'path', path: pathOf(from.path, inputs) };
  const { input, ...settings } = from;
  return { ...settings, weights: inputs.input(input, 'network').weights };
}
