import { describe, expect, it } from 'vitest';
import { entryOf, makeDataset } from '../../src/data/named';
import type { JobMap } from '../../src/jobs/jobs';
import type { Architecture } from '../../src/model/architecture';
import { createDatasets } from '../../src/worker/datasets';
import { store } from '../../src/worker/storage';
import { createOracleEngine } from '../support/oracleEngine';

const architecture: Architecture = {
  kind: 'mlp',
  inputs: 2,
  hidden: [2],
  outputs: 2,
  activation: 'relu',
};
/** Says class 1 above a height: two units pass y through, and the second logit is `slope (y - height)`. */
const above = (height: number, slope = 20) =>
  Float32Array.of(0, 1, 0, -1, 0, 0, 0, 0, slope, -slope, 0, -slope * height);
const NAME = { dataset: 'xor' } as const;
const SIZE = 16;

function open(normalization: JobMap['boundary']['request']['data']['normalization'] = null) {
  const engine = createOracleEngine();
  const datasets = createDatasets();
  datasets.provide(NAME, store(makeDataset(NAME)));
  const ask = (request: Partial<JobMap['boundary']['request']>) =>
    datasets.use(engine, { ...NAME, normalization }, (running) =>
      running.boundaries.at(running.engine, {
        key: 'one',
        path: null,
        alpha: 0,
        size: SIZE,
        samples: 100,
        ...request,
      }),
    );
  const path = {
    architecture,
    path: { kind: 'line', points: [above(-1), above(1)], layers: 1 },
  } as const;
  return { ask, path, close: () => datasets.unload() };
}

/** Rows of the grid that are class 1 throughout; the others are class 0 throughout. */
function rowsAbove(classes: Uint8Array): number[] {
  return Array.from({ length: SIZE }, (_, row) => row).filter((row) => {
    const own = classes.subarray(row * SIZE, (row + 1) * SIZE);
    expect(new Set(own).size).toBe(1);
    return own[0] === 1;
  });
}

describe('a decision boundary', () => {
  it('is where the network at that place of the path has it, over the square from -1 to 1', async () => {
    const { ask, path, close } = open();
    // Inputs go from -2 to 2, so that a height of -1 is a quarter of the way up.
    const low = await ask({ path });
    expect(rowsAbove(low!.classes)).toEqual(Array.from({ length: 12 }, (_, i) => 4 + i));
    const middle = await ask({ alpha: 0.5 });
    expect(rowsAbove(middle!.classes)).toEqual(Array.from({ length: 8 }, (_, i) => 8 + i));
    const high = await ask({ alpha: 1 });
    expect(rowsAbove(high!.classes)).toEqual(Array.from({ length: 4 }, (_, i) => 12 + i));
    // Surer the farther away, and of what is likelier than not.
    const column = Array.from({ length: SIZE }, (_, row) => middle!.sure[row * SIZE]!);
    expect(Math.min(...column)).toBeGreaterThanOrEqual(0.5);
    expect(column[0]).toBeGreaterThan(0.99);
    close();
  });

  it('says what the network says of the first test points', async () => {
    const { ask, path, close } = open();
    const { points } = (await ask({ path, alpha: 0.5 }))!;
    expect(points).toHaveLength(100);
    const { test } = makeDataset(NAME);
    const expected = Array.from({ length: 100 }, (_, i) => Number(test.images[2 * i + 1]! > 127));
    expect([...points]).toEqual(expected);
    expect(entryOf(NAME).testCount).toBeGreaterThan(100);
    close();
  });

  it('is under the normalisation of the experiment', async () => {
    const { ask, path, close } = open([{ mean: 0, standardDeviation: 1 }]);
    // Inputs go from 0 to 1: none is above 1, all are above -1.
    expect(rowsAbove((await ask({ path }))!.classes)).toHaveLength(SIZE);
    expect(rowsAbove((await ask({ alpha: 1 }))!.classes)).toHaveLength(0);
    close();
  });

  it('asks for a path that it does not know, and keeps the last few', async () => {
    const { ask, path, close } = open();
    expect(await ask({ key: 'a' })).toBeNull();
    for (const key of ['a', 'b', 'c', 'd', 'e']) expect(await ask({ key, path })).not.toBeNull();
    expect(await ask({ key: 'a' })).toBeNull();
    expect(await ask({ key: 'e' })).not.toBeNull();
    // Another grid takes the place of the one before.
    expect((await ask({ key: 'e', size: 8 }))!.classes).toHaveLength(64);
    close();
  });
});
