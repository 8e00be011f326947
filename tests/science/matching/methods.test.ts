import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alignmentOf, METHOD_NAMES, METHODS } from '../../../src/jobs/methods';
import { hiddenWidths } from '../../../src/model/architecture';
import { permute } from '../../../src/model/permutation';
import { rescale } from '../../../src/model/rescaling';
import type { DatasetEngine } from '../../../src/engine/engine';
import { permutationsOf, type MatchingTask } from '../../../src/science/matching/alignment';
import {
  align,
  METHODS as SCIENCE,
  type MethodName,
  type MethodSettings,
} from '../../../src/science/matching/methods';
import { reportOn } from '../../../src/science/matching/report';
import { engineOn } from '../../support/engineOn';
import { collect } from '../../support/collect';
import { ENGINES } from '../../support/engines';
import { oracleOn } from '../../support/oracleEngine';
import { patterns } from '../../support/patterns';
import { cnn, mlp, randomNetwork, randomPermutations } from '../../support/randomNetworks';
import { createNodeWasmEngine } from '../../support/wasm';

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('plain'), patterns());
});
afterAll(() => engine.dispose());

/** Few steps: that searches find something is tested on their own. */
const QUICK: { readonly [Name in MethodName]?: Partial<MethodSettings[Name]> } = {
  ste: { steps: 3 },
  annealing: { steps: 5 },
  sinkhorn: { steps: 3 },
};

/** Aligns with the method's defaults but for some settings. */
function alignBy(on: DatasetEngine, task: MatchingTask, name: MethodName, given: object = {}) {
  const { method, ...settings } = alignmentOf(name, { ...given });
  return align(on, task, method, settings);
}

/** Small enough that every permutation may be tried. */
const TINY = { mlp: mlp(3, 2), cnn: cnn(2, 'avg', 3) };

describe.each([mlp(6, 5), cnn(4, 'avg', 5)])('of %j', (relu) => {
  describe.each(METHOD_NAMES)('%s', (name) => {
    const { only = 'relu' } = METHODS[name];
    const own = name === 'exhaustive' ? TINY[relu.kind] : relu;
    const architecture = { ...own, activation: only };
    const networks = { a: randomNetwork(architecture, 1), b: randomNetwork(architecture, 2) };
    const task: MatchingTask = {
      ...networks,
      architecture,
      target: architecture,
      loss: 'cross-entropy',
      trainingSamples: 200,
    };

    it('aligns without changing the function, with more samples than there are', async () => {
      const { progress, result } = await collect(alignBy(engine, task, name, QUICK[name]));
      expect(progress.length).toBeGreaterThan(0);
      for (const { done, of } of progress) if (of !== null) expect(done).toBeLessThanOrEqual(of);
      expect(result.objective).toSatisfy(Number.isFinite);
      expect(result.layers).toHaveLength(2);
      const { aligned } = result;
      const report = await reportOn(engine, { ...task, aligned, samples: 100, testSamples: 60 });
      expect(report.cosines.map(({ length }) => length)).toEqual(hiddenWidths(architecture));
      expect(report.weakShare).toBeGreaterThanOrEqual(0);
      expect(report.weakShare).toBeLessThanOrEqual(1);
      if (result.kind === 'matched') expect(report.largestLogitDifference).toBeLessThan(1e-4);
    });

    it('is described', () => {
      expect(SCIENCE[name].objective).toMatch(/\w+/);
      expect(SCIENCE[name].widths).toBe(METHODS[name].mixes);
    });

    it.runIf(['activation', 'weight', 'sequential', 'flips', 'scales'].includes(name))(
      'reports a planted alignment as perfect',
      async () => {
        const planted = randomPermutations(architecture, 3);
        const factors = planted.map((p) =>
          Float64Array.from(p, (_, i) =>
            name === 'flips' ? (-1) ** i : name === 'scales' ? 1 + i : 1,
          ),
        );
        const b = rescale(architecture, permute(architecture, networks.a, planted), factors);
        const { result } = await collect(alignBy(engine, { ...task, b }, name));
        const { aligned } = result;
        const options = { ...task, b, aligned, samples: 100, testSamples: 60 };
        const report = await reportOn(engine, options);
        // A unit that is dead on all images is like nothing, itself included.
        for (const cosine of report.cosines.flatMap((own) => Array.from(own)))
          expect(Math.min(Math.abs(cosine - 1), Math.abs(cosine))).toBeLessThan(1e-5);
        expect(report.largestLogitDifference).toBeLessThan(1e-3);
        expect(permutationsOf(result)).toHaveLength(2);
      },
    );
  });
});

it('only transport takes networks of unequal widths', async () => {
  const [architecture, target] = [mlp(6), mlp(4)];
  const task: MatchingTask = {
    architecture,
    target,
    a: randomNetwork(architecture, 1),
    b: randomNetwork(target, 2),
    loss: 'cross-entropy',
    trainingSamples: 200,
  };
  for (const name of METHOD_NAMES.filter((other) => other !== 'transport'))
    await expect(collect(alignBy(engine, task, name))).rejects.toThrow(
      'two networks of one architecture',
    );
  const { result } = await collect(alignBy(engine, task, 'transport'));
  expect(result.aligned).toHaveLength(task.b.length);
  expect(() => permutationsOf(result)).toThrow('a transport that mixes them');
  const { aligned } = result;
  const report = await reportOn(engine, { ...task, aligned, samples: 50, testSamples: 20 });
  expect(report.largestLogitDifference).toBeGreaterThan(0);
});

describe.each(ENGINES)('on %s', (_, create) => {
  const oracle = oracleOn(patterns());
  let own: DatasetEngine;
  beforeAll(async () => {
    own = await engineOn(create(), patterns());
  });
  afterAll(() => own.dispose());

  it.each(METHOD_NAMES)('%s finds what the oracle finds', async (name) => {
    const { only = 'relu' } = METHODS[name];
    const relu = name === 'exhaustive' ? TINY.mlp : mlp(6, 5);
    const architecture = { ...relu, activation: only };
    const [a, b] = [randomNetwork(architecture, 1), randomNetwork(architecture, 2)];
    const task: MatchingTask = {
      architecture,
      target: architecture,
      a,
      b,
      loss: 'cross-entropy',
      trainingSamples: 50,
    };
    const objectives: number[] = [];
    for (const engine of [own, oracle]) {
      const { result } = await collect(alignBy(engine, task, name, QUICK[name]));
      objectives.push(result.objective);
    }
    expect(objectives[0]! / objectives[1]!).toBeCloseTo(1, 3);
  });
});
