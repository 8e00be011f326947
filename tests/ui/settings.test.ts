import { describe, expect, test } from 'vitest';
import { defaultAlignment } from '../../src/jobs/methods';
import {
  experimentErrors,
  joinable,
  parseExperiment,
  type ExperimentInput,
} from '../../src/pipeline/kinds/pair/experiment';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { withAnchor } from '../../src/ui/controls/anchors';
import {
  editAt,
  parseList,
  parseNumber,
  swapped,
  valueAt,
  withValueAt,
} from '../../src/ui/settings';

const experiment = PRESETS['quick-look'].experiment;
const convolutional = PRESETS['paper-cnn-small'].experiment;

describe('a text', () => {
  test.each([
    ['1e-3', 0.001],
    [' 512 ', 512],
    ['.5', 0.5],
    ['-1', -1],
    ['1.', 1],
    ['', ''],
    ['ten', 'ten'],
    ['1,5', '1,5'],
    ['0x10', '0x10'],
    ['Infinity', 'Infinity'],
    ['1 2', '1 2'],
  ])('%j stands for %j', (text, value) => expect(parseNumber(text)).toBe(value));

  test.each([
    ['512, 512', [512, 512]],
    ['64 64;32', [64, 64, 32]],
    ['[784,10]', [784, 10]],
    ['', []],
    ['64, wide', [64, 'wide']],
    ['-64, 64', [-64, 64]],
    ['32-32-avg-64-64', [32, 32, 'avg', 64, 64]],
    [' 8 8 AVG 16 ', [8, 8, 'avg', 16]],
    ['8, 8, avg, 16', [8, 8, 'avg', 16]],
  ])('%j stands for the layers %j', (text, widths) => expect(parseList(text)).toEqual(widths));
});

describe('an edit', () => {
  test('swaps A and B and nothing else', () => {
    const [a, b] = experiment.networks;
    const three = [a!, b!, { ...a!, order: 99 }];
    expect(swapped(three)).toEqual([b, a, three[2]]);
    expect(swapped(swapped(three))).toEqual(three);
    const { experiment: edited } = editAt(experiment, 'networks', swapped(experiment.networks));
    expect(edited?.networks).toEqual([b, a]);
    expect(edited?.training).toBe(experiment.training);
  });

  test('leaves a fork of A where it is, and says why', () => {
    const forked = editAt(experiment, 'networks.1.fork', 100).experiment!;
    const { refusal } = editAt(forked, 'networks', swapped(forked.networks));
    expect(refusal?.message).toBe('Fork: expected it of another network than A.');
  });

  test('changes one value and shares the rest', () => {
    const { experiment: edited } = editAt(experiment, 'training.epochs', 7);
    expect(edited?.training.epochs).toBe(7);
    expect(edited?.networks).toBe(experiment.networks);
    expect(experiment.training.epochs).toBe(1);
  });

  test.each([
    ['training.epochs', parseNumber('')],
    ['training.epochs', parseNumber('1.5')],
    ['training.optimizer.learningRate', parseNumber('-1')],
    ['training.optimizer.learningRate', parseNumber('fast')],
    ['network.hidden', parseList('0')],
    ['network.hidden', parseList('5000')],
    ['network.hidden', parseList('')],
    ['network.hidden', parseList('64, avg')],
    ['plane.grid', parseNumber('102')],
  ])('of %s to %j is refused with the message of the schema', (path, value) => {
    const { experiment: edited, refusal } = editAt(experiment, path, value);
    expect(edited).toBeNull();
    expect(Object.values(experimentErrors(withValueAt(experiment, path, value)))).toContain(
      refusal?.message,
    );
    expect(refusal?.message).toMatch(/expected/);
    expect(refusal?.remedy).toBeNull();
  });

  test.each(['avg-8', '8-avg-8-avg-8-avg-8', '8-max', '1000', ''])(
    'of the convolutions to %j is refused',
    (text) => {
      const { refusal } = editAt(convolutional, 'network.layers', parseList(text));
      expect(refusal?.message).toMatch(/^(Convolutions|Channels).*expected/);
    },
  );

  test('of the convolutions reads what the page prints', () => {
    const { experiment: edited } = editAt(convolutional, 'network.layers', parseList('4-avg-8'));
    expect(edited?.network).toEqual({ kind: 'cnn', layers: [4, 'avg', 8] });
  });

  test('reads what it wrote', () => {
    const changed = withValueAt(experiment, 'networks.1.order', 3);
    expect(valueAt(changed, 'networks.1.order')).toBe(3);
    expect(changed).toEqual(
      parseExperiment({
        version: 2,
        networks: [
          { initialisation: 1, order: 11 },
          { initialisation: 2, order: 3 },
        ],
      }),
    );
    expect(valueAt(experiment, 'no.such.setting')).toBeUndefined();
  });
});

describe('a change that contradicts other settings comes with one that makes it right:', () => {
  const edited = (change: Partial<ExperimentInput>, path: string, value: unknown) =>
    editAt(parseExperiment({ version: 2, ...change }), path, value);
  const narrow = {
    networks: [
      { initialisation: 1, order: 11, hidden: [8, 8] },
      { initialisation: 2, order: 12 },
    ],
    alignment: { method: 'transport' },
    curves: { ends: 'pi(A) and B' },
    plane: { anchors: ['pi(A)', 'B', 'B0'] },
  } satisfies Partial<ExperimentInput>;

  test('widths of its own for A bring optimal transport, curves from pi(A) and a plane of B', () => {
    const own = withValueAt(experiment, 'networks.0.hidden', [64, 64]) as typeof experiment;
    const { refusal } = editAt(own, 'networks.0.hidden', [8, 8]);
    expect(refusal?.message).toMatch(/optimal transport/);
    const remedied = refusal?.remedy?.experiment;
    expect(remedied).toMatchObject({
      networks: [{ hidden: [8, 8] }, { hidden: null }],
      alignment: { method: 'transport' },
      curves: { ends: 'pi(A) and B' },
      plane: { anchors: ['pi(A)', 'B', 'Bezier control'] },
    });
  });

  test('without curves and with B from a file, that plane goes in random directions', () => {
    const { refusal } = edited(
      {
        networks: [
          { initialisation: 1, order: 11, hidden: [64, 64] },
          { initialisation: 2, order: 12, file: { name: 'b.npz' } },
        ],
        curves: { kinds: [] },
        measurements: { averages: 'to-first' },
      },
      'networks.0.hidden',
      [8, 8],
    );
    expect(refusal?.remedy?.experiment).toMatchObject({
      plane: { kind: 'random', center: 'B' },
      measurements: { averages: 'none', transfer: null },
    });
  });

  test.each<[string, Partial<ExperimentInput>, string, unknown, RegExp]>([
    ['tanh with scales', { alignment: { method: 'scales' } }, 'activation', 'tanh', /activation/],
    ['flips with relu', {}, 'alignment', { method: 'flips' }, /tanh/],
    [
      'another method',
      narrow,
      'alignment',
      { method: 'weight', seed: 1, restarts: 0 },
      /same widths/,
    ],
    ['curves from A', narrow, 'curves.ends', 'A and B', /same widths/],
    ['a plane through A', narrow, 'plane.anchors', ['A', 'B', 'pi(A)'], /same widths/],
    ['the training of A', narrow, 'plane.kind', 'trajectory', /like B/],
    ['another depth', narrow, 'network.hidden', [8], /same widths/],
    ['convolutions', narrow, 'network', { kind: 'cnn', layers: [8] }, /same widths/],
    ['averages', narrow, 'measurements.averages', 'to-first', /same widths/],
    [
      'an ensemble along no curve',
      { measurements: { ensemble: {} } },
      'measurements.ensemble.along',
      'neb',
      /that curve/,
    ],
    [
      'points with convolutions',
      { network: { kind: 'cnn', layers: [8] } },
      'dataset',
      'quadrant',
      /a perceptron/,
    ],
    [
      'convolutions with points',
      { dataset: 'quadrant' },
      'network',
      { kind: 'cnn', layers: [8] },
      /Fashion-MNIST/,
    ],
    [
      'too many permutations',
      { network: { kind: 'mlp', hidden: [4] }, alignment: { method: 'exhaustive' } },
      'network.hidden',
      [8],
      /activation/,
    ],
    [
      'transport with lines before training',
      { measurements: { initialisations: true, transfer: {} } },
      'alignment',
      defaultAlignment('transport'),
      /what is before training/,
    ],
    [
      'transport with a plane through pi(A0)',
      { plane: { anchors: ['A', 'B', 'pi(A0)'] } },
      'alignment',
      defaultAlignment('transport'),
      /what is before training/,
    ],
    [
      'permutations in time with transport',
      { alignment: { method: 'transport' } },
      'measurements.transfer',
      {},
      /activation matching/,
    ],
    [
      'a file for A with lines before training and a plane through A0',
      {
        measurements: { initialisations: true, transfer: {} },
        plane: { anchors: ['A', 'B', 'A0'] },
        alignment: { method: 'initialisation' },
      },
      'networks.0.file',
      { name: 'a.npz', digest: null },
      /what files do not tell/,
    ],
    [
      'a file for B whose training a plane shows',
      { plane: { kind: 'trajectory', of: 'B' } },
      'networks.1.file',
      { name: 'b.npz', digest: null },
      /what files do not tell/,
    ],
    [
      'fewer steps than a fork needs',
      {
        training: { epochs: 2 },
        networks: [
          { initialisation: 1, order: 11 },
          { initialisation: 1, order: 12, fork: 900 },
        ],
      },
      'training.epochs',
      1,
      /begin by itself/,
    ],
    [
      'no curve for the ensemble',
      { measurements: { ensemble: { along: 'chain' } } },
      'curves.kinds',
      [],
      /more training/,
    ],
    [
      'pixels scaled for each channel of other images',
      {
        dataset: 'cifar-10',
        normalization: Array(3).fill({ mean: 0.5, standardDeviation: 0.2 }),
      },
      'dataset',
      'mnist',
      /as is usual for the dataset/,
    ],
  ])('%s', (_, change, path, value, words) => {
    const { refusal } = edited(change, path, value);
    expect(refusal?.remedy?.words).toMatch(words);
    const remedied = refusal?.remedy?.experiment;
    expect(experimentErrors(remedied)).toEqual({});
    expect(valueAt(remedied, path)).toEqual(value);
    if (words.source === 'same widths') expect(remedied && joinable(remedied)).toBe(true);
  });
});

test('three anchors stay three: a point that is taken changes places', () => {
  expect(withAnchor(['A', 'B', 'pi(A)'], 2, 'A0')).toEqual(['A', 'B', 'A0']);
  expect(withAnchor(['A', 'B', 'pi(A)'], 0, 'B')).toEqual(['B', 'A', 'pi(A)']);
  expect(withAnchor(['A', 'B', 'pi(A)'], 1, 'B')).toEqual(['A', 'B', 'pi(A)']);
});
