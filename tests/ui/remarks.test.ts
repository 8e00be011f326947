import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import type { PathResult } from '../../src/jobs/jobs';
import { remarksOf, type Found } from '../../src/ui/views/remarksText';
import { fixtureResults } from '../support/fixtureResults';

const { paths, matching } = fixtureResults();
const experiment = parseExperiment({ version: 2 });

const usual: Found = {
  experiment,
  networks: [
    { name: 'A', accuracy: 0.8437 },
    { name: 'B', accuracy: 0.8461 },
  ],
  matching,
  naive: paths.naive,
  permuted: paths.permuted,
  curves: [{ name: 'bezier', path: paths.bezier, failure: null }],
};

const rising = (path: PathResult, barrierOverMean: number, midpointAccuracy: number) => ({
  ...path,
  barrierOverMean,
  midpointAccuracy,
});

const still = {
  ...matching,
  layers: matching.layers.map((layer) => ({
    ...layer,
    permutation: layer.permutation.map((_, i) => i),
  })),
};

describe('nothing is remarked', () => {
  test('where alignment helps, curves find a way and networks have learned', () => {
    expect(remarksOf(usual)).toEqual([]);
  });

  test('while nothing is there', () => {
    const none = { networks: [], matching: null, naive: null, permuted: null, curves: [] };
    expect(remarksOf({ ...usual, ...none })).toEqual([]);
  });

  test('of differences as small as those of few images', () => {
    const permuted = rising(paths.permuted, paths.naive.barrierOverMean + 0.005, 0.32);
    expect(remarksOf({ ...usual, permuted })).toEqual([]);
  });
});

describe('it is said', () => {
  test('that alignment makes it worse', () => {
    const permuted = rising(paths.permuted, 3.49, 0.11);
    const naive = rising(paths.naive, 1.53, 0.4);
    expect(remarksOf({ ...usual, naive, permuted })).toEqual([
      'Here alignment makes it worse: halfway the aligned average is right on 11.0 % of images, the plain one on 40.0 %. The barrier is 3.49 with alignment and 1.53 without.',
    ]);
  });

  test('that pi(A) flies off, and by what', () => {
    const far = { ...matching, distance: { before: 10, after: 64 }, largestFactor: 41.3 };
    expect(remarksOf({ ...usual, matching: far })).toEqual([
      'π(A) lies 6.4 times as far from B as A does. Units of A were made larger or smaller by up to 41.3 times.',
    ]);
  });

  test('that nothing is to be permuted, as at a fork', () => {
    const naive = rising(paths.naive, 0.004, 0.842);
    const [said] = remarksOf({ ...usual, naive, permuted: naive, matching: still });
    expect(said).toBe(
      'Matching leaves every unit in its place, so π(A) is A: A and B agree on what each unit does. Halfway their plain average is right on 84.2 % of images, A on 84.4 % and B on 84.6 %.',
    );
    const [a, b] = experiment.networks;
    if (a === undefined || b === undefined) throw new Error('Expected two networks, got fewer.');
    const forked = { ...experiment, networks: [a, { ...b, fork: 100 }] };
    expect(remarksOf({ ...usual, experiment: forked, naive: null, matching: still })).toEqual([
      'Matching leaves every unit in its place, so π(A) is A: B began as A stood after 100 steps, and all units kept their parts.',
    ]);
  });

  test('that next to nothing is to be permuted', () => {
    const [first, ...others] = still.layers;
    if (first === undefined) throw new Error('Expected a layer, got none.');
    const permutation = first.permutation.slice();
    permutation.set([1, 0]);
    const swapped = { ...still, layers: [{ ...first, permutation }, ...others] };
    const [said] = remarksOf({ ...usual, naive: null, matching: swapped });
    expect(said).toBe(
      'Matching leaves 126 of 128 units in their places: A and B agree on what most units do.',
    );
  });

  test('that a barrier that is left is hardly one of order', () => {
    const naive = rising(paths.naive, 0.53, 0.6);
    const [said] = remarksOf({ ...usual, naive, permuted: naive, matching: still });
    expect(said).toMatch(/so the barrier of 0\.53\d? is hardly one of order\.$/);
  });

  test('that A and B are one network, or one in another order', () => {
    const same = { ...matching, distance: { before: 0, after: 0 } };
    expect(remarksOf({ ...usual, matching: same })[0]).toMatch(/one and the same network/);
    const shuffled = { ...matching, distance: { before: 20, after: 1e-6 } };
    expect(remarksOf({ ...usual, matching: shuffled })[0]).toBe(
      'π(A) is B: A and B are one network with its units in another order. All of the barrier of 1.34 is that order.',
    );
  });

  test('that a curve diverged or found no way', () => {
    const failure = 'The Bezier curve diverged at step 2: the loss is not finite.';
    expect(remarksOf({ ...usual, curves: [{ name: 'bezier', path: null, failure }] })).toEqual([
      failure,
    ]);
    const path = rising(paths.bezier, 2.5, 0.2);
    expect(remarksOf({ ...usual, curves: [{ name: 'bezier', path, failure: null }] })).toEqual([
      'No way around was found: the Bezier curve rises by 2.50, the straight line from A to B by 1.34.',
    ]);
  });

  test('that networks have learned nothing, before all else', () => {
    const networks = [
      { name: 'A', accuracy: 0.1 },
      { name: 'B', accuracy: 0.112 },
    ];
    const permuted = rising(paths.permuted, 3.49, 0.11);
    expect(remarksOf({ ...usual, networks, permuted })[0]).toBe(
      'A and B are right on 10.0 % and 11.2 % of test images, and guessing on 10 %: A and B have learned next to nothing, so what lies between tells little.',
    );
  });
});
