import { describe, expect, it } from 'vitest';
import { architectureOf, experimentErrors, parseExperiment, type Experiment } from '../../src/jobs/experiment';
import { PRESETS, type PresetId } from '../../src/jobs/presets';

const quick = PRESETS['quick-look'].experiment;
const mlp = (...hidden: unknown[]) => ({ network: { kind: 'mlp', hidden } });
const cnn = (...layers: unknown[]) => ({ network: { kind: 'cnn', layers } });

describe('experimentErrors', () => {
  it.each(Object.keys(PRESETS) as PresetId[])('finds the preset %s right', (id) => {
    expect(experimentErrors(PRESETS[id].experiment)).toEqual({});
    expect(JSON.stringify(parseExperiment(PRESETS[id].experiment))).toBe(
      JSON.stringify(PRESETS[id].experiment),
    );
  });

  it.each<[string, unknown, string, string]>([
    ['a width of 0', mlp(0), 'network.hidden.0', 'whole number from 1 to 2,048'],
    ['a width of 5000', mlp(64, 5000), 'network.hidden.1', 'whole number from 1 to 2,048'],
    ['no layer', mlp(), 'network.hidden', 'expected 1 to 6 widths'],
    ['seven layers', mlp(...Array<number>(7).fill(8)), 'network.hidden', 'expected 1 to 6 widths'],
    ['half a unit', mlp(1.5), 'network.hidden.0', 'whole number'],
    ['a pool in a perceptron', mlp('avg'), 'network.hidden.0', 'whole number'],
    ['513 channels', cnn(513), 'network.layers.0', 'whole number from 1 to 512'],
    ['another kind of pool', cnn(8, 'max'), 'network.layers.1', 'avg for a pool'],
    ['no convolution', cnn(), 'network.layers', 'expected 1 to 6 numbers'],
    ['pools alone', cnn('avg', 'avg'), 'network.layers', 'expected 1 to 6 numbers'],
    ['seven convolutions', cnn(8, 8, 8, 8, 8, 8, 8), 'network.layers', 'expected 1 to 6 numbers'],
    ['a pool first', cnn('avg', 8), 'network.layers', 'Fashion-MNIST: expected each 2 x 2 pool'],
    ['a pool of 7 x 7 places', cnn(8, 'avg', 8, 'avg', 8, 'avg'), 'network.layers', 'a side of 7'],
    ['a network of another kind', { network: { kind: 'rnn' } }, 'network.kind', ''],
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
  it('has the dataset at the ends of a perceptron', () => {
    expect(architectureOf(quick)).toEqual({
      kind: 'mlp',
      ...{ inputs: 784, hidden: [64, 64], outputs: 10, activation: 'relu' },
    });
  });

  it('has the dataset at the ends of a convolutional network', () => {
    const { experiment } = PRESETS['paper-cnn-small'];
    expect(architectureOf(experiment)).toEqual({
      kind: 'cnn',
      ...{ channels: 1, side: 28, layers: [32, 32, 'avg', 64, 64], outputs: 10 },
      activation: 'relu',
    });
  });
});
