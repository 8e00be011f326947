import { expect, test } from 'vitest';
import { wouldLose } from '../../src/ui/leaving';
import { createPage, firstRefused, forgetTexts, refuse, showAlignment } from '../../src/ui/page';
import { fixtureState, fixtureStores } from '../support/fixture';

function clocked(name: Parameters<typeof fixtureStores>[0]) {
  const { workspace } = fixtureStores(name);
  let now = 100;
  const page = createPage(workspace, { seconds: () => now });
  return { workspace, page, pass: (seconds: number) => (now += seconds) };
}

test('a run is timed from its start to its end', () => {
  const { workspace, page, pass } = clocked('empty');
  expect(page.getState().lastRun).toBeNull();
  workspace.getState().train();
  pass(4);
  workspace.setState({ busy: false });
  const { experiment } = workspace.getState();
  expect(page.getState().lastRun).toEqual({ experiment, seconds: 4, update: null });
});

test('leaving loses a run, and results that are not saved as they are now', () => {
  const { page } = clocked('empty');
  expect(wouldLose(fixtureState('empty'), page.getState(), false)).toBe(false);
  expect(wouldLose(fixtureState('training'), page.getState(), false)).toBe(true);
  const done = fixtureState('done');
  expect(wouldLose(done, page.getState(), false)).toBe(true);
  page.setState({ saved: done.tasks });
  expect(wouldLose(done, page.getState(), false)).toBe(false);
  expect(wouldLose({ ...done, tasks: { ...done.tasks } }, page.getState(), false)).toBe(true);
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

test('a new alignment is to be seen, one that was there is not', () => {
  const { workspace, page } = clocked('done');
  expect(page.getState().alignments).toBe(0);
  const { tasks } = workspace.getState();
  const { matching, permuted } = tasks;
  if (matching === undefined || permuted === undefined)
    throw new Error('Expected a matching and a path, got none.');
  const running = { status: 'running', progress: null, previous: null } as const;
  const path = { job: 'path', ...running } as const;
  workspace.setState({ tasks: { ...tasks, permuted: path } });
  workspace.setState({ tasks });
  // The same matching with more images.
  expect(page.getState().alignments).toBe(0);
  workspace.setState({ tasks: { ...tasks, matching: { job: 'match', ...running } } });
  workspace.setState({ tasks: { ...tasks, permuted: path } });
  expect(page.getState().alignments).toBe(0);
  workspace.setState({ tasks });
  expect(page.getState().alignments).toBe(1);
  showAlignment(page);
  expect(page.getState().alignments).toBe(2);
});
