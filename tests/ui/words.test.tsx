/**
 * What the page says in each of its states, as text: `npx vitest run tests/ui/words.test.tsx -u` writes the files of
 * `words/` anew, and their difference shows what a change says.
 */
import type { ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defaultAlignment } from '../../src/jobs/methods';
import { planOfExperiment } from '../../src/pipeline/experiment';
import { MATCHING } from '../../src/pipeline/kinds/pair/refs';
import type { Finished, Stage } from '../../src/pipeline/state';
import { keyOf } from '../../src/pipeline/task';
import type { DataState } from '../../src/store/datasets';
import type { StorageState } from '../../src/store/session';
import { App } from '../../src/ui/App';
import { Header } from '../../src/ui/Header';
import { keptText } from '../../src/ui/controls/KeptHere';
import { RunBar } from '../../src/ui/controls/RunBar';
import { RunNote } from '../../src/ui/controls/RunNote';
import { DataSettings } from '../../src/ui/controls/settings/DataSettings';
import { StoresContext } from '../../src/ui/context';
import type { Part } from '../../src/ui/LazyPart';
import * as PARTS from '../../src/ui/parts';
import { createPage, SECTIONS, type Page } from '../../src/ui/page';
import { Lab } from '../../src/ui/lab/Lab';
import Findings from '../../src/ui/gallery/Findings';
import { EXAMPLES } from '../../src/ui/gallery/examples';
import ImageStrip from '../../src/ui/sees/ImageStrip';
import SeesView from '../../src/ui/sees/SeesView';
import { AveragesView } from '../../src/ui/views/AveragesView';
import { BarriersView } from '../../src/ui/views/BarriersView';
import { EnsembleView } from '../../src/ui/views/EnsembleView';
import { NeuronsView } from '../../src/ui/views/NeuronsView';
import { PathView } from '../../src/ui/views/PathView';
import { PlaneView } from '../../src/ui/views/PlaneView';
import { SimplexView } from '../../src/ui/views/SimplexView';
import { TrainingView } from '../../src/ui/views/TrainingView';
import { TransferView } from '../../src/ui/views/TransferView';
import { FIXTURES, fixtureState, fixtureStores, stoppedAt } from '../support/fixture';
import { measuredExperiment, measuredTasks } from '../support/fixtureMeasurements';
import { fixtureHistory, fixtureResults } from '../support/fixtureResults';
import { markupText } from '../support/markupText';
import type { PageState } from '../support/pageState';

// As on a wide screen: there is no layout without a browser.
vi.mock('../../src/ui/hooks', async (original) => ({
  ...(await original<typeof import('../../src/ui/hooks')>()),
  useWidth: () => [{ current: null }, 640],
  useMedia: () => false,
}));

// As in a browser that has fetched all of it.
beforeAll(async () => {
  await Promise.all(Object.values(PARTS).map((part: Part<unknown>) => part.get()));
});

/** What a view says over a state; every group of settings is open. */
function words(View: ComponentType, state: PageState): string {
  const fixture = fixtureStores('empty');
  const session = {
    ...fixture.session,
    ...createStore(() => ({ ...fixture.session.getState(), ...state })),
  };
  const workspace = createStore(() => ({ ...fixture.workspace.getState(), ...state }));
  const open = Object.fromEntries(SECTIONS.map((name) => [name, true])) as Page['open'];
  const page = createStore(() => ({ ...createPage(workspace).getState(), open }));
  const text = markupText(
    renderToStaticMarkup(
      <StoresContext value={{ session, workspace, page }}>
        <View />
      </StoresContext>,
    ),
  );
  expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
  return `${text}\n`;
}

const file = (name: string) => `words/${name}.txt`;

/** All that is said of several states, under their names. */
const sections = (said: readonly (readonly [string, string])[]) =>
  said.map(([name, text]) => `# ${name}\n${text}`).join('\n');

test.each(FIXTURES)('the lab, %s', async (name) => {
  await expect(words(Lab, fixtureState(name))).toMatchFileSnapshot(file(`lab-${name}`));
});

test.each(['empty', 'training', 'done', 'stale'] as const)('the explorer, %s', async (name) => {
  const said = words(App, fixtureState(name));
  await expect(said).toMatchFileSnapshot(file(`explorer-${name}`));
});

/** A stage of each kind, of a result and of what came before it. */
const STATES = {
  idle: () => ({ status: 'idle' }),
  waiting: () => ({ status: 'running', progress: null, previous: null }),
  running: (_, progress) => ({ status: 'running', progress, previous: null }),
  'running again': (previous) => ({ status: 'running', progress: null, previous }),
  done: (result) => ({ status: 'done', result }),
  stale: (result) => ({ status: 'stale', result }),
  failed: () => ({ ...FAILED, previous: null }),
  'failed, with what was there before': (previous) => ({ ...FAILED, previous }),
} as const satisfies Record<
  string,
  (result: Finished<unknown>, progress: unknown) => Stage<unknown, unknown>
>;

const FAILED = {
  status: 'failed',
  key: 'fixture',
  error: { name: 'RangeError', message: 'Expected something, got something else: do this.' },
} as const;

function measured(status: keyof typeof STATES): PageState {
  const busy = status.startsWith('running') || status === 'waiting';
  return {
    ...fixtureState('empty'),
    experiment: measuredExperiment,
    preset: 'custom',
    busy,
    running: busy ? measuredExperiment : null,
    tasks: measuredTasks(STATES[status]),
  };
}

const VIEWS = {
  AveragesView,
  BarriersView,
  EnsembleView,
  ImageStrip,
  NeuronsView,
  PathView,
  PlaneView,
  SeesView,
  SimplexView,
  TrainingView,
  TransferView,
};

test.each(Object.entries(VIEWS))('%s in each state of its stages', async (name, View) => {
  const said = Object.keys(STATES).map((status) => {
    const state = measured(status as keyof typeof STATES);
    return [status, words(View, state)] as const;
  });
  await expect(sections(said)).toMatchFileSnapshot(file(name));
});

test.each(Object.entries({ Header, RunBar, DataSettings }))(
  '%s as engine and data come',
  async (name, View) => {
    const error = { name: 'Error', message: 'Expected something, got something else: do this.' };
    const { engine } = fixtureState('done');
    const empty = fixtureState('empty');
    const { dataset } = empty.experiment;
    const arrived = { status: 'loading', dataset, arrived: 42 } as const;
    const data = (state: DataState) => ({ datasets: { [dataset]: state } });
    const states: [string, Partial<PageState>][] = [
      ['engine starting', { engine: { status: 'starting' } }],
      ['engine failed', { engine: { status: 'failed', error } }],
      ['engine ready, data idle', { engine, ...data({ status: 'idle' }) }],
      ['data loading', data({ ...arrived, total: 100 })],
      ['data loading, size unknown', data({ ...arrived, total: 0 })],
      ['data missing', data({ status: 'missing' })],
      ['data kept', data({ status: 'ready', kept: true })],
      ['data failed', data({ status: 'failed', error })],
    ];
    const said = states.map(
      ([state, part]) => [state, words(View, { ...empty, ...part })] as const,
    );
    await expect(sections(said)).toMatchFileSnapshot(file(name));
  },
);

test('optimal transport, which mixes units', async () => {
  const state = fixtureState('done');
  const experiment = { ...state.experiment, alignment: defaultAlignment('transport') };
  const { matching } = fixtureResults(experiment);
  const layer = { shares: new Float64Array(64 * 64).fill(1 / 64), cost: 0.2 };
  const value = { ...matching, layers: [], mixed: [layer, layer] };
  const recipe = { experiment, engine: 'WebAssembly SIMD', version: '0.1.0' };
  const key = keyOf(planOfExperiment(experiment), MATCHING.id);
  const tasks = {
    ...state.tasks,
    [MATCHING.id]: { job: MATCHING.job, status: 'done', result: { value, key, recipe } },
  } as const;
  await expect(words(NeuronsView, { ...state, experiment, tasks })).toMatchFileSnapshot(
    file('MixedNeurons'),
  );
});

test('what is told of each ready experiment', async () => {
  const said = EXAMPLES.map(({ name, experiment }) => {
    const state = { ...fixtureState('empty'), experiment, preset: 'custom' } as const;
    return [name, words(Findings, state)] as const;
  });
  await expect(sections(said)).toMatchFileSnapshot(file('Findings'));
});

test('the list of presets names the ready experiment that is open', () => {
  for (const { title, source, experiment } of EXAMPLES) {
    const said = words(RunBar, { ...fixtureState('empty'), experiment, preset: 'custom' });
    expect(said).toContain(`[Preset] ${title}\n`);
    expect(said).toContain(source);
  }
  const { experiment } = fixtureState('empty');
  const own = { ...experiment, training: { ...experiment.training, epochs: 7 } };
  expect(words(RunBar, { ...fixtureState('empty'), experiment: own, preset: 'custom' })).toContain(
    '[Preset] Custom\n',
  );
});

test('what an earlier visit and another tab leave to decide', async () => {
  const empty = fixtureState('empty');
  const { experiment } = empty;
  const stopped = {
    ...stoppedAt(experiment, { networkA: fixtureHistory(1, 0.4, 0.5) }),
    closed: true,
  };
  const states: readonly (readonly [string, PageState])[] = [
    ['closed while it trained', { ...empty, stopped }],
    ['closed at once', { ...empty, stopped: { ...stopped, resumable: [], histories: {} } }],
    [
      'another was closed',
      { ...empty, interrupted: { experiment, view: empty.view, share: 0.62 } },
    ],
    ['in another tab', { ...empty, elsewhere: true }],
  ];
  const said = states.map(([name, state]) => [name, words(RunNote, state)] as const);
  await expect(sections(said)).toMatchFileSnapshot(file('earlier'));
});

test('what is kept in the browser', () => {
  const nothing: StorageState = { usage: null, trouble: null, room: null };
  expect(keptText(nothing)).toMatch(/^Looking/);
  expect(keptText({ ...nothing, trouble: 'silent' })).toMatch(/keeps nothing/);
  expect(keptText({ ...nothing, usage: { bytes: 0, runs: 0 } })).toMatch(/nothing goes elsewhere/);
  const usage = { bytes: 12_400_000, runs: 3 };
  expect(keptText({ ...nothing, usage, room: 5.2e9 })).toBe(
    'Kept in this browser: 12.4 MB of 3 experiments. The browser has room for 5.2 GB.',
  );
});
