/** Two pictures on one page, each with an experiment, results and a view of its own; `?only=left` shows one alone. */
import { createRoot } from 'react-dom/client';
import { parseExperiment, planOfExperiment } from '../../../src/pipeline/experiment';
import { figuresOf } from '../../../src/pipeline/figures';
import { resultsIn } from '../../../src/pipeline/documents';
import { openSession } from '../../../src/store/openSession';
import { createWorkspace, type Workspace } from '../../../src/store/workspace';
import { StoresContext } from '../../../src/ui/context';
import { Notices } from '../../../src/ui/controls/Notices';
import { ProgressStatus } from '../../../src/ui/controls/ProgressStatus';
import { createPage } from '../../../src/ui/page';
import { BarriersView } from '../../../src/ui/views/BarriersView';
import { Interpolation } from '../../../src/ui/views/Interpolation';
import { PathView } from '../../../src/ui/views/PathView';
import { PlaneView } from '../../../src/ui/views/PlaneView';
import '../../../src/ui/styles/index.css';

/** Small, and different in all that two pictures may differ in. */
const EXPERIMENTS = {
  left: {
    version: 3,
    dataset: 'fashion-mnist',
    network: { kind: 'mlp', hidden: [16] },
    evaluation: { samples: 1000, points: 11 },
    curves: { kinds: ['bezier'] },
    plane: { grid: 11, samples: 300 },
  },
  right: {
    version: 3,
    dataset: 'mnist',
    network: { kind: 'mlp', hidden: [12, 8] },
    activation: 'tanh',
    alignment: { method: 'weight' },
    evaluation: { samples: 500, points: 9 },
    curves: { kinds: ['slerp'] },
    plane: { kind: 'random', grid: 9, samples: 200 },
  },
} as const;

export type Side = keyof typeof EXPERIMENTS;

const session = openSession({});
const only = new URLSearchParams(location.search).get('only');
const sides = (['left', 'right'] as const).filter((side) => only === null || only === side);
const workspaces = new Map<Side, Workspace>(
  sides.map((side) => [
    side,
    createWorkspace(session, {
      experiment: parseExperiment(EXPERIMENTS[side]),
      view: { alpha: side === 'left' ? 0.25 : 0.75, scale: 'linear' },
    }),
  ]),
);

/** The numbers of a workspace's results, but for the seconds that they took. */
function figuresIn(side: Side): readonly (readonly [name: string, value: number])[] {
  const workspace = workspaces.get(side);
  if (workspace === undefined) return [];
  const { experiment, tasks } = workspace.getState();
  const plan = planOfExperiment(experiment);
  return figuresOf(plan, resultsIn(plan, tasks))
    .filter(({ kind }) => kind !== 'seconds')
    .map(({ name, value }) => [name, value]);
}

declare global {
  interface Window {
    figuresIn(side: Side): readonly (readonly [name: string, value: number])[];
    busy(side: Side): boolean;
  }
}
window.figuresIn = figuresIn;
window.busy = (side) => workspaces.get(side)?.getState().busy ?? false;

const root = document.body.appendChild(document.createElement('div'));
createRoot(root).render(
  [...workspaces].map(([side, workspace]) => (
    <StoresContext key={side} value={{ session, workspace, page: createPage(workspace) }}>
      <article aria-label={side}>
        <button type="button" onClick={() => workspace.getState().train()}>
          Train
        </button>
        <ProgressStatus />
        {side === sides[0] && <Notices />}
        <PlaneView />
        <PathView />
        <Interpolation />
        <BarriersView />
      </article>
    </StoresContext>
  )),
);
session.getState().start();
for (const workspace of workspaces.values()) workspace.getState().start();
