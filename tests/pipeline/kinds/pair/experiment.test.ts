import { describe, expect, it } from 'vitest';
import {
  architectureOf,
  dataOf,
  experimentErrors,
  parseExperiment,
  type Experiment,
} from '../../../../src/pipeline/kinds/pair/experiment';
import { PRESETS, type PresetId } from '../../../../src/pipeline/kinds/pair/presets';

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
    ['no layer', mlp(), 'network.hidden', 'expected 1 to 12 widths'],
    [
      'thirteen layers',
      mlp(...Array<number>(13).fill(8)),
      'network.hidden',
      'expected 1 to 12 widths',
    ],
    ['half a unit', mlp(1.5), 'network.hidden.0', 'whole number'],
    ['a pool in a perceptron', mlp('avg'), 'network.hidden.0', 'whole number'],
    ['513 channels', cnn(513), 'network.layers.0', 'whole number from 1 to 512'],
    ['another kind of pool', cnn(8, 'max'), 'network.layers.1', 'avg for a pool'],
    ['no convolution', cnn(), 'network.layers', 'expected 1 to 12 numbers'],
    ['pools alone', cnn('avg', 'avg'), 'network.layers', 'expected 1 to 12 numbers'],
    [
      'thirteen convolutions',
      cnn(...Array<number>(13).fill(8)),
      'network.layers',
      'expected 1 to 12 numbers',
    ],
    ['a pool first', cnn('avg', 8), 'network.layers', 'Fashion-MNIST: expected each 2 x 2 pool'],
    ['a pool of 7 x 7 places', cnn(8, 'avg', 8, 'avg', 8, 'avg'), 'network.layers', 'a side of 7'],
    [
      'widths that are no list',
      { network: { kind: 'mlp', hidden: '64' } },
      'network.hidden',
      'such as [64, 64] in a document or 64,64 in an address.',
    ],
    [
      'convolutions that are no list',
      { network: { kind: 'cnn', layers: '8-avg-8' } },
      'network.layers',
      'such as [8, 8, "avg", 16, 16] in a document or 8,8,avg,16,16 in an address.',
    ],
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

  const own = (...changes: object[]) => ({
    networks: changes.map((change, i) => ({ initialisation: i, order: i, ...change })),
  });
  const alignment = (method: string, change: object = {}) => ({ alignment: { method, ...change } });
  const measure = (measurements: object) => ({ measurements });
  const scaled = (...normalization: object[]) => ({ normalization });

  it.each<[string, object, string, string]>([
    ['one network', own({}), 'networks', 'at least A and B'],
    ['nine networks', own({}, {}, {}, {}, {}, {}, {}, {}, {}), 'networks', 'at most 8'],
    ['a seed below 0', own({}, { order: -1 }), 'networks.1.order', 'from 0 to'],
    ['half a seed', own({ initialisation: 0.5 }, {}), 'networks.0.initialisation', 'whole number'],
    ['own epochs of 0', own({}, { training: { epochs: 0 } }), 'networks.1.training.epochs', '1 to'],
    ['own widths of 0', own({ hidden: [64, 0] }, {}), 'networks.0.hidden.1', '1 to 2,048'],
    ['a fork before the start', own({}, { fork: -1 }), 'networks.1.fork', 'whole number from 0'],
    ['a file without name', own({ file: { name: '' } }, {}), 'networks.0.file.name', 'its name'],
    [
      'a similarity unknown',
      alignment('activation', { similarity: 'dot' }),
      'alignment.similarity',
      'expected one of cosine',
    ],
    [
      'a stage unknown',
      alignment('activation', { stage: 'during' }),
      'alignment.stage',
      'before, after',
    ],
    [
      'no image to match on',
      alignment('activation', { samples: 0 }),
      'alignment.samples',
      '1 to 60,000',
    ],
    [
      'half a restart',
      alignment('weight', { restarts: 0.5 }),
      'alignment.restarts',
      'from 0 to 100',
    ],
    [
      'too many permutations to try each',
      { ...alignment('exhaustive'), ...mlp(5, 5) },
      'alignment.method',
      'at most 5,040 permutations in all, such as 7 units or 4 and 4, got 5 and 5.',
    ],
    [
      'normalisations for two channels of one',
      scaled({ mean: 0, standardDeviation: 1 }, { mean: 0, standardDeviation: 1 }),
      'normalization',
      'for all channels of Fashion-MNIST, got 2 of each',
    ],
    [
      'normalisations for two channels of three',
      {
        dataset: 'cifar-10',
        ...scaled(...Array<object>(2).fill({ mean: 0, standardDeviation: 1 })),
      },
      'normalization',
      'for all channels or for each of the 3 of CIFAR-10, got 2 of each',
    ],
    ['no normalisation', scaled(), 'normalization', 'for all channels or for each'],
    ['a normalisation by its word', { normalization: '0..1' }, 'normalization', 'null, or a list'],
    [
      'a deviation of 0',
      scaled({ mean: 0, standardDeviation: 0 }),
      'normalization.0.standardDeviation',
      'expected a number above 0',
    ],
    [
      'a mean that overflows',
      scaled({ mean: 1e30, standardDeviation: 1 }),
      'normalization.0.mean',
      'from -1,000,000 to 1,000,000',
    ],
    [
      'convolutions of points',
      { dataset: 'quadrant', ...cnn(8) },
      'network.layers',
      'Convolutions on Quadrant: expected images of at least 2 x 2 pixels',
    ],
    ['no step', alignment('ste', { steps: 0 }), 'alignment.steps', 'from 1 to'],
    ['a batch of 0', alignment('ste', { batch: 0 }), 'alignment.batch', 'from 1 to'],
    ['a rate of 0', alignment('ste', { learningRate: 0 }), 'alignment.learningRate', 'above 0'],
    [
      'a direction unknown',
      alignment('initialisation', { direction: 'up' }),
      'alignment.direction',
      'gradient, foof',
    ],
    ['no damping', alignment('initialisation', { damping: 0 }), 'alignment.damping', 'above 0'],
    ['a temperature of 0', alignment('annealing', { hottest: 0 }), 'alignment.hottest', 'above 0'],
    ['an end of 0', alignment('annealing', { coldest: 0 }), 'alignment.coldest', 'above 0'],
    [
      'an objective unknown',
      alignment('sinkhorn', { objective: 'end' }),
      'alignment.objective',
      'middle, line, distance',
    ],
    [
      'hard permutations at once',
      alignment('sinkhorn', { temperature: 0 }),
      'alignment.temperature',
      'above 0',
    ],
    [
      'no iteration',
      alignment('sinkhorn', { iterations: 0 }),
      'alignment.iterations',
      'from 1 to 1,000',
    ],
    [
      'a cost unknown',
      alignment('transport', { ground: 'air' }),
      'alignment.ground',
      'weights, activations',
    ],
    [
      'regularisation below 0',
      alignment('transport', { regularisation: -1 }),
      'alignment.regularisation',
      'from 0 to 10',
    ],
    [
      'distances up to sign',
      { activation: 'tanh', ...alignment('flips', { similarity: 'l2' }) },
      'alignment.similarity',
      'cosine, correlation',
    ],
    ['both splits by name', { evaluation: { both: 'yes' } }, 'evaluation.both', 'true or false'],
    [
      'images compared below 0',
      { evaluation: { compared: -1 } },
      'evaluation.compared',
      'from 0 to 10,000',
    ],
    [
      'a curve unknown',
      { curves: { kinds: ['line'] } },
      'curves.kinds.0',
      'expected one of bezier',
    ],
    ['a curve twice', { curves: { kinds: ['neb', 'neb'] } }, 'curves.kinds', 'each of them once'],
    ['ten control points', { curves: { controls: 10 } }, 'curves.controls', 'from 1 to 9'],
    ['no bend', { curves: { bends: 0 } }, 'curves.bends', 'from 1 to 9'],
    ['no pivot', { curves: { pivots: 0 } }, 'curves.pivots', 'from 1 to 50'],
    ['15 cycles', { curves: { cycles: 15 } }, 'curves.cycles', 'from 1 to 14'],
    ['no layer', { curves: { layers: 0 } }, 'curves.layers', 'from 1 to 13'],
    ['a plane unknown', { plane: { kind: 'line' } }, 'plane.kind', 'points, random, trajectory'],
    ['a center unknown', { plane: { center: 'C' } }, 'plane.center', 'expected one of A, B'],
    ['directions of half a seed', { plane: { seed: 0.5 } }, 'plane.seed', 'whole number'],
    ['the training of C', { plane: { of: 'C' } }, 'plane.of', 'expected one of A, B'],
    ['entropy by number', { plane: { entropy: 1 } }, 'plane.entropy', 'true or false'],
    ['REPAIR by name', measure({ repair: 'yes' }), 'measurements.repair', 'true or false'],
    [
      'initial lines by number',
      measure({ initialisations: 1 }),
      'measurements.initialisations',
      'true or false',
    ],
    [
      'averages unknown',
      measure({ averages: 'all' }),
      'measurements.averages',
      'to-first, merge-many',
    ],
    [
      'no step to apply at',
      measure({ transfer: { applied: [] } }),
      'measurements.transfer.applied',
      'at least one',
    ],
    [
      'steps that are no list',
      measure({ transfer: { found: 50 } }),
      'measurements.transfer.found',
      'a list',
    ],
    [
      'a step below 0',
      measure({ transfer: { found: [-1] } }),
      'measurements.transfer.found.0',
      'from 0',
    ],
    [
      'no connecting point',
      measure({ simplex: { connectors: 0 } }),
      'measurements.simplex.connectors',
      'from 1 to 5',
    ],
    [
      'no epoch',
      measure({ simplex: { epochs: 0 } }),
      'measurements.simplex.epochs',
      'from 1 to 100',
    ],
    [
      'a rate below 0',
      measure({ simplex: { learningRate: -1 } }),
      'measurements.simplex.learningRate',
      'above 0',
    ],
    [
      'a weight below 0',
      measure({ simplex: { regularization: -1 } }),
      'measurements.simplex.regularization',
      'at least 0',
    ],
    ['one drawn', measure({ simplex: { drawn: 1 } }), 'measurements.simplex.drawn', 'from 2 to 50'],
    [
      'a simplex of half a seed',
      measure({ simplex: { seed: 0.5 } }),
      'measurements.simplex.seed',
      'whole number',
    ],
    [
      'an ensemble along slerp',
      measure({ ensemble: { along: 'slerp' } }),
      'measurements.ensemble.along',
      'expected one of bezier',
    ],
    [
      'one member',
      measure({ ensemble: { members: 1 } }),
      'measurements.ensemble.members',
      'from 2 to 20',
    ],
    [
      'no cycle',
      measure({ ensemble: { cycleEpochs: 0 } }),
      'measurements.ensemble.cycleEpochs',
      'from 1 to 10',
    ],
  ])('refuses %s', (_, change, path, message) => {
    const errors = experimentErrors({ version: 2, ...change });
    expect(errors[path]).toContain(message);
    expect(Object.keys(errors)).toEqual([path]);
  });

  const narrow = {
    ...own({ hidden: [8, 8] }, {}),
    alignment: { method: 'transport' },
    curves: { ends: 'pi(A) and B' },
    plane: { anchors: ['pi(A)', 'B', 'B0'] },
  };

  it('takes A and B of different widths, joined by optimal transport', () =>
    expect(experimentErrors({ version: 2, ...narrow })).toEqual({}));

  it.each<[string, object, string, string]>([
    ['flips of ReLU', alignment('flips'), 'alignment.method', 'expected tanh'],
    [
      'scales of tanh',
      { activation: 'tanh', ...alignment('scales') },
      'alignment.method',
      'expected relu',
    ],
    [
      'temperatures that rise',
      alignment('annealing', { hottest: 1e-5 }),
      'alignment.coldest',
      'expected at most the first',
    ],
    ['own widths of C', own({}, {}, { hidden: [8, 8] }), 'networks.2.hidden', 'A or B alone'],
    [
      'own widths of convolutions',
      { ...cnn(8), ...own({ hidden: [8] }, {}) },
      'networks.0.hidden',
      'a perceptron alone',
    ],
    ['own depth', own({ hidden: [8] }, {}), 'networks.0.hidden', '2 hidden layers'],
    ['a fork of A from itself', own({ fork: 1 }, {}), 'networks.0.fork', 'another network than A'],
    [
      'an ensemble along no curve',
      measure({ ensemble: { along: 'neb' } }),
      'measurements.ensemble.along',
      'not among the curves',
    ],
    [
      'the line of more layers than there are',
      { curves: { kinds: ['layer-line'], layers: 4 } },
      'curves.layers',
      'from 1 to 3',
    ],
    [
      'other methods for two widths',
      { ...narrow, ...alignment('weight') },
      'alignment.method',
      'optimal transport',
    ],
    [
      'no regularisation for two widths',
      { ...narrow, ...alignment('transport', { regularisation: 0 }) },
      'alignment.regularisation',
      'above 0',
    ],
    ['curves from A to another width', { ...narrow, curves: {} }, 'curves.ends', 'pi(A) and B'],
    ['a plane of two widths', { ...narrow, plane: {} }, 'plane.anchors', 'one architecture'],
    [
      'a plane about A for two widths',
      { ...narrow, plane: { kind: 'random', center: 'A' } },
      'plane.center',
      "B's architecture",
    ],
    [
      'the trajectory of A for two widths',
      { ...narrow, plane: { kind: 'trajectory' } },
      'plane.of',
      'the training of B',
    ],
    [
      'averages of two widths',
      { ...narrow, ...measure({ averages: 'merge-many' }) },
      'measurements.averages',
      'the same widths',
    ],
    [
      'transfer of two widths',
      { ...narrow, ...measure({ transfer: {} }) },
      'measurements.transfer',
      'the same widths',
    ],
    [
      'a simplex of two widths',
      { ...own({ hidden: [8, 8] }, { hidden: [8, 8] }, {}), ...measure({ simplex: {} }) },
      'measurements.simplex',
      'the same widths',
    ],
  ])('refuses %s', (_, change, path, message) => {
    const errors = experimentErrors({ version: 2, ...change });
    expect(errors[path]).toContain(message);
    expect(Object.keys(errors)).toEqual([path]);
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
      inputs: 784,
      hidden: [64, 64],
      outputs: 10,
      activation: 'relu',
    });
  });

  it('has the dataset at the ends of a convolutional network', () => {
    const { experiment } = PRESETS['paper-cnn-small'];
    expect(architectureOf(experiment)).toEqual({
      kind: 'cnn',
      channels: 1,
      side: 28,
      layers: [32, 32, 'avg', 64, 64],
      outputs: 10,
      activation: 'relu',
    });
  });
});

describe('dataOf', () => {
  it("means the dataset's own normalisation by default, and where its numbers are given", () => {
    const own = { dataset: 'fashion-mnist', normalization: null };
    expect(dataOf(quick)).toEqual(own);
    const normalization = [{ mean: 0.286, standardDeviation: 0.353 }];
    expect(dataOf(parseExperiment({ version: 2, normalization }))).toEqual(own);
  });

  it('has one normalisation for every channel', () => {
    const one = { mean: 0.5, standardDeviation: 0.5 };
    const document = { version: 2, dataset: 'cifar-10', normalization: [one] };
    expect(dataOf(parseExperiment(document)).normalization).toEqual([one, one, one]);
  });
});
