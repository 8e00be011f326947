import { expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { permute } from '../../../src/model/permutation';
import { randomFrom, shuffled } from '../../../src/model/random';
import type { Weights } from '../../../src/model/weights';
import { matchActivations } from '../../../src/science/matching/activation';
import { aligned, alignThenJoin } from '../../../src/science/paths/aligned';
import { bezier } from '../../../src/science/paths/bezier';
import { fit, type FitOptions } from '../../../src/science/paths/fit';
import { pathMeasures } from '../../../src/science/paths/measures';
import { alphas } from '../../../src/science/paths/path';
import { collect } from '../../support/collect';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine } from '../../support/wasm';

const architecture: Architecture = {
  ...{ kind: 'mlp', inputs: 16, hidden: [8, 7], outputs: 4, activation: 'relu' },
};

/** Length of the fitted curve from `a` to `b`. */
function lengthOf(a: Weights, controls: readonly Weights[], b: Weights): number {
  const places = alphas(3);
  const evaluated = { loss: new Float64Array(3), accuracy: new Float64Array(3) };
  const classes = Array.from(places, () => new Uint8Array(1));
  const results = { alphas: places, train: evaluated, test: evaluated, classes };
  return pathMeasures({ path: bezier(1), basis: [a, ...controls, b] }, results).arc.at(-1)!;
}

it('undoes a planted permutation first, and then joins what lies close by', async () => {
  const engine = await createNodeWasmEngine('relaxed');
  await engine.load(patterns());
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
  const { progress, result } = await collect(
    alignThenJoin(architecture, a, match, (permuted) => fit(engine, { ...options, a: permuted })),
  );
  expect(result.permuted).toEqual(near);
  expect(progress.map((step) => 'layers' in step)).toContain(true);
  expect(progress.at(-1)).toMatchObject({ step: 4, steps: 4 });
  const naive = (await collect(fit(engine, options))).result;
  const curve = lengthOf(result.permuted, result.joined.controls, b);
  expect(curve).toBeLessThan(0.2 * lengthOf(a, naive.controls, b));
});

it('leaves a network as it is under identities', () => {
  const a = initialise(architecture, 'he-normal', randomFrom(1));
  const identities = [8, 7].map((n) => ({
    permutation: Uint32Array.from({ length: n }, (_, i) => i),
  }));
  expect(aligned(architecture, a, identities)).toEqual(a);
});
