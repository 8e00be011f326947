import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import { combine, dot, type Weights } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import {
  angleBetween,
  layerSlerp,
  slerp,
  slerpCoefficients,
} from '../../../src/science/paths/slerp';
import { layerRanges } from '../../../src/science/paths/layerwise';
import { alphas, coefficientTable, networkAt } from '../../../src/science/paths/path';
import { expectWithin } from '../../support/close';
import { engineOn } from '../../support/engineOn';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine } from '../../support/wasm';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [6, 5],
  outputs: 4,
  activation: 'relu',
};
const random = randomFrom(5);
const draw = (seed: number): Weights =>
  initialise(architecture, 'he-normal', randomFrom(seed)).map((w) => w + 0.1 * random.normal());
const [a, b] = [draw(1), draw(2)];
const norm = (w: Weights) => Math.sqrt(dot(w, w));

describe.each([
  ['of the whole network', () => slerp(a, b)],
  ['of each layer', () => layerSlerp(architecture, a, b)],
])('an arc %s', (_, make) => {
  const curve = make();

  it('meets both ends to the last bit', () => {
    expect(networkAt(curve, 0)).toEqual(a);
    expect(networkAt(curve, 1)).toEqual(b);
  });

  it('is evaluated as the networks that it goes through, though its coefficients do not sum to 1', async () => {
    const places = alphas(5);
    for (const create of [createOracleEngine, () => createNodeWasmEngine('relaxed')]) {
      const engine: DatasetEngine = await engineOn(create(), patterns());
      const on = { architecture, loss: 'cross-entropy', split: 'test', samples: 60 } as const;
      const evaluate = async (basis: readonly Weights[], table: Float64Array<ArrayBuffer>) => {
        const evaluator = await engine.evaluator({ ...on, basis });
        const { loss } = await evaluator.evaluate(table);
        evaluator.dispose();
        return loss;
      };
      const along = await evaluate(curve.basis, coefficientTable(curve.path, places));
      const points = Array.from(places, (t) => networkAt(curve, t));
      const each = points.flatMap((_, i) => points.map((_, k) => Number(k === i)));
      expectWithin(along, await evaluate(points, Float64Array.from(each)), 1e-5);
      engine.dispose();
    }
  });
});

describe('a great arc', () => {
  const curve = slerp(
    a,
    b.map((w) => (w * norm(a)) / norm(b)),
  );

  it('keeps the length and turns evenly', () => {
    const angle = angleBetween(a, b);
    for (const t of [0.2, 0.5, 0.9]) {
      const here = networkAt(curve, t);
      expect(norm(here)).toBeCloseTo(norm(a), 4);
      expect(angleBetween(a, here)).toBeCloseTo(t * angle, 5);
    }
  });

  it('keeps the length of each layer where layers turn by themselves', () => {
    const [ranges, half] = [
      layerRanges(architecture),
      networkAt(layerSlerp(architecture, a, a.toReversed()), 0.5),
    ];
    const back = a.toReversed();
    ranges.slice(1).forEach((end, l) => {
      const [x, y, z] = [a, back, half].map((w) => w.slice(ranges[l], end));
      const angle = angleBetween(x!, y!);
      const scale = 1 / (2 * Math.cos(angle / 2));
      expectWithin(z!, combine([x!, y!], [scale, scale]), 1e-5);
    });
  });
});

describe('ends without a single shortest arc', () => {
  it('of one direction have the line', () => {
    const twice = a.map((w) => 2 * w);
    expect(angleBetween(a, twice)).toBeLessThan(1e-6);
    expect(networkAt(slerp(a, twice), 0.25)).toEqual(combine([a, twice], [0.75, 0.25]));
    expect(slerpCoefficients(0)(0.25)).toEqual([0.75, 0.25]);
    const small = slerpCoefficients(1e-5)(0.25);
    expectWithin(small, [0.75, 0.25], 1e-10);
  });

  it('of which one is zero have the line', () => {
    const zero = new Float32Array(a.length);
    expect(networkAt(slerp(zero, b), 0.5)).toEqual(combine([b], [0.5]));
  });

  it('that are opposite are refused', () => {
    expect(() =>
      slerp(
        a,
        a.map((w) => -w),
      ),
    ).toThrow('minus the other');
  });
});
