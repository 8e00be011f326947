/** The WebGPU engine, in a worker of a real browser, against PyTorch's values and the float64 oracle. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { fashionMnist, golden, GOLDEN_CASES, type GoldenCase } from '../support/golden';
import { PARITY_CASES } from '../support/parity';
import type { CaseOptions } from '../support/enginePage/questions';

const STEPS = 10;
const BATCH = 100;

// Some of the eleven alphas: a software adapter takes seconds for a few networks on 10,000 images.
const LINE = [3, 5];
const CURVE = [5];

test.describe.configure({ mode: 'serial' });

let folder: string;
let server: PreviewServer;
let page: Page;

test.beforeAll(async ({ browser }) => {
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
  writeTestImages();
  server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    build: { outDir: dist },
    preview: { port: 0 },
  });
  page = await browser.newPage();
  await page.goto(server.resolvedUrls?.local[0] ?? '');
});

test.afterAll(async () => {
  await page.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

test('runs on a software adapter and says so', async () => {
  const info = await page.evaluate(() => window.ask('info', null));
  expect(info).toEqual({
    kind: 'webgpu',
    name: 'WebGPU: google swiftshader (software)',
    software: true,
  });
});

test('passes its self-check', async () => {
  expect(await page.evaluate(() => window.ask('selfCheck', null))).toBeNull();
});

// The same kernels are held to all cases in Node; here, that they do as much in a browser's worker.
const IN_BROWSER = /^(785-63|65-3|9-avg-4|2-avg-3)\b/;

PARITY_CASES.forEach(({ name }, index) => {
  if (!IN_BROWSER.test(name)) return;
  test(`agrees with the oracle on ${name}`, async () => {
    const found = await page.evaluate((i) => window.ask('parity', i), index);
    expect(found.filter(({ error, allowed }) => !(error <= allowed))).toEqual([]);
  });
});

for (const name of GOLDEN_CASES) {
  test(`agrees with PyTorch on ${name}`, async () => {
    test.setTimeout(400_000);
    const { values, weights } = golden(name);
    writeTraining(name);
    const answer = await page.evaluate((options) => window.ask('golden', options), optionsOf(name));
    expectNear([answer.gradientLoss], [values.gradient_loss], 1e-5);
    const gradient = Array.from(weights('gradient'));
    const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    const worst = gradient.map((g, i) => Math.abs(answer.gradient[i]! - g));
    expect(Math.max(...worst)).toBeLessThan(1e-4 * largest);
    expectNear(answer.stepLosses, values.step_losses.slice(0, STEPS), 3e-5);
    const expected = placesOf(name).map(({ measured }) => measured);
    expectNear(
      answer.loss,
      expected.map(({ loss }) => loss),
      1e-5,
    );
    expected.forEach(({ accuracy }, m) =>
      expect(Math.abs(answer.accuracy[m]! - accuracy)).toBeLessThan(2.5 / 10_000),
    );
  });
}

test('ends, which is no loss of the device', async () => {
  expect(await page.evaluate(() => window.ask('end', null))).toBeNull();
});

test('starts again, and says when the GPU is lost', async () => {
  expect(await page.evaluate(() => window.ask('lose', null))).toMatch(
    /^The GPU device was lost \(destroyed\): /,
  );
});

/** Networks A and B, the line and the curve between them; none of convolutions, of which Node evaluates one. */
function placesOf(name: GoldenCase) {
  const { values, architecture } = golden(name);
  const at = (i: number) => values.alphas[i]!;
  const places = [
    { row: [1, 0, 0], measured: values.test_a },
    { row: [0, 0, 1], measured: values.test_b },
    ...LINE.map((i) => ({ row: [1 - at(i), 0, at(i)], measured: values.naive[i]! })),
    ...CURVE.map((i) => {
      const t = at(i);
      return { row: [(1 - t) ** 2, 2 * t * (1 - t), t * t], measured: values.bezier[i]! };
    }),
  ];
  return architecture.kind === 'cnn' ? [] : places;
}

function optionsOf(name: GoldenCase): CaseOptions {
  const { values, architecture, optimizer } = golden(name);
  return {
    name,
    architecture,
    optimizer,
    loss: values.loss,
    trainSamples: STEPS * BATCH,
    testSamples: 10_000,
    steps: STEPS,
    batch: BATCH,
    basis: ['a', 'control', 'b'],
    coefficients: placesOf(name).flatMap(({ row }) => row),
  };
}

function write(name: string, values: Uint8Array | Float32Array) {
  writeFileSync(join(folder, 'dist/data', `${name}.bin`), values);
}

function writeTestImages() {
  const { test } = fashionMnist();
  write('test-images', test.images);
  write('test-labels', test.labels);
}

/** The images of the first steps in the order they are used, and the weights. */
function writeTraining(name: GoldenCase) {
  const { indices, weights } = golden(name);
  const { train } = fashionMnist();
  const used = Array.from(indices.subarray(0, STEPS * BATCH));
  const images = used.flatMap((i) => Array.from(train.images.subarray(i * 784, (i + 1) * 784)));
  write('train-images', Uint8Array.from(images));
  write(
    'train-labels',
    Uint8Array.from(used, (i) => train.labels[i]!),
  );
  for (const which of ['init', 'a', 'b', 'control'] as const)
    write(`${name}-${which}`, weights(which));
}

/** Each within a share of the expected value. */
function expectNear(got: readonly number[], expected: readonly number[], tolerance: number) {
  expect(got).toHaveLength(expected.length);
  expected.forEach((value, i) =>
    expect(Math.abs(got[i]! / value - 1), `entry ${i}`).toBeLessThanOrEqual(tolerance),
  );
}
