/**
 * Follows the slider: the network at exactly its alpha on each path, evaluated on a few images while nothing else runs,
 * and put on the path's curve, which is of many.
 */
import type { StoreApi } from 'zustand/vanilla';
import { SAMPLE_IMAGES } from '../data/sample';
import type { JobMap, PredictionPath } from '../jobs/jobs';
import { PATH_NAMES, type PathName } from '../jobs/paths';
import { pathRef } from '../pipeline/kinds/pair/refs';
import { isLive } from '../pipeline/tasks/paths';
import { pathOf } from '../pipeline/tasks/points';
import { correctionsOf, type Corrections } from './corrections';
import { inputsOf, questionAbout, type Question } from './questions';
import type { Session } from './session';
import type { WorkspaceState } from './workspace';

/** How many of the images of a curve a network is evaluated on live: the first of them. */
export const liveSamples = (samples: number): number => Math.min(SAMPLE_IMAGES, samples);

/** Asks whenever the slider has moved; on each path the latest place wins, and no queue grows. */
export function followSlider(workspace: StoreApi<WorkspaceState>, session: Session): void {
  const asks = PATH_NAMES.map((name) => followOn(name, workspace, session));
  const askAll = () => {
    for (const ask of asks) ask();
  };
  workspace.subscribe((now, before) => {
    const moved = now.view.alpha !== before.view.alpha;
    if (moved || now.tasks !== before.tasks || now.busy !== before.busy) askAll();
  });
  session.subscribe((now, before) => {
    const held = now.datasets !== before.datasets || now.samples !== before.samples;
    if (now.engine !== before.engine || held) askAll();
  });
}

/** @returns asks for the network of this path at the slider, unless that is known or under way */
function followOn(
  name: PathName,
  workspace: StoreApi<WorkspaceState>,
  session: Session,
): () => void {
  const { pool } = session;
  let asking = false;
  /** The key of the last answer, and of the last failure, which would only fail again. */
  let shown: string | null = null;
  let failed: string | null = null;

  const show = (key: string | null, point: WorkspaceState['prediction'][PathName] | null) => {
    const { [name]: known, ...others } = workspace.getState().prediction;
    shown = key;
    if (point !== null) workspace.setState({ prediction: { ...others, [name]: point } });
    else if (known !== undefined) workspace.setState({ prediction: others });
  };

  /** The path that is there to be asked about; null while it is not, or the workers have other work. */
  const question = () => questionOf(name, workspace.getState(), session);

  const answer = async (
    key: string,
    alpha: number,
    { data, path }: Pick<JobMap['predict']['request'], 'data'> & { readonly path: PredictionPath },
  ) => {
    const options = { urgent: true };
    const known = await pool.run('predict', { data, key, alpha, path: null }, options);
    return known ?? (await pool.run('predict', { data, key, alpha, path }, options));
  };

  /** What is known of the path of a key: how few images differ from many, unless they are all, and the last answer. */
  let known: { key: string; corrections: Corrections | null; last: Live | null } | null = null;

  /** The next place to ask about: the slider's, then those beside it that put it on the curve; null when all is known. */
  const wanted = (of: NonNullable<typeof known>, alpha: number): number | null => {
    if (workspace.getState().prediction[name]?.alpha !== alpha) return alpha;
    return of.corrections?.missing(alpha)[0] ?? null;
  };

  const ask = async () => {
    asking = true;
    for (;;) {
      const asked = question();
      if (asked?.key !== shown && shown !== null) show(null, null);
      if (asked === null || asked.key === failed) break;
      const { key, task, value: path } = asked;
      const { samples } = task.settings;
      if (known?.key !== key)
        known = {
          key,
          corrections: samples > liveSamples(samples) ? correctionsOf(path) : null,
          last: null,
        };
      const own = known;
      const { alpha } = workspace.getState().view;
      const place = wanted(own, alpha);
      if (place === null) break;
      try {
        const point = await answer(key, place, {
          data: asked.data,
          path: pathIn(asked, workspace.getState()),
        });
        if (point === null || question()?.key !== key) continue;
        own.corrections?.learn(place, point);
        if (place === alpha) own.last = { alpha, ...point };
        const { last } = own;
        if (last !== null && last.alpha === alpha)
          show(key, { alpha, ...(own.corrections?.corrected(alpha, last) ?? last) });
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

/** The score of few images at a place. */
interface Live {
  readonly alpha: number;
  readonly loss: number;
  readonly accuracy: number;
}

export type PathQuestion = Question<'path'>;

/** The path that is there to be asked about; null while it is not, or the workers have other work. */
export function questionOf(
  name: PathName,
  state: WorkspaceState,
  session: Session,
): PathQuestion | null {
  const question = questionAbout(pathRef(name), state, session);
  if (question === null || !isLive(question.task.settings)) return null;
  // A sample has no training images, which REPAIR takes.
  return question.data.sample === true && question.task.settings.repair !== null ? null : question;
}

/** The points of such a path. @throws Error where the networks are not there, as in a document without weights */
export function pathIn(question: PathQuestion, state: WorkspaceState): PredictionPath {
  const { architecture, loss, path, split, samples, repair } = question.task.settings;
  return {
    architecture,
    loss,
    path: pathOf(path, inputsOf(question, state)),
    split,
    samples: liveSamples(samples),
    repair,
  };
}
