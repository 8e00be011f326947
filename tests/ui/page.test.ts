import { expect, test } from 'vitest';
import { createPage, firstRefused, forgetTexts, refuse } from '../../src/ui/page';
import { fixtureState, fixtureStore } from '../support/fixture';

function clocked(name: Parameters<typeof fixtureStore>[0]) {
  const isthmus = fixtureStore(name);
  let now = 100;
  const page = createPage(isthmus, () => now);
  return { isthmus, page, pass: (seconds: number) => (now += seconds) };
}

test('a run is timed from its start to its end', () => {
  const { isthmus, page, pass } = clocked('empty');
  expect(page.getState().lastRun).toBeNull();
  isthmus.getState().train();
  pass(4);
  isthmus.setState({ ...fixtureState('done') });
  expect(page.getState().lastRun).toMatchObject({ seconds: 4, cancelled: false });
});

test('a run that ends before everything is done was cancelled, unless something failed', () => {
  const { isthmus, page } = clocked('training');
  isthmus.getState().cancel();
  expect(page.getState().lastRun?.cancelled).toBe(true);
  isthmus.getState().train();
  isthmus.setState({ ...fixtureState('failed') });
  expect(page.getState().lastRun?.cancelled).toBe(false);
});

test('a run of settings that have changed meanwhile was not cancelled', () => {
  const { isthmus, page } = clocked('empty');
  isthmus.getState().train();
  const { experiment, stages } = fixtureState('done');
  const { result } = stages.plane as Extract<typeof stages.plane, { status: 'done' }>;
  isthmus.setState({
    ...{ experiment: { ...experiment, activation: 'tanh' }, busy: false },
    stages: { ...stages, plane: { status: 'stale', result } },
  });
  expect(page.getState().lastRun?.cancelled).toBe(false);
});

test('the first refused setting is the first on the page', () => {
  const { page } = clocked('empty');
  expect(firstRefused(page.getState().refused)).toBeNull();
  refuse(page, 'plane.grid', { section: 'plane', message: 'Grid', remedy: null });
  refuse(page, 'network.hidden', { section: 'network', message: 'Hidden', remedy: null });
  expect(firstRefused(page.getState().refused)?.path).toBe('network.hidden');
  refuse(page, 'network.hidden', null);
  expect(firstRefused(page.getState().refused)?.path).toBe('plane.grid');
  const { generation } = page.getState();
  forgetTexts(page);
  expect(firstRefused(page.getState().refused)).toBeNull();
  expect(page.getState().generation).toBe(generation + 1);
});
