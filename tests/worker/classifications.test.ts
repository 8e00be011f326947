import { beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine';
import { combine } from '../../src/model/weights';
import { certainties, decidedClasses } from '../../src/science/predictions';
import { classify, confuse, imagesOf } from '../../src/worker/classifications';
import { createBoundaries } from '../../src/worker/boundaries';
import { createPlaneEvaluators } from '../../src/worker/places';
import { createPredictors } from '../../src/worker/predictors';
import type { Running } from '../../src/worker/running';
import { store } from '../../src/worker/storage';
import { patterns } from '../support/patterns';
import { mlp, randomNetwork } from '../support/randomNetworks';
import { createNodeWasmEngine } from '../support/wasm';

const architecture = mlp(9, 8);
const points = [randomNetwork(architecture, 1), randomNetwork(architecture, 2)] as const;
const images = patterns();
const { pixels, classes } = images;
const path = {
  architecture,
  loss: 'cross-entropy',
  path: { kind: 'line', points, layers: 1 },
  split: 'test',
  samples: 40,
  repair: null,
} as const;
/** The handlers of single jobs look at none. */
const data = { dataset: 'mnist', normalization: null } as const;
const asked = { data, key: 'k', path } as const;

let engine: Engine;
let running: Running;
beforeAll(async () => {
  engine = await createNodeWasmEngine('relaxed');
  const { train, test } = images;
  const loaded = await engine.load(images);
  running = {
    engine: loaded,
    counts: { train: train.count, test: test.count },
    labels: { train: train.labels, test: test.labels },
    stored: store(images),
    predictors: createPredictors(),
    planes: createPlaneEvaluators(),
    boundaries: createBoundaries(engine, store(images)),
  };
});

const logitsAt = (alpha: number, samples: number) =>
  running.engine.logits(architecture, combine(points, [1 - alpha, alpha]), 'test', samples);

it('hands out images of a split with their classes, and none beyond its end', async () => {
  const given = await imagesOf(running, { data, split: 'test', indices: [7, 2, 5000] });
  expect(given.indices).toEqual([7, 2]);
  expect([...given.labels]).toEqual([images.test.labels[7], images.test.labels[2]]);
  const own = images.test.images.subarray(2 * pixels, 3 * pixels);
  expect(given.levels.subarray(pixels)).toEqual(own);
});

it('says of each network what it takes the first images for, and how sure it is', async () => {
  const said = await classify(engine, running, {
    ...asked,
    alphas: [0, 0.3],
    images: { first: 10, split: 'test' },
  });
  expect(said?.samples).toBe(10);
  expect(said?.labels).toEqual(images.test.labels.slice(0, 10));
  const logits = await logitsAt(0.3, 10);
  expect(said?.decided.slice(10)).toEqual(decidedClasses(logits, classes));
  expect(said?.certainties.slice(10 * classes)).toEqual(
    Float32Array.from(certainties(logits, classes, 'cross-entropy')),
  );
});

it('says the same of images that are given, under the same normalisation', async () => {
  const { levels } = await imagesOf(running, { data, split: 'test', indices: [3, 0] });
  const given = await classify(engine, running, { ...asked, alphas: [0.4], images: { levels } });
  const first = await classify(engine, running, {
    ...asked,
    alphas: [0.4],
    images: { first: 4, split: 'test' },
  });
  expect(given?.labels).toBeNull();
  expect(given?.decided).toEqual(Uint8Array.of(first!.decided[3]!, first!.decided[0]!));
  expect(given?.certainties[0]).toBeCloseTo(first!.certainties[3 * classes]!, 6);
});

it('counts which classes are taken for which', async () => {
  const found = await confuse(running, { ...asked, alpha: 0.5, split: 'test', samples: 1e6 });
  const { count, labels } = images.test;
  const decided = decidedClasses(await logitsAt(0.5, count), classes);
  const right = labels.filter((label, s) => decided[s] === label).length;
  expect(found?.matrix.reduce((sum, n) => sum + n, 0)).toBe(count);
  expect(found?.counts.reduce((sum, n) => sum + n, 0)).toBe(count);
  let diagonal = 0;
  for (let c = 0; c < classes; c++) diagonal += found!.matrix[c * classes + c]!;
  expect(diagonal).toBe(right);
});

it('answers null for a path that it does not know', async () => {
  const unknown = { ...asked, key: 'other', path: null };
  const images = { first: 3, split: 'test' } as const;
  expect(await classify(engine, running, { ...unknown, alphas: [0], images })).toBeNull();
  expect(await confuse(running, { ...unknown, alpha: 0, split: 'test', samples: 3 })).toBeNull();
});
