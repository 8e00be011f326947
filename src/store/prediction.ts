/** Follows the slider: the network at exactly its alpha on each path, evaluated on a few images while nothing else runs. */
import type { StoreApi } from 'zustand/vanilla';
import type { JobMap, PredictionPath } from '../jobs/jobs';
import { PATH_NAMES, type PathName } from '../jobs/paths';
import { planOfExperiment } from '../pipeline/experiment';
import { pathRef } from '../pipeline/kinds/pair/refs';
import { stateOf } from '../pipeline/state';
import { keyOf, taskOf, type Plan, type Task } from '../pipeline/task';
import { isLive } from '../pipeline/tasks/paths';
import { pathOf } from '../pipeline/tasks/points';
import type { Session } from './session';
import type { WorkspaceState } from './workspace';

/** Images, few enough for an answer in a frame. */
export const PREDICTION_SAMPLES = 500;

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
    if (now.engine !== before.engine || now.datasets !== before.datasets) askAll();
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

  const ask = async () => {
    asking = true;
    for (;;) {
      const asked = question();
      if (asked?.key !== shown && shown !== null) show(null, null);
      const { view, prediction } = workspace.getState();
      const { alpha } = view;
      if (asked === null || asked.key === failed || prediction[name]?.alpha === alpha) break;
      const { key } = asked;
      try {
        const point = await answer(key, alpha, {
          data: asked.task.settings.data,
          path: pathIn(asked, workspace.getState()),
        });
        if (point !== null && question()?.key === key) show(key, { alpha, ...point });
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

interface Question {
  readonly task: Task<'path'>;
  readonly plan: Plan;
  /** Equal keys mean the same path on the same images. */
  readonly key: string;
}

function questionOf(
  name: PathName,
  { busy, tasks, experiment }: WorkspaceState,
  session: Session,
): Question | null {
  const { engine, datasets } = session.getState();
  const plan = planOfExperiment(experiment);
  const task = taskOf(plan, pathRef(name));
  if (busy || engine.status !== 'ready' || task === null || !isLive(task.settings)) return null;
  if (datasets[task.settings.data.dataset]?.status !== 'ready') return null;
  return stateOf(tasks, task).status === 'done' ? { task, plan, key: keyOf(plan, task.id) } : null;
}

function pathIn({ task, plan }: Question, { tasks }: WorkspaceState): PredictionPath {
  const { architecture, loss, path, split, repair } = task.settings;
  return {
    architecture,
    loss,
    path: pathOf(path, {
      input(name, job) {
        const state = stateOf(tasks, { id: task.inputs[name] ?? '', job });
        if (state.status !== 'done' || !plan.has(task.inputs[name] ?? ''))
          throw new Error(`internal: ${task.id} is done before its input ${name}`);
        return state.result.value;
      },
    }),
    split,
    samples: PREDICTION_SAMPLES,
    repair,
  };
}
