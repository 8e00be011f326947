/**
 * Git Re-Basin's point that training makes the difference (Ainsworth et al. 2022, Sec. 5): two networks made by hand that
 * compute the same function, which no permutation brings into one valley. Theirs have PReLU units; these, ReLU.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { layoutOf, tensorNamed, view } from '../../src/model/layout';
import { permute, type Permutation } from '../../src/model/permutation';
import { randomFrom } from '../../src/model/random';
import type { Mlp } from '../../src/model/architecture';
import type { Weights } from '../../src/model/weights';
import type { Dataset, Samples } from '../../src/data/dataset';
import type { Engine } from '../../src/engine/engine';
import { barrier } from '../../src/science/barrier';
import { evaluate } from '../../src/science/evaluate';
import { collect } from '../support/collect';
import { createNodeWasmEngine } from '../support/wasm';

const architecture: Mlp = {
  ...{ kind: 'mlp', inputs: 2, hidden: [2, 2], outputs: 2, activation: 'relu' },
};
const layout = layoutOf(architecture);

/** Points of the square from -1 to 1; class 1 is the quadrant of two positive coordinates. */
function quadrantTask(count: number): Samples {
  const random = randomFrom(3);
  const images = Uint8Array.from({ length: 2 * count }, () => random.below(256));
  const labels = Uint8Array.from({ length: count }, (_, i) =>
    Number(images[2 * i]! > 127 && images[2 * i + 1]! > 127),
  );
  return { count, images, labels };
}

const samples = quadrantTask(1024);
const dataset: Dataset = {
  ...{ id: 'quadrant', pixels: 2, classes: 2, train: samples, test: samples },
  normalization: [{ mean: 0.5, standardDeviation: 0.5 }],
};

/** How much a coordinate below 0 weighs, and what is left of the logit where none is. */
const STEEP = 40;
const LEFT = 0.2;

/**
 * Layer 1 finds how far one coordinate is below 0 and hands the other on; layer 2 does the same to that one. The logit
 * of class 1 falls by both.
 *
 * @param first the coordinate, 0 or 1, that layer 1 looks at
 */
function byHand(first: 0 | 1): Weights {
  const weights = new Float32Array(layout.size);
  const set = (name: string, values: readonly number[]) =>
    view(weights, tensorNamed(layout, name)).set(values);
  const [looks, hands] =
    first === 0
      ? [
          [-STEEP, 0],
          [0, 1],
        ]
      : [
          [0, -STEEP],
          [1, 0],
        ];
  set('layers.0.weight', [...looks, ...hands]);
  set('layers.0.bias', [0, 1]);
  set('layers.1.weight', [1, 0, 0, -STEEP]);
  set('layers.1.bias', [0, STEEP]);
  set('layers.2.weight', [0, 0, -STEEP, -STEEP]);
  set('layers.2.bias', [0, STEEP * LEFT]);
  return weights;
}

const same = Uint32Array.of(0, 1);
const swapped = Uint32Array.of(1, 0);
const PERMUTATIONS: readonly (readonly [string, readonly Permutation[]])[] = [
  ['no units', [same, same]],
  ['the first layer', [swapped, same]],
  ['the second layer', [same, swapped]],
  ['both layers', [swapped, swapped]],
];

describe('two networks of the same function, made by hand', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createNodeWasmEngine('plain');
    await engine.load(dataset);
  });

  const along = async (start: Weights) => {
    const alphas = Float64Array.from({ length: 21 }, (_, i) => i / 20);
    const options = {
      ...({ architecture, loss: 'cross-entropy', split: 'test', samples: samples.count } as const),
      basis: [start, byHand(1)],
    };
    const rows = Float64Array.from([...alphas].flatMap((alpha) => [1 - alpha, alpha]));
    const { result } = await collect(evaluate(engine, options, rows));
    return { alphas, ...result };
  };

  it.each(PERMUTATIONS)('have a barrier between them with %s of A swapped', async (_, swaps) => {
    const path = await along(permute(architecture, byHand(0), swaps));
    for (const end of [0, 20]) {
      expect(path.loss[end]).toBeLessThan(0.05);
      expect(path.accuracy[end]).toBeGreaterThan(0.98);
    }
    const { overChord, midpointAccuracy } = barrier(path);
    expect(overChord).toBeGreaterThan(1);
    expect(midpointAccuracy).toBeLessThan(0.9);
  });
});
