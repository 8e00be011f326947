import { afterEach, describe, expect, it } from 'vitest';
import { USUAL_POINTS } from '../../src/data/points';
import { writeSafetensors } from '../../src/files/safetensors';
import type { Shapes } from '../../src/files/checkpoint';
import { architectureOf, parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import { layoutOf } from '../../src/model/layout';
import { networkRef, pathRef } from '../../src/pipeline/kinds/pair/refs';
import {
  commonShapes,
  knownHints,
  proposedHints,
  withNetworks,
  type NetworkHints,
  type ReadNetwork,
} from '../../src/store/checkpoints';
import { tinyStore, type TinyStore } from '../support/tinyStore';

const quick = parseExperiment({ version: 2 });
const mlp = (...hidden: number[]): Shapes => ({ kind: 'mlp', inputs: 784, hidden, outputs: 10 });
const cnn: Shapes = { kind: 'cnn', channels: 1, convolutions: [8, 8, 16, 16], outputs: 10 };
const network = (name: string, shapes: Shapes): ReadNetwork => ({
  file: { name, digest: `digest of ${name}` },
  shapes,
});
const hints: NetworkHints = {
  dataset: 'mnist',
  points: USUAL_POINTS,
  own: null,
  activation: 'tanh',
  loss: 'mse',
  layers: null,
  normalization: null,
};

describe('what is inferred', () => {
  it('proposes what is set where it fits, and a pool where channels grow', () => {
    const normalization = [{ mean: 0, standardDeviation: 1 }];
    const mnist = parseExperiment({
      version: 2,
      dataset: 'mnist',
      activation: 'tanh',
      normalization,
    });
    expect(proposedHints(mlp(64), mnist)).toEqual({
      dataset: 'mnist',
      points: { ...USUAL_POINTS, classes: 10 },
      own: null,
      activation: 'tanh',
      loss: 'cross-entropy',
      layers: null,
      normalization,
    });
    // How pixels of other images are scaled says nothing.
    expect(proposedHints({ ...cnn, channels: 3 }, mnist).normalization).toBeNull();
    const used = withNetworks(quick, [network('a', mlp(64))], { ...hints, normalization });
    expect(used.normalization).toEqual(normalization);
    expect(knownHints(mlp(64), used)?.normalization).toEqual(normalization);
    expect(proposedHints(cnn, quick).layers).toEqual([8, 8, 'avg', 16, 16]);
    expect(proposedHints({ ...cnn, channels: 3 }, quick).dataset).toBe('cifar-10');
    const arms: Shapes = { kind: 'mlp', inputs: 2, hidden: [8], outputs: 4 };
    const spirals = parseExperiment({ version: 3, dataset: 'spirals', points: { seed: 7 } });
    const proposed = proposedHints(arms, spirals);
    expect(proposed).toMatchObject({ dataset: 'spirals', points: { seed: 7, classes: 4 } });
    expect(withNetworks(spirals, [network('a', arms)], proposed).points.classes).toBe(4);
  });

  it('refuses networks that differ, and those of no dataset', () => {
    const wide = network('a', mlp(64));
    expect(() => commonShapes([wide, network('b', mlp(32, 32))])).toThrow(
      'a is 784-64-10, but b is 784-32-32-10',
    );
    // Two perceptrons may differ in their widths, not three.
    expect(commonShapes([wide, network('b', mlp(32))])).toEqual(mlp(64));
    expect(() => commonShapes([wide, wide, network('c', mlp(32))])).toThrow(
      'a is 784-64-10, but c is 784-32-10',
    );
    const odd: Shapes = { kind: 'mlp', inputs: 5, hidden: [3], outputs: 2 };
    expect(() => commonShapes([network('a', odd)])).toThrow('a: expected the inputs and outputs');
  });
});

describe('an experiment on networks of files', () => {
  it('takes two as A and B, without what only a training gives', () => {
    const before = parseExperiment({
      version: 2,
      alignment: { method: 'scales' },
      networks: [
        { initialisation: 5, order: 6 },
        { initialisation: 7, order: 8, fork: 100 },
        { initialisation: 9, order: 9 },
      ],
      plane: { kind: 'trajectory', anchors: ['A0', 'B', 'pi(A0)'] },
      measurements: { initialisations: true, transfer: {} },
    });
    const pair = [network('a', mlp(8, 4)), network('b', mlp(8, 4))];
    const after = withNetworks(before, pair, hints);
    expect(architectureOf(after)).toMatchObject({ hidden: [8, 4], activation: 'tanh' });
    expect(after.networks.map(({ file, fork }) => [file?.name, fork])).toEqual([
      ['a', null],
      ['b', null],
    ]);
    expect(after).toMatchObject({
      dataset: 'mnist',
      loss: 'mse',
      alignment: { method: 'activation' },
      plane: { kind: 'points', anchors: ['A', 'B', 'pi(A)'] },
      measurements: { initialisations: false, transfer: null },
    });
  });

  it('takes one file after the other as A, B, C', () => {
    let experiment = quick;
    for (const name of ['a', 'b', 'c']) {
      const one = network(name, mlp(64));
      experiment = withNetworks(experiment, [one], hints);
    }
    expect(experiment.networks.map(({ file }) => file?.name)).toEqual(['a', 'b', 'c']);
    expect(knownHints(mlp(64), experiment)).toEqual(hints);
    expect(() => knownHints(mlp(32), experiment)).toThrow(
      'Expected a network like a (784-64-10 on MNIST), got 784-32-10',
    );
    expect(knownHints(mlp(32), quick)).toBeNull();
  });

  it('takes two of unequal widths, with optimal transport', () => {
    const before = parseExperiment({
      version: 2,
      curves: { kinds: ['bezier'], ends: 'A and B' },
      plane: { kind: 'points', anchors: ['A', 'B', 'A0'] },
      measurements: { averages: 'to-first', transfer: {} },
    });
    const after = withNetworks(before, [network('a', mlp(8, 4)), network('b', mlp(16, 5))], hints);
    expect(architectureOf(after, 'A')).toMatchObject({ hidden: [8, 4] });
    expect(architectureOf(after, 'B')).toMatchObject({ hidden: [16, 5] });
    expect(after).toMatchObject({
      alignment: { method: 'transport' },
      curves: { ends: 'pi(A) and B' },
      plane: { anchors: ['pi(A)', 'B', 'Bezier control'] },
      measurements: { averages: 'none', transfer: null },
    });
    // A pair of one width after it has the same for all again.
    const again = withNetworks(after, [network('a', mlp(8)), network('b', mlp(8))], hints);
    expect(again.networks.map(({ hidden }) => hidden)).toEqual([null, null]);
  });

  it('refuses pools that do not fit', () => {
    const layers = [8, 'avg', 16] as const;
    expect(() => withNetworks(quick, [network('a', cnn)], { ...hints, layers })).toThrow(
      'Expected layers with the convolutions 8-8-16-16',
    );
  });
});

describe('files that are dropped', () => {
  let store: TinyStore | undefined;
  afterEach(() => store?.close());

  it('are explored without training, give what was saved, and are forgotten', async () => {
    const opened = (store = tinyStore());
    const { importNetworks, answer, removeNetworks, state } = opened;
    const naive = pathRef('naive');
    opened.train();
    await opened.idle();
    const before = opened.result(naive).loss;
    const files = (['A', 'B'] as const).map((name) => {
      const { architecture, weights } = opened.result(networkRef(name));
      return new File([writeSafetensors(layoutOf(architecture), weights)], `${name}.safetensors`);
    });
    await importNetworks(files);
    const { asked } = state();
    expect(asked?.networks.map(({ shapes }) => shapes)).toEqual([mlp(8), mlp(8)]);
    answer(asked?.proposed ?? null);
    expect(opened.task(naive).status).toBe('stale');
    opened.jobs.length = 0;
    opened.train();
    await opened.idle();
    expect(opened.jobs).not.toContain('train');
    expect(opened.result(naive).loss).toEqual(before);

    const other = layoutOf({
      kind: 'mlp',
      inputs: 784,
      hidden: [4],
      outputs: 10,
      activation: 'relu',
    });
    const wrong = new File(
      [writeSafetensors(other, new Float32Array(other.size))],
      'w.safetensors',
    );
    await importNetworks([wrong]);
    expect(opened.texts().at(-1)).toContain('Expected a network like A.safetensors (784-8-10 on');
    await importNetworks([new File(['no weights'], 'n.safetensors')]);
    expect(opened.texts().at(-1)).toContain('safetensors');

    await removeNetworks();
    const { experiment } = state();
    expect(experiment.networks.map(({ file }) => file)).toEqual([null, null]);
  });
});
