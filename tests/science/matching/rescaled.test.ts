import { beforeAll, describe, expect, it } from 'vitest';
import { hiddenWidths } from '../../../src/model/architecture';
import { permute } from '../../../src/model/permutation';
import { randomFrom } from '../../../src/model/random';
import { rescale } from '../../../src/model/rescaling';
import type { DatasetEngine } from '../../../src/engine/engine';
import { matchFlips, type RescaledMatch } from '../../../src/science/matching/flips';
import { matchScales } from '../../../src/science/matching/scales';
import { largestLogitDifference } from '../../../src/science/sameFunction';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { expectWithin } from '../../support/close';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import { cnn, mlp, randomNetwork, randomPermutations } from '../../support/randomNetworks';

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createOracleEngine(), patterns());
});

const parts = (matches: readonly RescaledMatch[]) => ({
  permutations: matches.map(({ permutation }) => permutation),
  factors: matches.map(({ factors }) => factors),
});

describe.each([mlp(9, 8), cnn(4, 'avg', 5)])('%j', (relu) => {
  const tanh = { ...relu, activation: 'tanh' } as const;
  const random = randomFrom(2);
  const planted = randomPermutations(relu, 20);
  const draw = (value: () => number) =>
    hiddenWidths(relu).map((units) => Float64Array.from({ length: units }, value));

  it.each(['cosine', 'correlation'] as const)(
    'recovers planted flips by %s',
    async (similarity) => {
      const a = randomNetwork(tanh, 4);
      const signs = draw(() => (random.below(2) === 0 ? -1 : 1));
      const b = rescale(tanh, permute(tanh, a, planted), signs);
      const options = {
        architecture: tanh,
        a,
        b,
        similarity,
        stage: 'after',
        samples: 60,
      } as const;
      const { result } = await collect(matchFlips(engine, options));
      const { permutations, factors } = parts(result);
      expect(permutations).toEqual(planted);
      expect(factors).toEqual(signs);
      expect(rescale(tanh, permute(tanh, a, permutations), factors)).toEqual(b);
      for (const { similarities } of result)
        for (const s of similarities) expect(s).toBeCloseTo(1, 6);
    },
  );

  it('recovers planted scales', async () => {
    const a = randomNetwork(relu, 5);
    const scales = draw(() => Math.exp(random.normal()));
    const b = rescale(relu, permute(relu, a, planted), scales);
    const options = { architecture: relu, a, b, samples: 60 };
    const { permutations, factors } = parts((await collect(matchScales(engine, options))).result);
    expect(permutations).toEqual(planted);
    factors.forEach((own, l) => expectWithin(own, scales[l]!, 1e-4));
    expectWithin(rescale(relu, permute(relu, a, permutations), factors), b, 1e-4);
  });

  it('aligns different networks without changing what they compute', async () => {
    const [a, b] = [randomNetwork(relu, 6), randomNetwork(relu, 7)];
    const options = { architecture: relu, a, b, samples: 60 };
    const { permutations, factors } = parts((await collect(matchScales(engine, options))).result);
    const aligned = rescale(relu, permute(relu, a, permutations), factors);
    expect(await largestLogitDifference(engine, relu, a, aligned, 60)).toBeLessThan(1e-4);
    const moments = { architecture: relu, a: aligned, b, samples: 60, stage: 'after' } as const;
    for (const [l, { squareA, squareB }] of (await engine.moments(moments)).entries())
      squareA.forEach((square, i) => {
        // Units that are not in proportion keep their own size.
        if (factors[l]![i] !== 1) expect(square / squareB[i]!).toBeCloseTo(1, 3);
      });
  });

  it('throws no network far away for units that hardly fire, or fire at other images', async () => {
    for (const seed of [6, 8, 10, 12]) {
      const [a, b] = [randomNetwork(relu, seed), randomNetwork(relu, seed + 1)];
      const faint = hiddenWidths(relu).map((units) =>
        Float64Array.from({ length: units }, (_, i) => (i % 2 === 0 ? 1e-4 : 1)),
      );
      const dimmed = rescale(relu, a, faint);
      const options = { architecture: relu, a: dimmed, b, samples: 60 };
      const { result } = await collect(matchScales(engine, options));
      for (const { factors, similarities } of result)
        factors.forEach((factor, i) => {
          expect(factor).toBeGreaterThanOrEqual(1 / 20);
          expect(factor).toBeLessThanOrEqual(20);
          if (similarities[i]! < 0.7) expect(factor).toBe(1);
        });
    }
  });
});

it('says which activation has the symmetry', async () => {
  const architecture = mlp(3);
  const a = randomNetwork(architecture, 1);
  const flips = matchFlips(engine, {
    architecture,
    a,
    b: a,
    similarity: 'cosine',
    stage: 'after',
    samples: 10,
  });
  await expect(collect(flips)).rejects.toThrow('Expected a tanh network');
  const tanh = { ...architecture, activation: 'tanh' } as const;
  const scales = matchScales(engine, { architecture: tanh, a, b: a, samples: 10 });
  await expect(collect(scales)).rejects.toThrow('Expected a ReLU network');
});
