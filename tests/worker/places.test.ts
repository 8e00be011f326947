import { beforeAll, describe, expect, it } from 'vitest';
import type { DatasetEngine } from '../../src/engine/engine';
import { alphas as evenly } from '../../src/science/paths/path';
import { line } from '../../src/science/paths/line';
import { walk } from '../../src/science/paths/walk';
import { createPlaneEvaluators, gridPathOf } from '../../src/worker/places';
import { collect } from '../support/collect';
import { engineOn } from '../support/engineOn';
import { patterns } from '../support/patterns';
import { mlp, randomNetwork } from '../support/randomNetworks';
import { createNodeWasmEngine } from '../support/wasm';

const architecture = mlp(9, 8);
const anchors = [
  randomNetwork(architecture, 1),
  randomNetwork(architecture, 2),
  randomNetwork(architecture, 3),
] as const;
const plane = {
  ...({ architecture, loss: 'cross-entropy', split: 'test', samples: 40 } as const),
  source: { kind: 'points', anchors, otherwise: null },
} as const;

let engine: DatasetEngine;
beforeAll(async () => {
  engine = await engineOn(createNodeWasmEngine('relaxed'), patterns());
});

const lineAt = (alphas: Float64Array) =>
  Float64Array.from([...alphas].flatMap((alpha) => [alpha, 0]));

describe('places of a plane', () => {
  it('have on the line from A to B what the path has there, to the last bit', async () => {
    const alphas = evenly(9);
    const walked = await collect(
      walk(
        engine,
        { path: line, basis: [anchors[0], anchors[1]] },
        {
          ...({
            architecture,
            loss: 'cross-entropy',
            alphas,
            splits: ['test'],
            compared: 0,
          } as const),
          samples: { train: 60, test: 40 },
        },
      ),
    );
    const [along] = walked.result.along;
    const planes = createPlaneEvaluators();
    const said = await planes.along(engine, { key: 'k', plane, places: lineAt(alphas) });
    expect(said?.loss).toEqual(along.loss);
    expect(said?.accuracy).toEqual(along.accuracy);
    expect(said?.shares).toEqual(alphas);
    expect(said?.barrierOverMean).toBe(along.overMean);
    expect(said?.barrierOverChord).toBe(along.overChord);
    planes.clear();
  });

  it('are known by the key of their plane until it is forgotten', async () => {
    const planes = createPlaneEvaluators();
    const ask = (given: typeof plane | null) =>
      planes.along(engine, { key: 'k', plane: given, places: Float64Array.of(0.3, 0.2) });
    expect(await ask(null)).toBeNull();
    const said = await ask(plane);
    expect(said).toMatchObject({ barrierOverMean: 0, barrierOverChord: 0 });
    expect(await ask(null)).toEqual(said);
    planes.clear();
    expect(await ask(null)).toBeNull();
  });
});

describe('the best path on a grid', () => {
  const axis = Float64Array.of(-0.5, 0, 0.5, 1, 1.5);
  const grid = { size: 5, x: axis, y: axis };

  it('ends exactly where it is to, and goes through the places of cells', () => {
    const loss = new Float64Array(25).fill(1);
    // Between both ends, up to the last row.
    for (const row of [0, 1, 2, 3]) loss[5 * row + 2] = 9;
    const path = gridPathOf({ grid, loss, from: { x: 0.1, y: 0 }, to: { x: 1, y: -0.1 } });
    expect(path).not.toBeNull();
    const places = [...(path ?? [])];
    expect(places.slice(0, 2)).toEqual([0.1, 0]);
    expect(places.slice(-2)).toEqual([1, -0.1]);
    expect(places).toContain(1.5);
    for (const x of places.slice(2, -2)) expect([...axis]).toContain(x);
  });

  it('is none where a wall is between them', () => {
    const loss = Float64Array.from({ length: 25 }, (_, cell) => (cell % 5 === 2 ? NaN : 1));
    expect(gridPathOf({ grid, loss, from: { x: 0, y: 0 }, to: { x: 1, y: 0 } })).toBeNull();
  });
});
