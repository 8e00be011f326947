import { describe, expect, it } from 'vitest';
import { fromFragment, toFragment, withoutDefaults } from '../../src/pipeline/address';
import { parseExperiment, type ExperimentInput } from '../../src/pipeline/kinds/pair/experiment';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';

const V = { version: 3 } as const;
const seeds = { initialisation: 1, order: 2 };

describe('the fragment of an address', () => {
  it('is empty for the experiment that has every default', () => {
    expect(toFragment(parseExperiment(V))).toBe('');
  });

  it.each<[string, ExperimentInput]>([
    [
      'network.kind=mlp&network.hidden=512,512&version=3',
      { ...V, network: { kind: 'mlp', hidden: [512, 512] } },
    ],
    [
      'network.kind=mlp&network.hidden=64,&version=3',
      { ...V, network: { kind: 'mlp', hidden: [64] } },
    ],
    [
      'network.kind=cnn&network.layers=8,avg,16&version=3',
      { ...V, network: { kind: 'cnn', layers: [8, 'avg', 16] } },
    ],
    [
      'normalization.0.mean=0&normalization.0.standardDeviation=1&version=3',
      { ...V, normalization: [{ mean: 0, standardDeviation: 1 }] },
    ],
    ['curves.kinds=,&version=3', { ...V, curves: { kinds: [] } }],
    ['curves.ends=pi(A)+and+B&version=3', { ...V, curves: { ends: 'pi(A) and B' } }],
    ['evaluation.both=true&version=3', { ...V, evaluation: { both: true } }],
    ['measurements.transfer=&version=3', { ...V, measurements: { transfer: {} } }],
    [
      'measurements.transfer.found=0,5&version=3',
      { ...V, measurements: { transfer: { found: [0, 5] } } },
    ],
    [
      'alignment.method=weight&alignment.restarts=3&version=3',
      { ...V, alignment: { method: 'weight', restarts: 3 } },
    ],
  ])('%s', (fragment, input) => {
    const experiment = parseExperiment(input);
    expect(toFragment(experiment)).toBe(fragment);
    expect(fromFragment(`#${fragment}`)).toEqual(experiment);
  });

  it.each<[string, Omit<ExperimentInput, 'version'>]>([
    ['network.kind=mlp&network.hidden=8&version=3', { network: { kind: 'mlp', hidden: [8] } }],
    ['network.hidden=8,4', { network: { kind: 'mlp', hidden: [8, 4] } }],
    ['network.layers=8,avg', { network: { kind: 'cnn', layers: [8, 'avg'] } }],
    ['curves.kinds=', { curves: { kinds: [] } }],
    ['curves.kinds=bezier', { curves: { kinds: ['bezier'] } }],
    ['training.epochs=5', { training: { epochs: 5 } }],
    [
      'training.optimizer.momentum=0.5',
      { training: { optimizer: { kind: 'sgd', momentum: 0.5 } } },
    ],
    [
      'training.optimizer.learningRate=0.01',
      { training: { optimizer: { kind: 'adamw', learningRate: 0.01 } } },
    ],
  ])('is read without what has a default: %s', (fragment, input) => {
    expect(fromFragment(fragment)).toEqual(parseExperiment({ ...V, ...input }));
  });

  it('carries any name of a file', () => {
    for (const name of [
      'a, b.npz',
      'true',
      '12',
      '"x"',
      '50 % + 1 & 2 = ä.safetensors',
      ' a',
      'x.y',
    ])
      for (const digest of [null, 'null', '']) {
        const experiment = parseExperiment({
          ...V,
          networks: [{ ...seeds, file: { name, digest } }, seeds],
        });
        expect(fromFragment(toFragment(experiment))).toEqual(experiment);
      }
  });

  it.each(Object.values(PRESETS))('carries the preset $title', ({ experiment }) => {
    expect(fromFragment(toFragment(experiment))).toEqual(experiment);
    expect(parseExperiment(withoutDefaults(experiment))).toEqual(experiment);
  });

  it.each([
    ['#nonsense', 'expected settings such as training.epochs=5, got "nonsense"'],
    ['#training.epochs=0&version=3', 'Epochs: expected a whole number from 1 to 100'],
    ['#version=7', 'version 2'],
    ['#traning.epochs=5&version=3', 'got "traning"'],
    ['#training.epochs.x=5&version=3', 'Epochs: expected'],
    ['#__proto__.version=2', 'got "__proto__"'],
    ['#network.hidden=0', 'Units of a hidden layer'],
    ['#training.epochs=5,6', 'Epochs: expected'],
    ['#dataset=%E0%A4&version=3', 'expected text as addresses have it'],
    ['#networks.1.order=5&version=3', 'networks'],
    ['#=', 'got ""'],
  ])('%s is refused', (fragment, message) => {
    expect(() => fromFragment(fragment)).toThrow(message);
  });
});
