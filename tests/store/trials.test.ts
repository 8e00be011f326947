/** How pixels were scaled for networks from files. */
import { describe, expect, it } from 'vitest';
import { USUAL_POINTS } from '../../src/data/points';
import type { Normalization } from '../../src/data/dataset';
import type { DataSettings } from '../../src/jobs/jobs';
import type { Pool } from '../../src/client/workerPool';
import type { NetworkHints } from '../../src/store/checkpoints';
import { bestOf, guessOf, tryNormalizations, type Trial } from '../../src/store/trials';

const network = {
  shapes: { kind: 'mlp', inputs: 784, hidden: [8, 8], outputs: 10 } as const,
  weights: new Float32Array(6442),
};
const hints: NetworkHints = {
  dataset: 'fashion-mnist',
  points: USUAL_POINTS,
  own: null,
  activation: 'relu',
  loss: 'mse',
  normalization: null,
  layers: null,
};
const signal = new AbortController().signal;
const loaded = { load: () => Promise.resolve() };

/** Answers jobs that score by the normalisation that they name. */
function scoring(accuracyOf: (data: DataSettings, call: number) => number) {
  const requests: unknown[] = [];
  const run: Pool['run'] = (name, request) => {
    if (typeof request === 'function') throw new Error('Expected a request.');
    const at = requests.push({ name, ...request }) - 1;
    const { data } = request as { data: DataSettings };
    const score = { loss: 1, accuracy: accuracyOf(data, at) };
    return Promise.resolve(score as never);
  };
  return { requests, pool: { run } };
}

describe('trials', () => {
  it('are of the usual ways, each on 500 test images', async () => {
    const { requests, pool } = scoring(({ normalization }) =>
      normalization === null ? 0.47 : normalization[0]?.mean === 0 ? 0.83 : 0.31,
    );
    const trials = await tryNormalizations({ pool, datasets: loaded }, [network], hints, signal);
    expect(trials.map(({ word, accuracy }) => [word, accuracy])).toEqual([
      ['dataset', 0.47],
      ['0..1', 0.83],
      ['-1..1', 0.31],
    ]);
    expect(bestOf(trials)?.word).toBe('0..1');
    for (const request of requests)
      expect(request).toMatchObject({ name: 'score', samples: 500, split: 'test', loss: 'mse' });
  });

  it('are means over the networks, and of a way of their own, too', async () => {
    const { pool, requests } = scoring((_, call) => (call % 2 === 0 ? 0.5 : 0.7));
    const own = { ...hints, normalization: [{ mean: 0.3, standardDeviation: 0.4 }] };
    const trials = await tryNormalizations(
      { pool, datasets: loaded },
      [network, network],
      own,
      signal,
    );
    expect(trials.map(({ word }) => word)).toEqual(['dataset', '0..1', '-1..1', 'own']);
    expect(requests).toHaveLength(8);
    for (const { accuracy } of trials) expect(accuracy).toBeCloseTo(0.6, 12);
  });

  it('say what keeps them from being made', async () => {
    const { pool, requests } = scoring(() => 1);
    const datasets = { load: () => Promise.reject(new Error('')) };
    const colours = { ...network, shapes: { ...network.shapes, inputs: 3072 } };
    await expect(
      tryNormalizations({ pool, datasets }, [colours], { ...hints, dataset: 'cifar-10' }, signal),
    ).rejects.toThrow('CIFAR-10 is not here, as its files have to be brought first.');
    await expect(
      tryNormalizations(
        { pool, datasets: loaded },
        [network],
        {
          ...hints,
          normalization: Array<Normalization>(2).fill({ mean: 0.3, standardDeviation: 1 }),
        },
        signal,
      ),
    ).rejects.toThrow('each of 1 channels, got 2');
    expect(requests.length).toBeLessThanOrEqual(3);
  });
});

describe('the best', () => {
  const trial = (word: Trial['word'], accuracy: number, loss: number) => ({ word, accuracy, loss });

  it('has the lowest loss among equal accuracies, and is the first where all are alike', () => {
    expect(bestOf([trial('dataset', 0.8, 2), trial('0..1', 0.8, 1)])?.word).toBe('0..1');
    expect(bestOf([trial('dataset', 0.8, 1), trial('0..1', 0.8, 1)])?.word).toBe('dataset');
    expect(bestOf([trial('dataset', 0.1, Infinity), trial('0..1', 0.2, Infinity)])?.word).toBe(
      '0..1',
    );
    expect(bestOf([])).toBeNull();
  });
});

describe('the way to begin with', () => {
  const FASHION = { dataset: 'fashion-mnist' } as const;
  const trials = (own: number, scaled: number): Trial[] => [
    { word: 'dataset', accuracy: own, loss: 1 },
    { word: '0..1', accuracy: scaled, loss: 1 },
  ];

  it('is the best of trained networks, and of poor ones where it leads clearly', () => {
    expect(guessOf(trials(0.81, 0.83), 'dataset', FASHION)).toBe('0..1');
    expect(guessOf(trials(0.2, 0.5), 'dataset', FASHION)).toBe('0..1');
  });

  it('is the proposed one where all are right by chance, or nothing was tried', () => {
    expect(guessOf(trials(0.06, 0.08), 'dataset', FASHION)).toBe('dataset');
    expect(guessOf(trials(0.1, 0.08), '0..1', FASHION)).toBe('0..1');
    expect(guessOf([], '-1..1', FASHION)).toBe('-1..1');
  });
});
