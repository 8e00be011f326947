/**
 * What the page says in each of its states, as text: `npx vitest run tests/ui/words.test.tsx -u` writes the files of
 * `words/` anew, and their difference shows what a change says.
 */
import type { ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defaultAlignment } from '../../src/jobs/methods';
import type { Finished, Stage, Stages, State } from '../../src/store/state';
import { App } from '../../src/ui/App';
import { Header } from '../../src/ui/Header';
import { RunBar } from '../../src/ui/controls/RunBar';
import { DataSettings } from '../../src/ui/controls/settings/DataSettings';
import { StoresContext } from '../../src/ui/context';
import { createPage, SECTIONS, type Page } from '../../src/ui/page';
import Findings from '../../src/ui/gallery/Findings';
import { EXAMPLES } from '../../src/ui/gallery/examples';
import { AveragesView } from '../../src/ui/views/AveragesView';
import { BarriersView } from '../../src/ui/views/BarriersView';
import { EnsembleView } from '../../src/ui/views/EnsembleView';
import { NeuronsView } from '../../src/ui/views/NeuronsView';
import { PathView } from '../../src/ui/views/PathView';
import { PlaneView } from '../../src/ui/views/PlaneView';
import { SimplexView } from '../../src/ui/views/SimplexView';
import { TrainingView } from '../../src/ui/views/TrainingView';
import { TransferView } from '../../src/ui/views/TransferView';
import { FIXTURES, fixtureState, fixtureStore } from '../support/fixture';
import { measuredExperiment, measuredResults } from '../support/fixtureMeasurements';
import { fixtureHistory, partialPlane } from '../support/fixtureResults';
import { markupText } from '../support/markupText';

// As on a wide screen: there is no layout without a browser.
vi.mock('../../src/ui/hooks', async (original) => ({
  ...(await original<typeof import('../../src/ui/hooks')>()),
  useWidth: () => [{ current: null }, 640],
  useMedia: () => false,
}));

/** What a view says over a state; every group of settings is open. */
function words(View: ComponentType, state: State): string {
  const isthmus = createStore(() => ({ ...fixtureStore('empty').getState(), ...state }));
  const open = Object.fromEntries(SECTIONS.map((name) => [name, true])) as Page['open'];
  const page = createStore(() => ({ ...createPage(isthmus).getState(), open }));
  const text = markupText(
    renderToStaticMarkup(
      <StoresContext value={{ isthmus, page }}>
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

test.each(FIXTURES)('the page, %s', async (name) => {
  await expect(words(App, fixtureState(name))).toMatchFileSnapshot(file(`page-${name}`));
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

const results = measuredResults();

/** What is there of a stage that runs: the first half. */
function progressOf(name: string): unknown {
  if (/^network|Fit$/.test(name)) return fixtureHistory(3, 0.41, 0.4);
  if (name === 'plane') return partialPlane(results.plane!, 4, 0.55);
  if (name === 'averages') return results.averages!.slice(0, 1);
  if (name === 'transfer')
    return { ...results.transfer, points: results.transfer!.points.slice(0, 5) };
  return 0.3;
}

function measured(status: keyof typeof STATES): State {
  const base = fixtureState('empty');
  const recipe = { experiment: measuredExperiment, engine: 'WebAssembly SIMD', version: '0.1.0' };
  const stages = Object.entries(results).map(([name, value]) => [
    name,
    STATES[status]({ value, key: 'fixture', recipe }, progressOf(name)),
  ]);
  return {
    ...{ ...base, experiment: measuredExperiment, preset: 'custom' },
    busy: status.startsWith('running') || status === 'waiting',
    stages: { ...base.stages, ...(Object.fromEntries(stages) as Partial<Stages>) },
  };
}

const VIEWS = {
  ...{ AveragesView, BarriersView, EnsembleView, NeuronsView, PathView, PlaneView },
  ...{ SimplexView, TrainingView, TransferView },
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
    const states: [string, Partial<State>][] = [
      ['engine starting', { engine: { status: 'starting' } }],
      ['engine failed', { engine: { status: 'failed', error } }],
      ['engine ready, data idle', { engine, data: { status: 'idle' } }],
      ['data loading', { data: { status: 'loading', dataset: 'mnist', arrived: 42, total: 100 } }],
      [
        'data loading, size unknown',
        { data: { status: 'loading', dataset: 'mnist', arrived: 42, total: 0 } },
      ],
      ['data missing', { data: { status: 'missing' } }],
      ['data kept', { data: { status: 'ready', kept: true } }],
      ['data failed', { data: { status: 'failed', error } }],
    ];
    const said = states.map(
      ([state, part]) => [state, words(View, { ...fixtureState('empty'), ...part })] as const,
    );
    await expect(sections(said)).toMatchFileSnapshot(file(name));
  },
);

test('optimal transport, which mixes units', async () => {
  const state = fixtureState('done');
  const { matching } = results;
  const experiment = { ...state.experiment, alignment: defaultAlignment('transport') };
  const layer = { shares: new Float64Array(64 * 64).fill(1 / 64), cost: 0.2 };
  const value = { ...matching!, layers: [], mixed: [layer, layer] };
  const recipe = { experiment, engine: 'WebAssembly SIMD', version: '0.1.0' };
  const stages: Stages = {
    ...state.stages,
    matching: { status: 'done', result: { value, key: 'fixture', recipe } },
  };
  await expect(words(NeuronsView, { ...state, experiment, stages })).toMatchFileSnapshot(
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
