import { describe, expect, it } from 'vitest';
import type { PathResult } from '../../src/jobs/jobs';
import { parseExperiment, planOfExperiment } from '../../src/pipeline/experiment';
import { figuresOf } from '../../src/pipeline/figures';

const path: PathResult = {
  alphas: Float64Array.of(0, 0.4, 0.8, 1),
  loss: Float64Array.of(1, 2, 6, 3),
  accuracy: Float64Array.of(0.9, 0.5, 0.1, 0.8),
  barrierOverMean: 4,
  barrierOverChord: 3.4,
  midpointAccuracy: 0.4,
  other: null,
  arc: Float64Array.of(0, 1, 2, 2.5),
  fromStart: Float64Array.of(0, 1, 2, 2.5),
  fromEnd: Float64Array.of(2.5, 1.5, 0.5, 0),
  disagreement: null,
  varianceRatios: null,
};

const plan = planOfExperiment(
  parseExperiment({ version: 2, measurements: { averages: 'to-first' } }),
);
const of = (value: PathResult) => ({ job: 'path', value }) as const;

describe('figuresOf', () => {
  it('lists what is there, in the order of the plan', () => {
    const figures = figuresOf(plan, { chain: of(path), naive: of(path) });
    expect(figures.map(({ name }) => name.split('.')[0])).toEqual([
      ...Array<string>(9).fill('naive'),
      ...Array<string>(9).fill('chain'),
    ]);
    expect(figures[0]).toEqual({
      name: 'naive.barrierOverMean',
      label: 'Naive: barrier over the mean',
      kind: 'barrier',
      value: 4,
    });
    expect(figuresOf(plan, {})).toEqual([]);
    expect(figuresOf(plan, { averages: of(path), other: of(path) })).toEqual([]);
  });

  it('names every part of a result that has several', () => {
    const score = { loss: 1, accuracy: 0.5 };
    const average = (networks: number) => ({
      networks,
      naive: score,
      naiveRepaired: score,
      aligned: score,
      repaired: score,
      initial: null,
    });
    const names = figuresOf(plan, {
      averages: { job: 'average', value: [average(2), average(3)] },
    }).map(({ name }) => name);
    expect(names).toContain('averages.3.alignedAccuracy');
    expect(new Set(names).size).toBe(16);
  });

  it('goes halfway between two places where the path lacks the middle', () => {
    const value = (result: PathResult) =>
      figuresOf(plan, { naive: of(result) }).find(({ name }) => name === 'naive.midpointLoss')
        ?.value;
    expect(value(path)).toBeCloseTo(3, 12);
    expect(value({ ...path, alphas: Float64Array.of(0, 0.25, 0.5, 1) })).toBe(6);
  });
});
