/** The tasks that measure more than paths: averages of many, permutations in time, simplexes, ensembles. */
import type { JobMap } from '../../jobs/jobs';
import type { Inputs, TaskDefinition } from './definition';
import { pathOf, weightsOf } from './points';
import { resumeNoteFrom } from './training';
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
    const { settings, title, job, progress, checkpoint: left, leave } = context;
    const { points, ...others } = settings;
    const request = { ...others, networks: points.map((point) => weightsOf(point, context)) };
    let from = left;
    return job('simplex', () => ({ ...request, from }), {
      resumeNote: () => resumeNoteFrom(title, from),
      onProgress({ share, checkpoint }) {
        if (checkpoint !== null) leave((from = checkpoint));
        progress(share);
      },
    });
  },
};

export const ensemble: TaskDefinition<'ensemble'> = {
  run(context) {
    const { settings, title, job, progress, checkpoint: left, leave } = context;
    const request = { ...settings, of: membersOf(settings.of, context) };
    let from = left;
    return job('ensemble', () => ({ ...request, from }), {
      resumeNote: () => resumeNoteFrom(title, from),
      onProgress({ share, checkpoint }) {
        if (checkpoint !== null) leave((from = checkpoint));
        progress(share);
      },
    });
  },
};

function membersOf(
  of: TaskTypes['ensemble']['settings']['of'],
  inputs: Inputs,
): JobMap['ensemble']['request']['of'] {
  if (of.kind === 'path') return { kind: 'path', path: pathOf(of.path, inputs) };
  const { input, ...settings } = of;
  return { ...settings, weights: inputs.input(input, 'network').weights };
}
