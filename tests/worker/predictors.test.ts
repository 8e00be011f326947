import { beforeAll, expect, it } from 'vitest';
import type { DatasetEngine } from '../../src/engine/engine';
import { repairedWalk } from '../../src/science/merging/repairedWalk';
import { line } from '../../src/science/paths/line';
import { walk } from '../../src/science/paths/walk';
import { createPredictors } from '../../src/worker/predictors';
import { collect } from '../support/collect';
import { engineOn } from '../support/engineOn';
import { patterns } from '../support/patterns';
import { mlp, randomNetwork } from '../support/randomNetworks';
import { createNodeWasmEngine } from '../support/wasm';

const architecture = mlp(9, 8);
const points = [randomNetwork(architecture, 1), randomNetwork(architecture, 2)] as const;
const alphas = Float64Array.of(0, 0.3, 0.5, 1);
const on = { architecture, loss: 'cross-entropy', split: 'test', samples: 40 } as const;

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
});

it.each([null, 60])(
  'says at a place what the path has there, with REPAIR on %j images',
  async (repair) => {
    const curve = { path: line, basis: points };
    const options = {
      ...({ architecture, loss: 'cross-entropy', alphas, splits: ['test'], compared: 0 } as const),
      samples: { train: 60, test: 40 },
    } as const;
    const walked =
      repair === null
        ? await collect(walk(engine, curve, options))
        : await collect(repairedWalk(engine, curve, { ...options, repairSamples: repair }));
    const [along] = walked.result.along;
    const predictors = createPredictors();
    const path = { ...on, repair, path: { kind: 'line', points, layers: 1 } } as const;
    expect(await predictors.predict(engine, { key: 'k', path: null, alpha: 0 })).toBeNull();
    for (const [i, alpha] of alphas.entries()) {
      const asked = { key: 'k', path: i === 0 ? path : null, alpha };
      const point = await predictors.predict(engine, asked);
      expect(point?.loss).toBeCloseTo(along.loss[i]!, 6);
      expect(point?.accuracy).toBe(along.accuracy[i]);
    }
    predictors.clear();
    expect(await predictors.predict(engine, { key: 'k', path: null, alpha: 0 })).toBeNull();
  },
);
