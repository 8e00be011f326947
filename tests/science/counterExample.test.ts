/**
 * Git Re-Basin's point that training makes the difference (Ainsworth et al. 2023, Sec. 5): two networks made by hand that
 * compute the same function, which no permutation brings into one valley. Theirs have PReLU units; these, ReLU.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyPermutation } from '../../src/model/enumeration';
import { layoutOf, tensorNamed, view } from '../../src/model/layout';
import { permute } from '../../src/model/permutation';
import type { Mlp } from '../../src/model/architecture';
import type { Weights } from '../../src/model/weights';
import { makeQuadrant } from '../../src/data/quadrant';
import type { DatasetEngine } from '../../src/engine/engine';
import { readWeightsFile } from '../../src/files/readNetwork';
import { writeSafetensors } from '../../src/files/safetensors';
import { barrier } from '../../src/science/barrier';
import { evaluate } from '../../src/science/evaluate';
import { engineOn } from '../support/engineOn';
import { collect } from '../support/collect';
import { ENGINES } from '../support/engines';

const architecture: Mlp = {
  kind: 'mlp',
  inputs: 2,
  hidden: [2, 2],
  outputs: 2,
  activation: 'relu',
};
const layout = layoutOf(architecture);

const fileOf = (name: 'a' | 'b') => {
  const file = `../../experiments/networks/git-re-basin-counter-example-${name}.safetensors`;
  return new Uint8Array(readFileSync(new URL(file, import.meta.url)));
};
const shipped = (name: 'a' | 'b') => readWeightsFile(name, fileOf(name)).weights;

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

it.each([
  ['a', 0],
  ['b', 1],
] as const)('the file of network %s holds what is made by hand', (name, first) => {
  expect(fileOf(name)).toEqual(writeSafetensors(layout, byHand(first)));
});

describe.each(ENGINES)('on %s', (_, create) => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(create(), makeQuadrant());
  });
  afterAll(() => engine.dispose());

  it('there is a barrier between them under every permutation', async () => {
    const alphas = Float64Array.from({ length: 21 }, (_, i) => i / 20);
    const rows = Float64Array.from([...alphas].flatMap((alpha) => [1 - alpha, alpha]));
    const barriers: number[] = [];
    for (const permutations of everyPermutation(architecture)) {
      const options = {
        ...({ architecture, loss: 'cross-entropy', split: 'test', samples: 1024 } as const),
        basis: [permute(architecture, shipped('a'), permutations), shipped('b')],
      };
      const { result } = await collect(evaluate(engine, options, rows));
      for (const end of [0, 20]) {
        expect(result.loss[end]).toBeLessThan(1e-3);
        expect(result.accuracy[end]).toBe(1);
      }
      const { overChord, midpointAccuracy } = barrier({ alphas, ...result });
      expect(midpointAccuracy).toBeLessThan(0.8);
      barriers.push(overChord);
    }
    // With no units exchanged, those of layer 2, those of layer 1, both.
    expect(barriers.map((nats) => Number(nats.toFixed(1)))).toEqual([2.1, 2.1, 398, 400]);
  });
});
