/** Follows the slider: the networks at exactly its alpha, evaluated on a few images while nothing else runs. */
import type { StoreApi } from 'zustand/vanilla';
import type { Pool } from '../client/pool';
import { architectureOf } from '../jobs/experiment';
import type { JobMap, PredictionPaths } from '../jobs/jobs';
import type { Weights } from '../model/weights';
import { keyOf, PATH_NAMES, pathOf } from './stages';
import type { PathName, ResultOf, StageName, State } from './state';

/** Images, few enough for an answer in a frame. */
export const PREDICTION_SAMPLES = 500;

/** What is asked of the worker. */
interface Question {
  /** Equal keys mean equal paths on equal images. */
  readonly key: string;
  readonly names: readonly PathName[];
}

/** Asks whenever the slider has moved; the latest place wins, and no queue grows. */
export function followSlider(isthmus: StoreApi<State>, pool: Pool): void {
  /** The key that some worker is thought to know. */
  let known: string | null = null;
  let asking = false;
  let question: Question | null = null;

  const answer = async (
    { key, names }: Question,
    state: State,
  ): Promise<JobMap['predict']['result']> => {
    const { alpha } = state.view;
    const run = (paths: PredictionPaths | null) => pool.run('predict', { key, paths, alpha });
    const first = known === key ? await run(null) : null;
    if (first !== null) return first;
    known = key;
    return run(pathsOf(names, state));
  };

  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      for (;;) {
        const state = isthmus.getState();
        const asked = question;
        const { prediction, view } = state;
        if (asked === null || prediction?.alpha === view.alpha) return;
        const evaluation = await answer(asked, state);
        if (question !== asked || evaluation === null) continue;
        const values = asked.names.map((name, i) => {
          const [loss = NaN, accuracy = NaN] = [evaluation.loss[i], evaluation.accuracy[i]];
          return [name, { loss, accuracy }] as const;
        });
        isthmus.setState({
          prediction: { alpha: view.alpha, values: Object.fromEntries(values) },
        });
      }
    } catch {
      // An engine that has no room for this, or was lost, has said so where it matters more.
      question = null;
    } finally {
      asking = false;
    }
  };

  isthmus.subscribe((now, before) => {
    if (now.stages !== before.stages || now.busy !== before.busy || now.engine !== before.engine) {
      const next = questionOf(now);
      if (next?.key !== question?.key || now.engine !== before.engine) {
        question = next;
        if (now.prediction !== null) isthmus.setState({ prediction: null });
      }
    }
    if (question !== null && now.prediction?.alpha !== now.view.alpha) void ask();
  });
}

/** The paths that are up to date, while the workers have nothing else to do. */
function questionOf({ busy, engine, data, stages, experiment }: State): Question | null {
  if (busy || engine.status !== 'ready' || data.status !== 'ready') return null;
  const names = PATH_NAMES.filter((name) => stages[name].status === 'done');
  if (names.length === 0) return null;
  return { key: JSON.stringify(names.map((name) => keyOf(name, experiment))), names };
}

/** The paths through one basis: points that several of them share stand in it once. */
function pathsOf(names: readonly PathName[], { stages, experiment }: State): PredictionPaths {
  const result = <Name extends StageName>(name: Name): ResultOf<Name> => {
    const stage = stages[name];
    if (stage.status !== 'done') throw new Error(`internal: a path is done before its ${name}`);
    return stage.result.value as ResultOf<Name>;
  };
  const basis: Weights[] = [];
  const indexOf = (point: Weights) =>
    basis.includes(point) ? basis.indexOf(point) : basis.push(point) - 1;
  const paths = names.map((name) => {
    const { kind, points } = pathOf(name, { experiment, result });
    return { kind, points: points.map(indexOf) };
  });
  return {
    architecture: architectureOf(experiment),
    ...{ loss: experiment.loss, basis, paths },
    split: experiment.evaluation.split,
    samples: PREDICTION_SAMPLES,
  };
}
