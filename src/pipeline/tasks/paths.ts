/** The tasks that find curves and measure paths. */
import type { FitCheckpoint } from '../../jobs/jobs';
import { layoutOf } from '../../model/layout';
import type { TaskDefinition } from './definition';
import { pathOf, weightsOf } from './points';
import { resumeNoteFrom } from './training';
import type { TaskTypes } from './types';

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
      resumeNote: () => resumeNoteFrom(title, from),
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

/** Weights of a perceptron that REPAIR corrects in about 0.1 s; convolutions take longer at any size. */
const LIVE = 100_000;

/** Whether a slider can follow a path: with REPAIR each place takes passes over training images. */
export const isLive = ({
  architecture,
  repair,
}: Pick<TaskTypes['path']['settings'], 'architecture' | 'repair'>): boolean =>
  repair === null || (architecture.kind === 'mlp' && layoutOf(architecture).size <= LIVE);
