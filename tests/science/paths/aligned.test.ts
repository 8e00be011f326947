import { expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { permute } from '../../../src/model/permutation';
import { randomFrom, shuffled } from '../../../src/model/random';
import type { Weights } from '../../../src/model/weights';
import { matchActivations } from '../../../src/science/matching/activationMatching';
import { bezier } from '../../../src/science/paths/bezier';
import { fit, type FitOptions } from '../../../src/science/paths/fit';
import { pathGeometry } from '../../../src/science/paths/measures';
import { alphas } from '../../../src/science/paths/path';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine } from '../../support/wasm';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [8, 7],
  outputs: 4,
  activation: 'relu',
};

/** Length of the fitted curve from `a` to `b`. */
const lengthOf = (a: Weights, controls: readonly Weights[], b: Weights): number =>
  pathGeometry({ path: bezier(1), basis: [a, ...controls, b] }, alphas(3)).arc.at(-1)!;

it('undoes a planted permutation first, and then joins what lies close by', async () => {
  const engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
  const random = randomFrom(4);
  const b = initialise(architecture, 'he-normal', random);
  const near = b.map((w) => w + 0.02 * random.normal());
  const a = permute(architecture, near, [shuffled(random, 8), shuffled(random, 7)]);
  const options: FitOptions = {
    architecture,
    loss: 'cross-entropy',
    path: bezier(1),
    a,
    b,
    orderSeed: 1,
    trainingSamples: 200,
    batch: 50,
    epochs: 1,
    optimizer: { kind: 'sgd', learningRate: 0.01, momentum: 0, weightDecay: 0 },
    evaluation: { split: 'test', samples: 20, finalSamples: 60 },
  };
  const of = { architecture, a, b, samples: 200 } as const;
  const match = matchActivations(engine, { ...of, similarity: 'cosine', stage: 'after' });
  const { result } = await collect(match);
  const permuted = permute(
    architecture,
    a,
    result.map(({ permutation }) => permutation),
  );
  expect(permuted).toEqual(near);
  const joined = (await collect(fit(engine, { ...options, a: permuted }))).result;
  const naive = (await collect(fit(engine, options))).result;
  const curve = lengthOf(permuted, joined.controls, b);
  expect(curve).toBeLessThan(0.2 * lengthOf(a, naive.controls, b));
});
