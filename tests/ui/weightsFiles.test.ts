import { expect, test } from 'vitest';
import { readWeightsFile } from '../../src/files/readNetwork';
import { outdated } from '../../src/pipeline/staleness';
import { savedName } from '../../src/ui/document/savedName';
import { weightsFilesOf } from '../../src/ui/document/weightsFiles';
import { fixtureState } from '../support/fixture';
import { fixtureResults } from '../support/fixtureResults';

test('the weights files of a page are its networks, what is aligned, and control points', () => {
  const { experiment, tasks } = fixtureState('done');
  const files = weightsFilesOf(experiment, tasks);
  expect(files.map(({ title, name }) => [title, name])).toEqual([
    ['A', 'A'],
    ['B', 'B'],
    ['pi(A)', 'pi-A'],
    ['Bezier control', 'bezier-1'],
    ['Chain bend', 'chain-1'],
  ]);
  const { networkB } = fixtureResults(experiment);
  expect(readWeightsFile('B', files[1]!.bytes()).weights).toEqual(networkB.weights);
});

test('what is not up to date, or not there yet, has no file', () => {
  const { experiment, tasks } = fixtureState('done');
  const stale = { ...tasks, networkB: outdated(tasks['networkB']!) };
  expect(weightsFilesOf(experiment, stale).map(({ name }) => name)).not.toContain('B');
  for (const name of ['empty', 'training', 'failed'] as const) {
    const state = fixtureState(name);
    expect(weightsFilesOf(state.experiment, state.tasks)).toEqual([]);
  }
});

test('a file is called after the landscape or the preset that it is of', () => {
  const { experiment } = fixtureState('done');
  const landscape = {
    name: 'two-networks-one-task',
    experiment,
    seconds: 3,
    steps: 600,
    figures: [],
    arriving: false,
  };
  expect(savedName({ experiment, landscape, preset: 'custom' })).toBe('two-networks-one-task');
  expect(savedName({ experiment, landscape: null, preset: 'quick-look' })).toBe('quick-look');
  const changed = { ...experiment, training: { ...experiment.training, epochs: 7 } };
  expect(savedName({ experiment: changed, landscape, preset: 'custom' })).toBe('experiment');
});
