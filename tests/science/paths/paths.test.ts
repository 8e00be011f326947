import { beforeAll, describe, expect, it } from 'vitest';
import { CURVE_NAMES, CURVES, isFitted } from '../../../src/jobs/paths';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import { combine, type Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { evaluate } from '../../../src/science/evaluate';
import { fit } from '../../../src/science/paths/fit';
import { mixed } from '../../../src/science/paths/layerwise';
import { alphas, networkAt, type Curve } from '../../../src/science/paths/path';
import { PATHS, type Ends, type Relaxing, type PathEntry } from '../../../src/science/paths/paths';
import { walk } from '../../../src/science/paths/walk';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine } from '../../support/wasm';

const ARCHITECTURES: Architecture[] = [
  { kind: 'mlp', inputs: 16, hidden: [6, 5], outputs: 4, activation: 'relu' },
  { kind: 'cnn', channels: 1, side: 4, layers: [3, 'avg', 3], outputs: 4, activation: 'tanh' },
];

describe.each(ARCHITECTURES)('$kind', (architecture) => {
  let engine: DatasetEngine;
  const [a, b] = [1, 2].map((seed) => initialise(architecture, 'he-normal', randomFrom(seed))) as [
    Weights,
    Weights,
  ];
  const options = {
    architecture,
    loss: 'cross-entropy' as const,
    trainingSamples: 200,
    batch: 20,
    epochs: 4,
    orderSeed: 1,
    optimizer: { kind: 'sgd' as const, learningRate: 0.05, momentum: 0.9, weightDecay: 0 },
  };
  const relaxing: Relaxing = { ...options, samples: 20 };
  const evaluation = { split: 'test', samples: 20, finalSamples: 60 } as const;

  beforeAll(async () => {
    engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
  });

  const join = async (entry: PathEntry, size: number): Promise<Curve> => {
    const ends: Ends = { architecture, a, b, size };
    if (entry.found === 'at once') return entry.join(ends);
    if (entry.found === 'by fit') {
      const path = entry.through(size);
      const { result } = await collect(fit(engine, { ...options, evaluation, path, a, b }));
      return { path, basis: [a, ...result.controls, b] };
    }
    const { chain: basis } = (await collect(entry.relax(engine, ends, relaxing))).result;
    return { path: entry.through(basis.length - 2), basis };
  };

  const meanLoss = async ({ path, basis }: Curve) => {
    const on = { architecture, loss: 'cross-entropy', split: 'train', samples: 200 } as const;
    const places = Array.from(alphas(9), (alpha) => path.coefficientsAt(alpha)).flat();
    const tiles = evaluate(engine, { ...on, basis }, Float64Array.from(places));
    return (await collect(tiles)).result.loss.reduce((sum, loss) => sum + loss, 0) / 9;
  };

  it.each(CURVE_NAMES)('%s meets its ends', async (name) => {
    const entry: PathEntry = PATHS[name];
    const { size: own } = CURVES[name];
    const sizes = own === null ? [0] : [own.least, 3];
    for (const size of sizes) {
      const curve = await join(entry, size);
      expect(curve.basis).toHaveLength(curve.path.points);
      const end = name === 'layer-line' ? mixed(architecture, a, b, size) : b;
      expect(networkAt(curve, 0)).toEqual(a);
      expect(networkAt(curve, 1)).toEqual(end);
      if (isFitted(name))
        expect(await meanLoss(curve)).toBeLessThan(
          0.99 * (await meanLoss(await join(PATHS.line, 0))),
        );
    }
  });

  it('is walked along: what is measured is of the networks on it', async () => {
    const curve = PATHS['layer-slerp'].join({ architecture, a, b, size: 0 });
    const places = alphas(5);
    const samples = { train: 50, test: 30 };
    const splits = ['train', 'test'] as const;
    const on = { architecture, loss: 'cross-entropy', samples, alphas: places } as const;
    const { progress, result } = await collect(
      walk(engine, curve, { ...on, splits, compared: 30 }),
    );
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    expect(progress.at(-1)).toBe(1);
    const middle = networkAt(curve, 0.5);
    const single = async (split: 'train' | 'test', weights: Weights) => {
      const options = { architecture, loss: 'cross-entropy', basis: [weights] } as const;
      const tiles = evaluate(
        engine,
        { ...options, split, samples: samples[split] },
        Float64Array.of(1),
      );
      return (await collect(tiles)).result;
    };
    for (const [k, split] of splits.entries()) {
      const along = result.along[k]!;
      const alone = await single(split, middle);
      expect(along.loss[2]).toBeCloseTo(alone.loss[0]!, 4);
      expect(along.midpointLoss).toBe(along.loss[2]);
    }
    const { withStart, withEnd } = result.disagreement!;
    expect(withStart[0]).toBe(0);
    expect(withEnd.at(-1)).toBe(0);
    expect(withStart.at(-1)).toBeGreaterThan(0);
    expect(withStart.at(-1)).toBe(withEnd[0]);
    const gap = combine([a, b], [1, -1]);
    expect(result.fromEnd[0]).toBeCloseTo(Math.sqrt(gap.reduce((s, x) => s + x * x, 0)), 4);
    expect(result.arc.at(-1)).toBeGreaterThan(result.fromEnd[0]!);
  });
});
