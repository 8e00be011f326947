/** Follows the slider: the network at exactly its alpha on each path, evaluated on a few images while nothing else runs. */
import type { StoreApi } from 'zustand/vanilla';
import type { Pool } from '../client/pool';
import { architectureOf, dataOf } from '../jobs/experiment';
import type { JobMap, PredictionPath } from '../jobs/jobs';
import { isRepaired, PATH_NAMES, type PathName } from '../jobs/paths';
import { pathOf } from './paths';
import { keyOf, STAGES } from './stages';
import type { ResultOf, StageName, State } from './state';

/** Images, few enough for an answer in a frame. */
export const PREDICTION_SAMPLES = 500;

/** Asks whenever the slider has moved; on each path the latest place wins, and no queue grows. */
export function followSlider(isthmus: StoreApi<State>, pool: Pool): void {
  // With REPAIR, a network is more than a combination of points.
  const followed = PATH_NAMES.filter((name) => !isRepaired(name));
  const asks = followed.map((name) => followOn(name, isthmus, pool));
  isthmus.subscribe((now, before) => {
    const moved = now.view.alpha !== before.view.alpha;
    const changed = (['stages', 'busy', 'engine', 'data'] as const).some(
      (part) => now[part] !== before[part],
    );
    if (moved || changed) for (const ask of asks) ask();
  });
}

/** @returns asks for the network of this path at the slider, unless that is known or under way */
function followOn(name: PathName, isthmus: StoreApi<State>, pool: Pool): () => void {
  let asking = false;
  /** The key of the last answer, and of the last failure, which would only fail again. */
  let shown: string | null = null;
  let failed: string | null = null;

  const show = (key: string | null, point: State['prediction'][PathName] | null) => {
    const { [name]: known, ...others } = isthmus.getState().prediction;
    shown = key;
    if (point !== null) isthmus.setState({ prediction: { ...others, [name]: point } });
    else if (known !== undefined) isthmus.setState({ prediction: others });
  };

  const answer = async (
    question: Pick<JobMap['predict']['request'], 'data' | 'key' | 'alpha'>,
    path: PredictionPath,
  ) => {
    const options = { urgent: true };
    const known = await pool.run('predict', { ...question, path: null }, options);
    return known ?? (await pool.run('predict', { ...question, path }, options));
  };

  const ask = async () => {
    asking = true;
    for (;;) {
      const state = isthmus.getState();
      const key = questionOf(name, state);
      if (key !== shown && shown !== null) show(null, null);
      const { alpha } = state.view;
      if (key === null || key === failed || state.prediction[name]?.alpha === alpha) break;
      try {
        const data = dataOf(state.experiment);
        const point = await answer({ data, key, alpha }, pathNamed(name, state));
        if (point !== null && questionOf(name, isthmus.getState()) === key)
          show(key, { alpha, ...point });
      } catch {
        // An engine that has no room for this, or was lost, has said so where it matters more.
        failed = key;
      }
    }
    asking = false;
  };

  return () => {
    if (!asking) void ask();
  };
}

/** Equal keys mean the same path on the same images; null while it is not there or the workers have other work. */
function questionOf(name: PathName, state: State): string | null {
  const { busy, engine, data, stages, experiment } = state;
  if (busy || engine.status !== 'ready' || data.status !== 'ready') return null;
  if (!STAGES[name].wanted(experiment)) return null;
  return stages[name].status === 'done' ? keyOf(name, experiment) : null;
}

function pathNamed(name: PathName, { stages, experiment }: State): PredictionPath {
  const result = <Needed extends StageName>(needed: Needed): ResultOf<Needed> => {
    const stage = stages[needed];
    if (stage.status !== 'done') throw new Error(`internal: ${name} is done before ${needed}`);
    return stage.result.value as ResultOf<Needed>;
  };
  return {
    architecture: architectureOf(experiment, 'B'),
    loss: experiment.loss,
    path: pathOf(name, { experiment, result }),
    split: experiment.evaluation.split,
    samples: PREDICTION_SAMPLES,
  };
}
