import { describe, expect, test } from 'vitest';
import { parseExperiment, type ExperimentInput } from '../../src/pipeline/kinds/pair/experiment';
import {
  averageCurves,
  ensembleCurves,
  transferCurves,
  vertexScores,
} from '../../src/ui/draw/scores';
import { ensembleText, whereFrom } from '../../src/ui/views/EnsembleView';
import { learningSource, learningText } from '../../src/ui/views/learningText';
import { volumeText } from '../../src/ui/views/SimplexView';

const score = (loss: number, accuracy = 1 - loss / 4) => ({ loss, accuracy });

describe('averages of many', () => {
  const point = (networks: number, known: boolean) => ({
    networks,
    naive: score(2),
    naiveRepaired: score(1.8),
    aligned: score(0.6),
    repaired: score(0.5),
    initial: known ? { naive: score(2.3), aligned: score(2.2) } : null,
  });

  test('are curves by the number of networks', () => {
    const curves = averageCurves([point(2, true), point(3, true)]);
    expect(curves.map(({ name }) => name)).toEqual([
      ...['Naive', 'Naive, REPAIR', 'Permuted', 'Permuted, REPAIR'],
      ...['Initial, naive', 'Initial, permuted'],
    ]);
    expect(curves[2]?.points).toEqual([
      { x: 2, ...score(0.6) },
      { x: 3, ...score(0.6) },
    ]);
    expect(new Set(curves.map(({ colour, short }) => colour + short)).size).toBe(6);
  });

  test('leave out initialisations that are not known', () => {
    expect(averageCurves([point(2, false)])).toHaveLength(4);
    expect(averageCurves([])).toEqual([]);
  });
});

test('permutations in time are a curve for each step at which they were found', () => {
  const at = (found: number | null, applied: number) => ({ found, applied, ...score(0.5) });
  const curves = transferCurves({
    naive: [0, 50].map((applied) => ({ applied, ...score(2) })),
    points: [at(null, 0), at(null, 50), at(0, 0), at(0, 50), at(1200, 0)],
  });
  expect(curves.map(({ name, points }) => [name, points.map(({ x }) => x)])).toEqual([
    ['Naive', [0, 50]],
    ['Current permutation', [0, 50]],
    ['Permutation of step 0', [0, 50]],
    ['Permutation of step 1,200', [0]],
  ]);
  expect(transferCurves({ naive: [], points: [] })).toHaveLength(1);
});

describe('an ensemble', () => {
  const members = [score(0.4, 0.84), score(0.6, 0.8)];
  const ensemble = { ...score(0.35, 0.87), members, disagreement: 0.123 };

  test('is its members, their mean and the whole', () => {
    const [each, mean, together] = ensembleCurves(ensemble);
    expect(each?.points.map(({ x }) => x)).toEqual([1, 2]);
    for (const { loss } of mean?.points ?? []) expect(loss).toBeCloseTo(0.5);
    expect(together?.points.at(-1)).toEqual({ x: 2, loss: 0.35, accuracy: 0.87 });
  });

  test('is told in words', () => {
    expect(ensembleText(ensemble)).toBe(
      'Accuracy 87.00 % together, 82.00 % each in the mean; loss 0.350 together, 0.500 in the mean. Any two of the 2 disagree on 12.3 % of the images.',
    );
    const along = (along: 'training' | 'bezier') =>
      whereFrom(parseExperiment({ version: 2, measurements: { ensemble: { along } } }));
    expect(along('training')).toMatch(/6 networks, collected as B’s training goes on.*every epoch/);
    expect(along('bezier')).toContain('along the path “Bezier”');
  });
});

test('vertices of a simplex are the networks and what connects them', () => {
  const atVertices = [score(0.4), score(0.5), score(0.6), score(0.7)];
  const names = vertexScores({ atVertices, networks: 3 }, ['π(A)', 'B', 'C']);
  expect(names.map(({ name }) => name)).toEqual(['π(A)', 'B', 'C', 'Connecting point 1']);
  expect(volumeText({ logVolume: 12.34 })).toMatch(/logarithm .* 12\.3\.$/);
  expect(volumeText({ logVolume: null })).toContain('no volume');
});

describe('learning curves in words', () => {
  const experiment = (document: Omit<ExperimentInput, 'version'>) =>
    parseExperiment({ version: 2, ...document });
  const own = (initialisation: number, order: number) => ({ initialisation, order });

  test('name the optimizer that is used', () => {
    const adamw = experiment({});
    expect(learningText(adamw)).toMatch(
      /^A and B learn the same images, from different random weights and in a different order\. A and B: AdamW, learning rate 0\.001, 1 epoch/,
    );
    const sgd = experiment({ training: { optimizer: { kind: 'sgd' }, epochs: 3 } });
    expect(learningText(sgd)).toMatch(/A and B: SGD, learning rate 0\.01, momentum 0\.9, 3 epochs/);
    expect(learningSource(sgd)).not.toContain('AdamW');
    expect(learningSource(adamw)).toContain('AdamW');
  });

  test('tell networks that differ, fork or come from a file', () => {
    const text = learningText(
      experiment({
        networks: [
          own(1, 11),
          { ...own(1, 12), training: { optimizer: { kind: 'sgd', learningRate: 0.1 } } },
          { ...own(3, 13), fork: 300 },
          { ...own(4, 14), file: { name: 'd.npz' } },
        ],
      }),
    );
    expect(text).toContain('from the same random weights and in a different order');
    expect(text).toContain('C begins as A stood after 300 steps.');
    expect(text).toContain('D was read from d.npz, so it has no curve.');
    expect(text).toContain('A and C: AdamW');
    expect(text).toContain('B: SGD, learning rate 0.1');
  });
});
