import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { affineLayers } from '../../../src/model/architecture';
import { layoutOf, tensorNamed, view } from '../../../src/model/layout';
import { identity, invert, permute } from '../../../src/model/permutation';
import { dot } from '../../../src/model/weights';
import { inputLevels } from '../../../src/data/dataset';
import type { DatasetEngine } from '../../../src/engine/engine';
import { foof } from '../../../src/science/matching/foof';
import {
  descentDirection,
  matchInitialisations,
  type InitialMatchingOptions,
} from '../../../src/science/matching/initialMatching';
import { inputMoments } from '../../../src/science/matching/inputs';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { expectWithin, largest } from '../../support/close';
import { forward } from '../../support/oracle';
import { createOracleEngine } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import { cnn, mlp, randomNetwork } from '../../support/randomNetworks';
import { createNodeWasmEngine } from '../../support/wasm';

const SAMPLES = 40;
const dataset = patterns();
const levels = inputLevels(dataset.normalization);
const images = Array.from({ length: SAMPLES }, (_, s) =>
  Float64Array.from(dataset.train.images.subarray(16 * s, 16 * s + 16), (level) => levels[level]!),
);

describe.each([
  ['oracle', () => Promise.resolve(createOracleEngine())],
  ['WebAssembly', () => createNodeWasmEngine('plain')],
])('on %s', (_, create) => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(create(), dataset);
  });
  afterAll(() => engine.dispose());

  describe.each([mlp(7, 5), cnn(3, 'avg', 4, 4)])('of %j', (architecture) => {
    const weights = randomNetwork(architecture, 1);
    const options: InitialMatchingOptions = {
      architecture,
      a: weights,
      b: randomNetwork(architecture, 2),
      loss: 'cross-entropy',
      direction: 'foof',
      samples: SAMPLES,
      damping: 0.01,
      seed: 1,
    };

    it('moments of what each layer reads are those of its patches', async () => {
      const layers = affineLayers(architecture);
      for (const [l, { inputs, kernel, side }] of layers.entries()) {
        const { size, values } = await inputMoments(engine, architecture, weights, l, SAMPLES);
        expect(size).toBe(inputs * kernel ** 2 + 1);
        const rows = images.flatMap((image) => {
          const read = forward(architecture, weights, image).inputs[l]!;
          const places = Array.from({ length: side ** 2 }, (_, place) => place);
          return places.map((place) => [...patch(read, place, inputs, kernel, side), 1]);
        });
        const expected = values.map((_, k) => {
          const [i, j] = [Math.floor(k / size), k % size];
          return rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / rows.length;
        });
        expectWithin(values, expected, 1e-4 * largest(expected));
      }
    });

    it('FOOF times the damped moments is the gradient again', async () => {
      const gradient = randomNetwork(architecture, 3);
      const damping = 0.1;
      const found = await foof(engine, {
        architecture,
        weights,
        gradient,
        samples: SAMPLES,
        damping,
      });
      const layout = layoutOf(architecture);
      for (const [l, { outputs }] of affineLayers(architecture).entries()) {
        const { size, values } = await inputMoments(engine, architecture, weights, l, SAMPLES);
        let trace = 0;
        for (let i = 0; i < size; i++) trace += values[i * (size + 1)]!;
        const [rows, bias] = ['weight', 'bias'].map((name) =>
          tensorNamed(layout, `layers.${l}.${name}`),
        );
        for (let unit = 0; unit < outputs; unit++) {
          const rowOf = (w: Float32Array<ArrayBuffer>) => [
            ...view(w, rows!).subarray(unit * (size - 1), (unit + 1) * (size - 1)),
            view(w, bias!)[unit]!,
          ];
          const row = rowOf(found);
          const back = row.map(
            (x, i) =>
              (damping * trace * x) / size +
              row.reduce((sum, y, j) => sum + y * values[i * size + j]!, 0),
          );
          expectWithin(back, rowOf(gradient), 1e-3);
        }
      }
    });

    it('FOOF tends to the direction of the gradient as the damping grows', async () => {
      const gradient = randomNetwork(architecture, 3);
      const steep = await foof(engine, {
        architecture,
        weights,
        gradient,
        samples: SAMPLES,
        damping: 1e6,
      });
      const first = tensorNamed(layoutOf(architecture), 'layers.0.weight');
      const [x, y] = [view(steep, first), view(gradient, first)];
      expect(dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))).toBeCloseTo(1, 6);
      await expect(
        foof(engine, { architecture, weights, gradient, samples: SAMPLES, damping: 0 }),
      ).rejects.toThrow('a damping above 0, got 0');
    });

    it.each(['gradient', 'foof'] as const)(
      'the objective of equation 4 by %s never falls',
      async (direction) => {
        const { a, b } = options;
        const { progress, result } = await collect(
          matchInitialisations(engine, { ...options, direction }),
        );
        const path = progress.map(({ objective }) => objective);
        path.slice(1).forEach((next, i) => expect(next).toBeGreaterThanOrEqual(path[i]!));
        const [downA, downB] = [
          await descentDirection(engine, { ...options, direction }, a),
          await descentDirection(engine, { ...options, direction }, b),
        ];
        const equation4 = (permutations: typeof result.permutations) => {
          const moved = permute(architecture, a, permutations);
          const back = permute(architecture, b, permutations.map(invert));
          const along = (to: typeof a, from: typeof a, down: typeof a) =>
            dot(to, down) - dot(from, down);
          return along(moved, b, downB) + along(back, a, downA);
        };
        const start = result.permutations.map(({ length }) => identity(length));
        const scale = Math.abs(result.objectives.at(-1)!);
        expect(result.objectives[0]! / scale).toBeCloseTo(equation4(start) / scale, 4);
        expect(1).toBeCloseTo(equation4(result.permutations) / result.objectives.at(-1)!, 4);
        expect(result.objectives.at(-1)).toBeGreaterThan(result.objectives[0]!);
      },
    );
  });

  it('takes both networks alike: exchanged, they give the inverse permutation', async () => {
    const architecture = mlp(9);
    const [a, b] = [randomNetwork(architecture, 4), randomNetwork(architecture, 5)];
    const match = (x: typeof a, y: typeof a) =>
      collect(
        matchInitialisations(engine, {
          architecture,
          a: x,
          b: y,
          loss: 'cross-entropy',
          direction: 'foof',
          samples: SAMPLES,
          damping: 0.01,
          seed: 1,
        }),
      );
    const [one, two] = [await match(a, b), await match(b, a)];
    expect(one.result.permutations[0]).toEqual(invert(two.result.permutations[0]!));
  });
});

/** What a unit reads at one place, `[inputs, kernel, kernel]`, zeros beyond the edge. */
function patch(
  read: Float64Array,
  place: number,
  inputs: number,
  kernel: number,
  side: number,
): number[] {
  const reach = (kernel - 1) / 2;
  const [row, column] = [Math.floor(place / side), place % side];
  return Array.from({ length: inputs * kernel ** 2 }, (_, k) => {
    const channel = Math.floor(k / kernel ** 2);
    const y = row + (Math.floor(k / kernel) % kernel) - reach;
    const x = column + (k % kernel) - reach;
    const inside = y >= 0 && y < side && x >= 0 && x < side;
    return inside ? read[channel * side ** 2 + y * side + x]! : 0;
  });
}
