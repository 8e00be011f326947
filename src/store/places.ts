/** Asks workers about networks at places of the plane, on as few images as the slider does. */
import type { EvaluatedPlane, PlacesResult } from '../jobs/jobs';
import { PLANE } from '../pipeline/kinds/pair/refs';
import { sourceOf } from '../pipeline/tasks/planes';
import type { Ask, Subject } from './asking';
import { liveSamples } from './prediction';
import { inputsOf, questionAbout, type Question } from './questions';

/** Places that belong together, x and y of each in order, `[places, 2]`. */
export interface AskedPlaces {
  readonly places: Float64Array<ArrayBuffer>;
}

/** The plane of the experiment, of which several lists of places may be asked by their names. */
export const ON_PLANE: Subject<string, Question<'plane'>, EvaluatedPlane> = {
  questionOf: (_name, state, session) => questionAbout(PLANE, state, session),
  wholeOf(question, state) {
    const { architecture, loss, source, split, samples } = question.task.settings;
    return {
      architecture,
      loss,
      split,
      source: sourceOf(source, inputsOf(question, state)),
      samples: liveSamples(samples),
    };
  },
};

export const EVALUATE_PLACES: Ask<AskedPlaces, PlacesResult, EvaluatedPlane> = (
  { pool },
  { whole, ...asked },
  { places },
) => pool.run('places', { ...asked, plane: whole, places }, { urgent: true });
