/** The tasks that find curves and measure paths. */
import type { FitCheckpoint } from '../../jobs/jobs';
import type { TaskDefinition } from './definition';
import { pathOf, weightsOf } from './points';
import { goesOn } from './training';

export const fit: TaskDefinition<'fit'> = {
  run(context) {
    const { settings, title, job, progress, checkpoint: left, leave } = context;
    const request = {
      ...settings,
      start: weightsOf(settings.start, context),
      end: weightsOf(settings.end, context),
    };
    let from: FitCheckpoint | null = left;
    return job('fit', () => ({ ...request, from }), {
      standing: () => goesOn(title, from),
      onProgress({ history, checkpoint }) {
        if (checkpoint !== null) {
          from = checkpoint;
          leave(checkpoint);
        }
        progress(history);
      },
    });
  },
};

export const path: TaskDefinition<'path'> = {
  run(context) {
    const { settings, job, progress } = context;
    return job(
      'path',
      { ...settings, path: pathOf(settings.path, context) },
      { onProgress: progress },
    );
  },
};
