/** The engines, in a worker of a real browser, against PyTorch's values and the float64 oracle. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { golden, GOLDEN_CASES, goldenDataset, TOLERANCES } from '../support/golden';
import { createOracleEngine } from '../support/oracleEngine';
import { PARITY_CASES } from '../support/parity';
import type { CaseOptions } from '../support/enginePage/questions';

/** Of the golden steps, the first; Node takes all of them. */
const STEPS = 10;

/** Of the test images, the first; Node evaluates the networks on all of them. */
const IMAGES = 1000;

/** Networks A and B, and some places on the line and the curve between them: `[M, 3]` over A, control and B. */
const PLACES = [
  [1, 0, 0],
  [0, 0, 1],
  [0.7, 0, 0.3],
  [0.5, 0, 0.5],
  [0.25, 0.5, 0.25],
];

const dataset = goldenDataset();
const { pixels } = dataset;

test.describe.configure({ mode: 'serial' });

let folder: string;
let server: PreviewServer;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'golden-page-'));
  const dist = join(folder, 'dist');
  await build({
    root: fileURLToPath(new URL('../support/enginePage/', import.meta.url)),
    configFile: false,
    base: './',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { outDir: dist, emptyOutDir: true, target: 'es2023' },
  });
  mkdirSync(join(dist, 'data'));
  write('test-images', dataset.test.images.subarray(0, IMAGES * pixels));
  write('test-labels', dataset.test.labels.subarray(0, IMAGES));
  for (const name of GOLDEN_CASES) writeCase(name);
  server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    build: { outDir: dist },
    preview: { port: 0 },
  });
});

test.afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const ENGINES = [
  { engine: 'webgpu', name: 'WebGPU: google swiftshader (software)', software: true },
  { engine: 'wasm', name: 'WebAssembly SIMD, relaxed', software: false },
] as const;

// The same kernels are held to all cases in Node; here, that they do as much in a browser's worker.
const IN_BROWSER = /^(65-3-63|9-avg-4)\b/;

for (const { engine, name, software } of ENGINES)
  test.describe(engine, () => {
    let page: Page;
    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?${engine}`);
    });
    test.afterAll(() => page.close());

    test('says what it runs on', async () => {
      const info = await page.evaluate(() => window.ask('info', null));
      expect(info).toEqual({ kind: engine, name, software });
    });

    test('passes its self-check', async () => {
      expect(await page.evaluate(() => window.ask('selfCheck', null))).toBeNull();
    });

    PARITY_CASES.forEach(({ name }, index) => {
      if (!IN_BROWSER.test(name)) return;
      test(`agrees with the oracle on ${name}`, async () => {
        const found = await page.evaluate((i) => window.ask('parity', i), index);
        expect(found.filter(({ error, allowed }) => !(error <= allowed))).toEqual([]);
      });
    });

    for (const name of GOLDEN_CASES)
      // Convolutions take half a minute where the GPU is emulated.
      test(
        `agrees with PyTorch on ${name}`,
        { tag: software && golden(name).architecture.kind === 'cnn' ? ['@long'] : [] },
        async () => {
          const { values, weights } = golden(name);
          const options = optionsOf(name);
          const answer = await page.evaluate((of) => window.ask('golden', of), options);
          expectNear([answer.gradientLoss], [values.gradient_loss], TOLERANCES.loss);
          const gradient = Array.from(weights('gradient'));
          const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
          const worst = gradient.map((g, i) => Math.abs(answer.gradient[i]! - g));
          expect(Math.max(...worst)).toBeLessThan(TOLERANCES.gradient * largest);
          const stepLosses = values.step_losses.slice(0, options.steps);
          expectNear(answer.stepLosses, stepLosses, TOLERANCES.stepLoss);
          const expected = await onFewImages(name);
          expectNear(answer.loss, expected.loss, TOLERANCES.loss);
          expected.accuracy.forEach((accuracy, m) =>
            // A single image may be a tie.
            expect(Math.abs(answer.accuracy[m]! - accuracy)).toBeLessThan(1.01 / IMAGES),
          );
        },
      );

    if (engine !== 'webgpu') return;

    test('ends, which is no loss of the device', async () => {
      expect(await page.evaluate(() => window.ask('end', null))).toBeNull();
    });

    test('starts again, and says when the GPU is lost', async () => {
      expect(await page.evaluate(() => window.ask('lose', null))).toMatch(
        /^The GPU device was lost \(destroyed\): /,
      );
    });
  });

/** None of convolutions, which take the oracle minutes. */
const placesOf = (name: string) => (golden(name).architecture.kind === 'cnn' ? [] : PLACES);

function optionsOf(name: string): CaseOptions {
  const { values, architecture, optimizer } = golden(name);
  const steps = Math.min(STEPS, values.steps);
  return {
    name,
    architecture,
    optimizer,
    steps,
    loss: values.loss,
    trainSamples: steps * values.batch_size,
    testSamples: IMAGES,
    normalization: dataset.normalization[0]!,
    batch: values.batch_size,
    basis: ['a', 'control', 'b'],
    coefficients: placesOf(name).flat(),
  };
}

/** Loss and accuracy at each place, of the oracle: PyTorch's are of all images. */
const evaluations = new Map<string, ReturnType<typeof evaluate>>();
function onFewImages(name: string) {
  const evaluation = evaluations.get(name) ?? evaluate(name);
  evaluations.set(name, evaluation);
  return evaluation;
}

async function evaluate(name: string) {
  const { architecture, values, weights } = golden(name);
  const oracle = await createOracleEngine().load(dataset);
  const evaluator = await oracle.evaluator({
    architecture,
    loss: values.loss,
    split: 'test',
    samples: IMAGES,
    basis: [weights('a'), weights('control'), weights('b')],
  });
  return evaluator.evaluate(Float64Array.from(placesOf(name).flat()));
}

function write(name: string, values: Uint8Array | Float32Array) {
  writeFileSync(join(folder, 'dist/data', `${name}.bin`), values);
}

/** The images of the first steps in the order they are used, and the weights. */
function writeCase(name: string) {
  const { indices, weights } = golden(name);
  const { train } = dataset;
  const used = indices.subarray(0, optionsOf(name).trainSamples);
  const images = new Uint8Array(used.length * pixels);
  used.forEach((from, i) =>
    images.set(train.images.subarray(from * pixels, (from + 1) * pixels), i * pixels),
  );
  write(`${name}-train-images`, images);
  write(
    `${name}-train-labels`,
    Uint8Array.from(used, (i) => train.labels[i]!),
  );
  for (const which of ['init', 'a', 'b', 'control'] as const)
    write(`${name}-${which}`, weights(which));
}

/** Each within a share of the expected value. */
function expectNear(got: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
  expect(got).toHaveLength(expected.length);
  Array.from(expected).forEach((value, i) =>
    expect(Math.abs(got[i]! / value - 1), `entry ${i}`).toBeLessThanOrEqual(tolerance),
  );
}
