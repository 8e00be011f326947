/** A store for the page without workers: every state that a visitor can see, from made-up results. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Experiment } from '../../src/jobs/experiment';
import { PRESETS } from '../../src/jobs/presets';
import { STAGE_NAMES } from '../../src/store/stages';
import type { Actions, Finished, Prediction, Stage, Stages, State } from '../../src/store/state';
import { fixtureHistory, fixtureResults, partialPlane } from './fixtureResults';

export const FIXTURES = [
  ...(['empty', 'training', 'plane', 'done', 'failed', 'stale', 'wide'] as const),
  ...(['cnn', 'colour', 'bring', 'file', 'many'] as const),
] as const;
export type FixtureName = (typeof FIXTURES)[number];

const quickLook = PRESETS['quick-look'].experiment;

/** What differs from "Quick look". */
const CHANGES: Partial<Record<FixtureName, Partial<Experiment>>> = {
  wide: { network: { kind: 'mlp', hidden: [512, 64] } },
  colour: { dataset: 'cifar-10' },
  bring: { dataset: 'cifar-10', network: { kind: 'cnn', layers: [8, 8, 'avg', 16, 16] } },
  file: {
    networks: [
      {
        ...{ initialisation: 1, order: 11, training: null, hidden: null, fork: null },
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
      ...{ initialisation: seed, order: seed + 10, training: null, hidden: null },
      ...{ fork: seed > 6 ? 100 : null, file: null },
    })),
  },
  cnn: { network: { kind: 'cnn', layers: [32, 32, 'avg', 64, 64] } },
};

/** Near the curves of the made-up results, as few images are. */
const PREDICTION: Prediction = {
  naive: { alpha: 0.5, loss: 1.712, accuracy: 0.334 },
  permuted: { alpha: 0.5, loss: 0.549, accuracy: 0.818 },
  bezier: { alpha: 0.5, loss: 0.401, accuracy: 0.844 },
  chain: { alpha: 0.5, loss: 0.409, accuracy: 0.838 },
};

/** The state of that name. */
export function fixtureState(name: FixtureName): State {
  const experiment: Experiment = { ...quickLook, ...CHANGES[name] };
  const base: State = {
    experiment,
    preset: name in CHANGES ? 'custom' : 'quick-look',
    engineChoice: 'auto',
    engine: {
      status: 'ready',
      info: { kind: 'wasm', name: 'WebAssembly SIMD, relaxed', software: false },
      workers: 2,
      rejected: ['WebGPU: this browser has no GPU adapter.'],
    },
    data: name === 'bring' ? { status: 'missing' } : { status: 'ready', kept: name === 'colour' },
    stages: idle,
    asked: null,
    keptNetworks: name === 'file' ? 1 : 0,
    busy: name === 'training' || name === 'plane',
    notices: name === 'failed' ? [{ id: 1, text: 'A worker stopped and was replaced.' }] : [],
    view: {
      ...{ alpha: 0.5, measure: 'loss', along: 'loss', hidden: [] },
      ...{ scale: 'linear', theme: 'system' },
    },
    prediction: name === 'done' || name === 'cnn' ? PREDICTION : {},
  };
  return { ...base, stages: stagesOf(name, experiment) };
}

const IDLE: Stage<never, never> = { status: 'idle' };
const idle = Object.fromEntries(STAGE_NAMES.map((name) => [name, IDLE])) as Stages;

function stagesOf(name: FixtureName, experiment: Experiment): Stages {
  if (name === 'empty' || name === 'bring') return idle;
  const training = (seed: number, done: number) =>
    ({ status: 'running', progress: fixtureHistory(seed, 0.41, done), previous: null }) as const;
  if (name === 'training')
    return { ...idle, networkA: training(3, 0.44), networkB: training(4, 0.4) };
  if (name === 'failed')
    return {
      ...idle,
      networkA: {
        status: 'failed',
        key: '',
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
  const finished = <Result>(value: Result): Finished<Result> => ({ value, key: 'fixture', recipe });
  const ready = <Result>(value: Result): Stage<Result, never> =>
    name === 'stale'
      ? { status: 'stale', result: finished(value) }
      : { status: 'done', result: finished(value) };
  const done = <Result>(value: Result): Stage<Result, never> => ({
    status: 'done',
    result: finished(value),
  });
  const all: Stages = {
    ...idle,
    networkA: done(results.networkA),
    networkB: done(results.networkB),
    matching: done(results.matching),
    naive: ready(results.paths.naive),
    permuted: ready(results.paths.permuted),
    bezierFit: done(results.fits.bezier),
    chainFit: done(results.fits.chain),
    bezier: ready(results.paths.bezier),
    chain: ready(results.paths.chain),
    projection: done(results.projection),
    plane: ready(results.plane),
  };
  if (name !== 'plane') return all;
  return {
    ...all,
    bezier: { status: 'running', progress: 0.3, previous: null },
    chain: IDLE,
    bezierFit: done(results.fits.bezier),
    plane: { status: 'running', progress: partialPlane(results.plane, 4, 0.55), previous: null },
  };
}

/** A store that edits and looks like the real one, and computes nothing. */
export function fixtureStore(name: FixtureName): StoreApi<State & Actions> {
  return createStore<State & Actions>()((set, get) => ({
    ...fixtureState(name),
    start: () => undefined,
    choosePreset: (preset) => set({ preset, experiment: PRESETS[preset].experiment }),
    edit(experiment) {
      set({ experiment, preset: 'custom', stages: outdated(get().stages) });
    },
    save: () => JSON.stringify({ experiment: get().experiment }),
    open: () => undefined,
    notify: (text) =>
      set(({ notices }) => ({ notices: [...notices, { id: notices.length + 1, text }] })),
    bring: () => Promise.resolve(),
    forget: () => Promise.resolve(),
    bringNetworks: () => Promise.resolve(),
    answer: () => set({ asked: null }),
    forgetNetworks: () => Promise.resolve(),
    chooseEngine: (engineChoice) => set({ engineChoice }),
    train: () => set({ ...fixtureState('training'), view: get().view }),
    update: () => set({ ...fixtureState('plane'), view: get().view }),
    cancel: () => set({ busy: false, stages: idle }),
    look: (view) => set((state) => ({ view: { ...state.view, ...view } })),
    dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((n) => n.id !== id) })),
  }));
}

function outdated(stages: Stages): Stages {
  const entries = Object.entries(stages).map(([name, stage]: [string, Stage<unknown, unknown>]) => [
    name,
    stage.status === 'done' ? { status: 'stale', result: stage.result } : stage,
  ]);
  return Object.fromEntries(entries) as Stages;
}
