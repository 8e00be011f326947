/** Every landscape that comes with Isthmus is whole, and answers today's settings. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { datasetFrom } from '../../src/cli/dataset';
import { CATALOG } from '../../src/data/catalog';
import { SAMPLE_IMAGES } from '../../src/data/sample';
import type { DatasetEngine } from '../../src/engine/engine';
import { readExample, readVariants } from '../../src/pipeline/examples';
import { planOfExperiment } from '../../src/pipeline/experiment';
import { dataOf } from '../../src/pipeline/kinds/pair/experiment';
import type { SavedResult } from '../../src/pipeline/documents';
import type { Landscape } from '../../src/pipeline/landscape';
import { isOfJob } from '../../src/pipeline/results';
import { createShipped } from '../../src/store/shipped';
import { engineOn } from '../support/engineOn';
import { fetchServed, SHIPPED } from '../support/shippedFiles';
import { thorough } from '../support/thorough';
import { createNodeWasmEngine } from '../support/wasm';

const root = new URL('../../', import.meta.url);
const shipped = createShipped(fetchServed);

const documentsIn = (folder: string) =>
  readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file.replace('.json', ''),
      document: JSON.parse(readFileSync(new URL(folder + file, root), 'utf8')) as unknown,
    }));

const examples = documentsIn('experiments/').map(({ name, document }) => ({
  name,
  ...readExample(document),
}));
/** Those that lessons speak of beside them. */
const variants = documentsIn('experiments/lessons/')
  .flatMap(({ document }) => readVariants(document))
  .map(([name, experiment]) => ({ name, experiment }));

const isConvolutional = (name: string) =>
  examples.some((one) => one.name === name && one.experiment.network.kind === 'cnn');

const completed = async ({ pending }: Landscape): Promise<SavedResult[]> =>
  Promise.all(
    pending.map(async ({ files, complete }) =>
      complete(await Promise.all(files.map((file) => shipped.weights(file)))),
    ),
  );

describe('the shipped landscapes', () => {
  it('are those of all experiments whose images come with Isthmus', async () => {
    const listed = examples
      .filter(({ experiment }) => CATALOG[experiment.dataset].origin !== 'imported')
      .map(({ name }) => name);
    const all = [...listed, ...variants.map(({ name }) => name)];
    expect([...SHIPPED].sort()).toEqual(all.sort());
    const index = await shipped.index();
    expect(index.map(({ name }) => name).sort()).toEqual(listed.sort());
  });

  it('are named where one is asked for that is not there, whatever the server answers', async () => {
    const friendly = createShipped((path) =>
      path.includes('no-such')
        ? Promise.resolve(new Response('<!doctype html>'))
        : fetchServed(path),
    );
    for (const server of [shipped, friendly])
      await expect(server.landscape('no-such')).rejects.toThrow(
        'There is no landscape no-such; the gallery has all of them.',
      );
  });

  it('are a few hundred kilobytes each', () => {
    const folder = new URL('public/landscapes/', root);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const total = files.reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0);
    expect(total / 1e6).toBeLessThan(12);
  });

  it.each(SHIPPED)('%s is its experiment, with every result of today’s plan', async (name) => {
    const landscape = await shipped.landscape(name);
    const example = [...examples, ...variants].find((one) => one.name === name);
    expect(landscape.experiment).toEqual(example?.experiment);
    const results = [...landscape.results, ...(await completed(landscape))];
    expect(results.map(({ id }) => id).sort()).toEqual(
      [...planOfExperiment(landscape.experiment).keys()].sort(),
    );
    expect(results.some(({ recipe }) => recipe.rounded === 'used')).toBe(false);
  });
});

describe('rounded to float16', () => {
  const engines = new Map<string, Promise<DatasetEngine>>();
  /** Lists of weights files, which several landscapes share. */
  const seen = new Set<string>();

  // Convolutions on 10,000 images take seconds a network.
  const some = SHIPPED.filter((name) => thorough || !isConvolutional(name));
  it.each(some)('the networks of %s lose next to nothing', async (name) => {
    const landscape = await shipped.landscape(name);
    const { experiment } = landscape;
    const data = dataOf(experiment);
    const key = JSON.stringify(data);
    if (!engines.has(key)) {
      for (const engine of engines.values()) (await engine).dispose();
      engines.clear();
      const dataset = await datasetFrom(data, [], root);
      engines.set(key, engineOn(createNodeWasmEngine('plain'), dataset));
    }
    const engine = await engines.get(key);
    for (const [i, result] of (await completed(landscape)).entries()) {
      const files = JSON.stringify([key, landscape.pending[i]?.files]);
      if (!isOfJob(result, 'network') || seen.has(files)) continue;
      seen.add(files);
      const { architecture, weights, test } = result.value;
      const { testCount: samples } = CATALOG[data.dataset];
      const of = { architecture, loss: experiment.loss, split: 'test', samples } as const;
      const evaluator = await engine?.evaluator({ ...of, basis: [weights] });
      const now = await evaluator?.evaluate(Float64Array.of(1));
      expect(Math.abs((now?.loss[0] ?? NaN) - test.loss)).toBeLessThan(5e-4);
      expect(Math.abs((now?.accuracy[0] ?? NaN) - test.accuracy)).toBeLessThan(1e-3);
    }
  });
});

describe('the samples', () => {
  it.each(['fashion-mnist', 'mnist'] as const)('%s: its first test images', async (id) => {
    const [sample, whole] = await Promise.all([
      shipped.sample(id),
      datasetFrom({ dataset: id }, [], root),
    ]);
    const { train, test, ...rest } = sample;
    expect([train.count, test.count]).toEqual([0, SAMPLE_IMAGES]);
    expect(rest).toEqual({ ...rest, pixels: whole.pixels, normalization: whole.normalization });
    const bytes = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());
    const images = whole.test.images.subarray(0, SAMPLE_IMAGES * whole.pixels);
    expect((await bytes(test.images)).equals(images)).toBe(true);
    expect((await bytes(test.labels)).equals(whole.test.labels.subarray(0, SAMPLE_IMAGES))).toBe(
      true,
    );
  });
});
