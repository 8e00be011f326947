import { describe, expect, it } from 'vitest';
import {
  architectureOf,
  experimentErrors,
  parseExperiment,
  PRESETS,
  type Experiment,
  type PresetId,
} from '../../src/jobs/experiment';

const quick = PRESETS['quick-look'].experiment;

describe('experimentErrors', () => {
  it.each(Object.keys(PRESETS) as PresetId[])('finds the preset %s right', (id) => {
    expect(experimentErrors(PRESETS[id].experiment)).toEqual({});
    expect(JSON.stringify(parseExperiment(PRESETS[id].experiment))).toBe(
      JSON.stringify(PRESETS[id].experiment),
    );
  });

  it.each<[string, unknown, string, string]>([
    ['a width of 0', { hidden: [0] }, 'hidden.0', 'whole number from 1 to 2,048'],
    ['a width of 5000', { hidden: [64, 5000] }, 'hidden.1', 'whole number from 1 to 2,048'],
    ['no layer', { hidden: [] }, 'hidden', 'expected 1 to 6 widths'],
    ['seven layers', { hidden: Array(7).fill(8) }, 'hidden', 'expected 1 to 6 widths'],
    ['half a unit', { hidden: [1.5] }, 'hidden.0', 'whole number'],
    [
      'a negative learning rate',
      {
        training: {
          ...quick.training,
          optimizer: { ...quick.training.optimizer, learningRate: -1 },
        },
      },
      'training.optimizer.learningRate',
      'expected a number above 0',
    ],
    [
      'no number',
      { training: { ...quick.training, epochs: NaN } },
      'training.epochs',
      'whole number from 1 to 100',
    ],
    [
      'a plane through a point twice',
      { plane: { ...quick.plane, anchors: ['A', 'B', 'A'] } },
      'plane.anchors',
      'three different points',
    ],
  ])('refuses %s', (_, change, path, message) => {
    const errors = experimentErrors({ ...quick, ...(change as Partial<Experiment>) });
    expect(errors[path]).toContain(message);
    expect(() => parseExperiment({ ...quick, ...(change as Partial<Experiment>) })).toThrow();
  });

  it('refuses what is no document at all', () => {
    expect(Object.keys(experimentErrors(null)).length).toBeGreaterThan(0);
    expect(Object.keys(experimentErrors('x')).length).toBeGreaterThan(0);
  });
});

describe('architectureOf', () => {
  it('has the dataset at its ends', () => {
    expect(architectureOf(quick)).toMatchObject({ inputs: 784, hidden: [64, 64], outputs: 10 });
  });
});
