import { expect, test } from 'vitest';
import { planOfExperiment } from '../../src/pipeline/experiment';
import { pathRef, PLANE } from '../../src/pipeline/kinds/pair/refs';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { ofTheSame } from '../../src/pipeline/staleness';
import type { Finished } from '../../src/pipeline/state';
import type { PlaneResult } from '../../src/pipeline/tasks/types';
import { withNewSeeds } from '../../src/ui/explorer/acts';
import { shownPlane } from '../../src/ui/views/shownPlane';
import { fixturePlane, partialPlane } from '../support/fixtureResults';

const before = PRESETS['quick-look'].experiment;
const now = withNewSeeds(before, () => 0.5);
const plane = fixturePlane(9);
const previous: Finished<PlaneResult> = {
  value: plane,
  key: 'of before',
  recipe: { experiment: before, engine: 'wasm', version: '1' },
};
const { job } = PLANE;

test('the plane of before stays until the first pass of the new one', () => {
  const kept = { plane, made: before, earlier: true };
  expect(shownPlane({ job, status: 'stale', result: previous }, now)).toEqual(kept);
  const running = { job, status: 'running', previous } as const;
  expect(shownPlane({ ...running, progress: null }, now)).toEqual(kept);
  const nothing = { ...partialPlane(plane, 4), computed: 0 };
  expect(shownPlane({ ...running, progress: nothing }, now)).toEqual(kept);
  const coming = partialPlane(plane, 4);
  expect(shownPlane({ ...running, progress: coming }, now)).toEqual({
    plane: coming,
    made: now,
    earlier: false,
  });
});

test('without one there is what comes, and what is up to date is no earlier one', () => {
  expect(shownPlane({ job, status: 'idle' }, now).plane).toBeNull();
  const progress = { ...partialPlane(plane, 4), computed: 0 };
  expect(shownPlane({ job, status: 'running', progress, previous: null }, now)).toEqual({
    plane: progress,
    made: now,
    earlier: false,
  });
  expect(shownPlane({ job, status: 'done', result: previous }, now)).toEqual({
    plane,
    made: before,
    earlier: false,
  });
});

test('results of other networks are told from those of the same with other settings', () => {
  const [first, second] = [planOfExperiment(before), planOfExperiment(now)];
  const more = planOfExperiment({
    ...before,
    evaluation: { ...before.evaluation, points: before.evaluation.points + 1 },
    plane: { ...before.plane, grid: before.plane.grid + 2 },
  });
  for (const { id } of [PLANE, pathRef('naive')]) {
    expect(ofTheSame(id, first, second)).toBe(false);
    expect(ofTheSame(id, first, more)).toBe(true);
  }
  expect(ofTheSame('no such task', first, first)).toBe(false);
});
