/** A session and a workspace for the page without workers: every state that a visitor can see, from made-up results. */
import { createStore } from 'zustand/vanilla';
import type { Pool } from '../../src/client/workerPool';
import { USUAL_CAMERA } from '../../src/pipeline/camera';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { planOfExperiment, type Experiment } from '../../src/pipeline/experiment';
import {
  fitRef,
  MATCHING,
  networkRef,
  pathRef,
  PLANE,
  POINTS,
  projectionRef,
} from '../../src/pipeline/kinds/pair/refs';
import { outdated } from '../../src/pipeline/staleness';
import type {
  AnyTaskState,
  Finished,
  ProgressOf,
  ResultOf,
  TaskStates,
} from '../../src/pipeline/state';
import { keyOf, type TaskJob, type TaskRef } from '../../src/pipeline/task';
import { withNotice } from '../../src/store/notices';
import { createSession, type Session, type SessionState } from '../../src/store/session';
import type {
  Prediction,
  Stopped,
  Workspace,
  WorkspaceActions,
  WorkspaceState,
} from '../../src/store/workspace';
import { fixtureHistory, fixtureResults, partialPlane } from './fixtureResults';
import { pageStateOf, type PageState } from './pageState';

export const FIXTURES = [
  ...(['empty', 'training', 'plane', 'done', 'failed', 'stale', 'wide'] as const),
  ...(['cnn', 'colour', 'missing', 'file', 'many'] as const),
] as const;
export type FixtureName = (typeof FIXTURES)[number];

const quickLook = PRESETS['quick-look'].experiment;

/** What differs from "Quick look". */
const CHANGES: Partial<Record<FixtureName, Partial<Experiment>>> = {
  wide: { network: { kind: 'mlp', hidden: [512, 64] } },
  colour: { dataset: 'cifar-10' },
  missing: { dataset: 'cifar-10', network: { kind: 'cnn', layers: [8, 8, 'avg', 16, 16] } },
  file: {
    networks: [
      {
        initialisation: 1,
        order: 11,
        training: null,
        hidden: null,
        fork: null,
        file: {
          name: 'fashion-mnist-64-64-epoch-5.safetensors',
          digest: 'c0ffee3b1f0a4d5e96a7b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3',
        },
      },
      { initialisation: 2, order: 12, training: null, hidden: null, fork: null, file: null },
    ],
  },
  many: {
    networks: [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ({
      initialisation: seed,
      order: seed + 10,
      training: null,
      hidden: null,
      fork: seed > 6 ? 100 : null,
      file: null,
    })),
  },
  cnn: { network: { kind: 'cnn', layers: [32, 32, 'avg', 64, 64] } },
};

/** On the curves of the made-up results. */
const PREDICTION: Prediction = {
  naive: { alpha: 0.5, loss: 1.778, accuracy: 0.325 },
  permuted: { alpha: 0.5, loss: 0.568, accuracy: 0.81 },
  bezier: { alpha: 0.5, loss: 0.418, accuracy: 0.835 },
  chain: { alpha: 0.5, loss: 0.426, accuracy: 0.825 },
};

const experimentOf = (name: FixtureName): Experiment => ({ ...quickLook, ...CHANGES[name] });

function sessionOf(name: FixtureName): SessionState {
  const { dataset } = experimentOf(name);
  return {
    theme: 'system',
    engineChoice: 'auto',
    engine: {
      status: 'ready',
      info: { kind: 'wasm', name: 'WebAssembly SIMD, relaxed', software: false },
      workers: 2,
      rejected: ['WebGPU: this browser has no GPU adapter.'],
    },
    datasets: {
      [dataset]:
        name === 'missing' ? { status: 'missing' } : { status: 'ready', kept: name === 'colour' },
    },
    samples: [],
    keptNetworks: name === 'file' ? 1 : 0,
    notices:
      name === 'failed'
        ? withNotice([], { id: 1, text: 'A worker stopped and was replaced.', time: 0 })
        : [],
    storage: { trouble: null, usage: null, room: null },
  };
}

function workspaceOf(name: FixtureName): WorkspaceState {
  const experiment = experimentOf(name);
  const busy = name === 'training' || name === 'plane';
  return {
    experiment,
    preset: name in CHANGES ? 'custom' : 'quick-look',
    tasks: tasksOf(name, experiment),
    asked: null,
    busy,
    running: busy ? experiment : null,
    planned: busy ? [...planOfExperiment(experiment).keys()] : [],
    stopped: null,
    steps: { past: [], future: [] },
    choices: 0,
    landscape: null,
    elsewhere: false,
    interrupted: null,
    view: {
      alpha: 0.5,
      measure: 'loss',
      along: 'loss',
      hidden: [],
      scale: 'linear',
      dimensions: 2,
      camera: USUAL_CAMERA,
      tool: 'none',
      drawn: [],
      control: [],
      gridPath: false,
      tab: 'barriers',
    },
    prediction: name === 'done' || name === 'cnn' ? PREDICTION : {},
  };
}

/** The state of that name. */
export const fixtureState = (name: FixtureName): PageState =>
  pageStateOf(sessionOf(name), workspaceOf(name));

type Entry = readonly [id: string, state: AnyTaskState];

const running = <Job extends TaskJob>(
  { id, job }: TaskRef<Job>,
  progress: ProgressOf<Job>,
): Entry => [id, { job, status: 'running', progress, previous: null }];

function tasksOf(name: FixtureName, experiment: Experiment): TaskStates {
  if (name === 'empty' || name === 'missing') return {};
  const [a, b] = [networkRef('A'), networkRef('B')];
  if (name === 'training')
    return Object.fromEntries([
      running(a, fixtureHistory(3, 0.41, 0.44)),
      running(b, fixtureHistory(4, 0.41, 0.4)),
    ]);
  const plan = planOfExperiment(experiment);
  if (name === 'failed')
    return {
      [a.id]: {
        job: a.job,
        status: 'failed',
        key: keyOf(plan, a.id),
        error: {
          name: 'DivergenceError',
          message:
            'Training diverged at step 12 of 600: the loss is no longer a number. Try a lower learning rate.',
        },
        previous: null,
      },
    };
  const results = fixtureResults(experiment);
  const recipe = { experiment, engine: 'WebAssembly SIMD, relaxed', version: '0.1.0' };
  const done = <Job extends TaskJob>({ id, job }: TaskRef<Job>, value: ResultOf<Job>): Entry => {
    const result: Finished<ResultOf<Job>> = { value, key: keyOf(plan, id), recipe };
    return [id, { job, status: 'done', result }];
  };
  const ready = <Job extends TaskJob>(ref: TaskRef<Job>, value: ResultOf<Job>): Entry => {
    const [id, state] = done(ref, value);
    return [id, name === 'stale' ? outdated(state) : state];
  };
  const paths = ['naive', 'permuted', 'bezier', 'chain'] as const;
  const all = Object.fromEntries([
    done(a, results.networkA),
    done(b, results.networkB),
    done(MATCHING, results.matching),
    done(fitRef('bezier'), results.fits.bezier),
    done(fitRef('chain'), results.fits.chain),
    ...paths.map((path) => ready(pathRef(path), results.paths[path])),
    done(POINTS, results.points),
    ...paths.map((path) => done(projectionRef(path), results.projections[path])),
    ready(PLANE, results.plane),
  ]);
  if (name !== 'plane') return all;
  return {
    ...all,
    [pathRef('chain').id]: { job: 'path', status: 'idle' },
    ...Object.fromEntries([
      running(pathRef('bezier'), 0.3),
      running(PLANE, partialPlane(results.plane, 4, 0.55)),
    ]),
  };
}

/** Never does anything. */
const IDLE_POOL: Pool = {
  start: () => new Promise(() => undefined),
  provide: () => undefined,
  withdraw: () => undefined,
  run: () => new Promise(() => undefined),
  size: 2,
  stacks: false,
};

/** A session whose workers never answer. */
function fixtureSession(name: FixtureName): Session {
  const session = createSession({
    openPool: () => IDLE_POOL,
    engineChoice: 'auto',
    base: '',
    version: '0.1.0',
  });
  session.setState({
    ...sessionOf(name),
    chooseEngine: (engineChoice) => session.setState({ engineChoice }),
  });
  return session;
}

/** A workspace that edits and looks like a real one, and computes nothing. */
function fixtureWorkspace(name: FixtureName): Workspace {
  return createStore<WorkspaceState & WorkspaceActions>()((set, get) => {
    const turn = (to: FixtureName) => set({ ...workspaceOf(to), view: get().view });
    return {
      ...workspaceOf(name),
      start: () => undefined,
      choosePreset: (preset) => set({ preset, experiment: PRESETS[preset].experiment }),
      turnTo: (experiment) => get().edit(experiment),
      undo: () => undefined,
      redo: () => undefined,
      edit(experiment) {
        const tasks = Object.entries(get().tasks).map(
          ([id, state]) => [id, state.status === 'done' ? outdated(state) : state] as const,
        );
        set({ experiment, preset: 'custom', tasks: Object.fromEntries(tasks) });
      },
      save: () => JSON.stringify({ experiment: get().experiment }),
      open: () => undefined,
      openLandscape: () => undefined,
      importDataset: () => Promise.resolve(),
      importOwn: () => Promise.resolve(),
      keepDataset: () => Promise.resolve(),
      removeDataset: () => Promise.resolve(),
      importNetworks: () => Promise.resolve(),
      answer: () => set({ asked: null }),
      removeNetworks: () => Promise.resolve(),
      train: () => turn('training'),
      startOver: () => turn('training'),
      update: () => turn('plane'),
      stop: () =>
        set(({ experiment }) => ({
          busy: false,
          running: null,
          tasks: {},
          stopped: stoppedAt(experiment, {}),
        })),
      look: (view) => set((state) => ({ view: { ...state.view, ...view } })),
      answerInterrupted: () => set({ interrupted: null }),
    };
  });
}

/** A run that was stopped at half of its way. */
export const stoppedAt = (experiment: Experiment, histories: Stopped['histories']): Stopped => ({
  experiment,
  resumable: Object.keys(histories),
  histories,
  planned: [...planOfExperiment(experiment).keys()],
  share: 0.5,
  closed: false,
});

/** Both, in the state of that name. */
export const fixtureStores = (
  name: FixtureName,
): { readonly session: Session; readonly workspace: Workspace } => ({
  session: fixtureSession(name),
  workspace: fixtureWorkspace(name),
});
