import { describe, expect, test } from 'vitest';
import { defaultAlignment, METHOD_NAMES } from '../../src/jobs/methods';
import { parseExperiment, type ExperimentInput } from '../../src/pipeline/kinds/pair/experiment';
import { CURVE_NAMES } from '../../src/jobs/paths';
import { measurementNames, methodValues, ownText, recipeLines, stepsOf } from '../../src/ui/recipe';

const linesOf = (input: Partial<ExperimentInput> = {}) => {
  const experiment = parseExperiment({ version: 2, ...input });
  return new Map(recipeLines({ experiment, engine: 'WebAssembly SIMD', version: '1.2.3' }));
};

test.each(METHOD_NAMES)('%s has a word for every value of its settings', (name) => {
  for (const [label, value] of methodValues(defaultAlignment(name))) {
    expect(label).toMatch(/^[A-Z]/);
    expect(value).toMatch(/^[A-Z0-9]/);
  }
});

describe('a recipe', () => {
  test('says every setting that is in force', () => {
    const lines = linesOf({
      dataset: 'mnist',
      normalization: [{ mean: 0.31, standardDeviation: 0.32 }],
      network: { kind: 'mlp', hidden: [41, 42] },
      training: { optimizer: { kind: 'sgd', learningRate: 0.43, momentum: 0.44 }, epochs: 45 },
      networks: [
        { initialisation: 51, order: 52 },
        { initialisation: 53, order: 54, training: { epochs: 55, batch: 56 } },
        { initialisation: 57, order: 58, fork: 59 },
        { initialisation: 0, order: 0, file: { name: 'mine.npz', digest: 'ab12' } },
      ],
      alignment: { method: 'sinkhorn', samples: 61, steps: 62, batch: 63, iterations: 64 },
      curves: {
        kinds: [...CURVE_NAMES],
        controls: 3,
        bends: 4,
        pivots: 6,
        cycles: 7,
        layers: 2,
        epochs: 71,
        learningRate: 0.72,
        seed: 73,
      },
      evaluation: { samples: 81, points: 82, compared: 83, both: true },
      plane: { kind: 'random', center: 'A0', seed: 91, grid: 93, samples: 92, entropy: true },
      measurements: {
        repair: true,
        initialisations: true,
        averages: 'merge-many',
        transfer: { found: [11], applied: [12, 13] },
        simplex: { connectors: 2, epochs: 14, drawn: 15, regularization: 0.5, seed: 16 },
        ensemble: { members: 17, cycleEpochs: 8, seed: 18 },
      },
    });
    const expected: Readonly<Record<string, readonly RegExp[]>> = {
      Dataset: [/^MNIST/],
      Pixels: [/^mean 0\.31 and deviation 0\.32$/],
      Network: [/41/, /42/],
      Optimizer: [/SGD, 0\.43, momentum 0\.44/],
      Length: [/45 epochs/],
      A: [/51 \(weights\) and 52 \(order\)$/],
      B: [/53/, /54/, /AdamW/, /55 epochs in batches of 56/],
      C: [/^seed 58 \(order\); from A at step 59$/],
      D: [/^from mine\.npz, SHA-256 ab12$/],
      Alignment: [/^Sinkhorn/, / 61,/, / 62,/, / 63,/, / 64,/],
      Curves: [/3 control points/, /4 bends/, /6 pivots/, /7 cycles/, /2 layers/, /71.*0\.72.*73/],
      Evaluation: [/^81 test images and of the other split at 82 points; 83 images compared$/],
      Plane: [/about A₀, directions of seed 91; 93 × 93, 92 images, entropy/],
      Measured: [
        ...[/REPAIR/, /initialisations/, /MergeMany/, /found at steps 11 and applied at 12, 13/],
        ...[/2 connecting points, 14 epochs/, /volume 0\.5, 15 drawn, seed 16/],
        /ensemble of 17 as training goes on, cycles of 8 epochs, seed 18/,
      ],
      Engine: [/^WebAssembly SIMD$/],
      Isthmus: [/^1\.2\.3$/],
    };
    for (const [name, patterns] of Object.entries(expected))
      for (const pattern of patterns) expect(lines.get(name)).toMatch(pattern);
  });

  test('leaves out what is not in force', () => {
    const lines = linesOf();
    expect(lines.has('Measured')).toBe(false);
    expect(lines.get('Plane')).toBe('through A, B and π(A); 51 × 51, 2,000 images');
    expect(lines.get('Evaluation')).toBe('10,000 test images at 51 points');
    expect(lines.get('Curves')).not.toMatch(/pivot|layer/);
    expect(linesOf({ curves: { kinds: [] } }).get('Curves')).toBe('none');
  });
});

test('what is measured besides is told in a word each', () => {
  const names = (measurements: ExperimentInput['measurements']) =>
    measurementNames(parseExperiment({ version: 2, measurements }));
  expect(names({})).toEqual([]);
  expect(names({ repair: true, simplex: {} })).toEqual(['REPAIR', 'simplex']);
});

test('a network has the steps of its own training', () => {
  const experiment = parseExperiment({
    version: 2,
    networks: [
      { initialisation: 1, order: 1 },
      { initialisation: 2, order: 2, training: { epochs: 2, batch: 7000 } },
    ],
  });
  expect(stepsOf(experiment, 'A')).toBe(600);
  expect(stepsOf(experiment, 'B')).toBe(18);
  expect(experiment.networks.map((own) => ownText(own))).toEqual(['', 'AdamW · 2 epochs']);
});

describe('how pixels are scaled', () => {
  test.each<[Partial<ExperimentInput>, string]>([
    [{}, "The dataset's own: mean 0.286 and deviation 0.353"],
    [
      { dataset: 'cifar-10' },
      "The dataset's own: mean 0.4914, 0.4822, 0.4465 and deviation 0.247, 0.2435, 0.2616",
    ],
    [
      { dataset: 'cifar-10', normalization: [{ mean: 0, standardDeviation: 1 }] },
      '0 to 1: mean 0 and deviation 1',
    ],
  ])('%j', (input, words) => expect(linesOf(input).get('Pixels')).toBe(words));
});
