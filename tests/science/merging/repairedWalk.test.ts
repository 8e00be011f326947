import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/model/architecture';
import { initialise } from '../../../src/model/initialisation';
import { randomFrom } from '../../../src/model/random';
import { combine, distance } from '../../../src/model/weights';
import type { DatasetEngine } from '../../../src/engine/engine';
import { repair } from '../../../src/science/merging/repair';
import { repairedWalk } from '../../../src/science/merging/repairedWalk';
import { line } from '../../../src/science/paths/line';
import { alphas } from '../../../src/science/paths/path';
import { walk } from '../../../src/science/paths/walk';
import { disagreement, predictedClasses } from '../../../src/science/predictions';
import { scoreOf } from '../../../src/science/score';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { patterns } from '../../support/patterns';
import { createNodeWasmEngine } from '../../support/wasm';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 16,
  hidden: [9, 7],
  outputs: 4,
  activation: 'relu',
};
const a = initialise(architecture, 'he-normal', randomFrom(6));
const b = initialise(architecture, 'he-normal', randomFrom(9));
const curve = { path: line, basis: [a, b] };
const options = {
  ...({ architecture, loss: 'cross-entropy', splits: ['test', 'train'] } as const),
  alphas: alphas(5),
  samples: { test: 60, train: 80 },
  compared: 50,
};
const repairSamples = 200;

describe('a repaired path', () => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
  });

  it('meets both ends, on both splits', async () => {
    const { progress, result } = await collect(
      repairedWalk(engine, curve, { ...options, repairSamples }),
    );
    for (const [k, split] of options.splits.entries()) {
      const on = { architecture, loss: 'cross-entropy', split } as const;
      const samples = options.samples[split];
      const { loss } = result.along[k] ?? { loss: [] };
      expect(loss[0]).toBeCloseTo((await scoreOf(engine, { ...on, samples }, a)).loss, 4);
      expect(loss[4]).toBeCloseTo((await scoreOf(engine, { ...on, samples }, b)).loss, 4);
    }
    expect(result.fromStart[0]).toBeCloseTo(0, 4);
    expect(result.fromEnd[4]).toBeCloseTo(0, 4);
    expect(result.disagreement?.withStart[0]).toBe(0);
    expect(result.disagreement?.withEnd[4]).toBe(0);
    // Averaged units vary less than their parents (Jordan et al. 2023, section 3).
    expect(result.varianceRatios.every((ratio) => ratio > 0 && ratio < 1)).toBe(true);
    expect(progress).toEqual(progress.toSorted((one, two) => one - two));
    expect(progress.at(-1)).toBe(1);
  });

  it('measures the repaired network between them, not the average', async () => {
    const { result } = await collect(repairedWalk(engine, curve, { ...options, repairSamples }));
    const { result: plain } = await collect(walk(engine, curve, options));
    const coefficients = [0.5, 0.5];
    const { result: halfway } = await collect(
      repair(engine, { architecture, networks: [a, b], coefficients, samples: repairSamples }),
    );
    const { weights } = halfway;
    const on = { architecture, loss: 'cross-entropy', split: 'test', samples: 60 } as const;
    expect(result.along[0].loss[2]).toBeCloseTo((await scoreOf(engine, on, weights)).loss, 6);
    expect(result.along[0].loss[2]).not.toBeCloseTo(plain.along[0].loss[2] ?? NaN, 2);
    expect(result.fromStart[2]).toBeCloseTo(distance(a, weights), 5);
    expect(result.fromEnd[2]).toBeCloseTo(distance(weights, b), 5);
    expect(distance(weights, combine([a, b], coefficients))).toBeGreaterThan(0.1);
    // A repaired path is bent, so longer than the line.
    expect(result.arc[4]).toBeGreaterThan(plain.arc[4] ?? NaN);
    const classes = await Promise.all(
      [a, weights].map(async (network) =>
        predictedClasses(await engine.logits(architecture, network, 'test', 50), 4),
      ),
    );
    const [first = new Uint8Array(), middle = new Uint8Array()] = classes;
    expect(result.disagreement?.withStart[2]).toBe(disagreement(first, middle));
  });
});
