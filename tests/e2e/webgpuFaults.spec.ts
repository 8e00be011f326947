/** What can go wrong with a GPU, on the software adapter and the production build: the page says it and goes on. */
import type { Page } from '@playwright/test';
import {
  beginWorkersWith,
  KEEP_DEVICE,
  loseDevice,
  NO_ADAPTER,
  NO_COMPILER,
  noRoomFor,
  REAL_GPU,
  refusedBuffers,
  WRONG_RESULTS,
} from './faultyGpu';
import { engine, expect, open, progress, test, trainButton } from './page';

const WEBGPU = '?engine=webgpu';

/** Sets fields of the open sections of the settings. */
async function settings(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const section of [/^Evaluation/, /^Plane/])
    await page.getByRole('button', { name: section }).click();
  for (const [label, text] of Object.entries(values)) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await page.keyboard.press('Tab');
  }
}

/** An experiment of a few seconds on the software adapter. */
const TINY = {
  'Hidden layers': '4',
  Epochs: '1',
  'Batch size': '10000',
  'Points along paths': '5',
  'Images along paths': '500',
  Grid: '5',
  'Images on the plane': '500',
};

const notice = (page: Page, text: RegExp) => page.getByText(text).first();

/** Opens the list of why each engine before the one that runs is not used. */
const reasons = (page: Page) => page.getByRole('button', { name: 'Choose the engine' }).click();

/** The rest is as without the fault. */
const trained = (page: Page) =>
  expect(progress(page)).toHaveText(/matching|fitting/i, { timeout: 240_000 });

const ends = (page: Page) => expect(progress(page)).toHaveText(/done in/i, { timeout: 400_000 });

/** Waits for a checkpoint, which comes with the first steps after 2 seconds of training, however long those take. */
async function checkpointed(page: Page): Promise<void> {
  await page.waitForTimeout(2500);
  const now = (await progress(page).textContent()) ?? '';
  await expect(progress(page)).not.toHaveText(now);
}

/** Floats of 784-4-10: the bytes of a stack's points say how many networks it is of. */
const PARAMETERS = 784 * 4 + 4 + 4 * 10 + 10;

test('a device lost while networks train: opened again, then WebAssembly; nothing is lost', async ({
  page,
}) => {
  await beginWorkersWith(page, KEEP_DEVICE);
  await open(page, WEBGPU);
  await expect(notice(page, /only a software adapter here, .* but slow/)).toBeVisible();
  await settings(page, { ...TINY, 'Batch size': '250' });
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/training a and b/i);
  await checkpointed(page);
  await loseDevice(page);
  const again = notice(
    page,
    /The GPU device was lost \(destroyed\).*It was opened again; training of A and B goes on from step \d+\./,
  );
  await expect(again).toBeVisible({ timeout: 80_000 });
  await expect(engine(page)).toContainText('WebGPU');
  await page.waitForTimeout(500);
  await loseDevice(page);
  const wasm = notice(
    page,
    /Isthmus goes on with WebAssembly; training of A and B goes on from step \d+\./,
  );
  await expect(wasm).toBeVisible({ timeout: 80_000 });
  await expect(engine(page)).toContainText('WebAssembly SIMD');
  const steps = await Promise.all([again, wasm].map((said) => said.textContent()));
  const [first = 0, second = 0] = steps.map((text) => Number(/step (\d+)/.exec(text ?? '')?.[1]));
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThanOrEqual(first);
  await ends(page);
});

test(
  'a device lost while a plane is computed: its points stay',
  { tag: '@long' },
  async ({ page }) => {
    await beginWorkersWith(page, KEEP_DEVICE);
    await open(page, WEBGPU);
    await settings(page, { ...TINY, Grid: '21', 'Images on the plane': '2000' });
    await trainButton(page).click();
    // Once there are points that can stay.
    await expect(page.getByText(/, [1-9]\d* of 441 computed/).first()).toBeAttached({
      timeout: 240_000,
    });
    await loseDevice(page);
    await expect(
      notice(page, /It was opened again; the plane goes on after \d+ of 441 points\./),
    ).toBeVisible({
      timeout: 80_000,
    });
    await ends(page);
    await expect(page.getByText('NaN')).toHaveCount(0);
  },
);

test(
  'a GPU process that crashes: its device is opened again',
  { tag: '@long' },
  async ({ page, browser }) => {
    await open(page, WEBGPU);
    await settings(page, TINY);
    await trainButton(page).click();
    await expect(progress(page)).toHaveText(/training a and b: \d/i, { timeout: 120_000 });
    const devtools = await browser.newBrowserCDPSession();
    await devtools.send('Browser.crashGpuProcess').catch(() => undefined);
    await expect(notice(page, /The GPU device was lost .* It was opened again; /)).toBeVisible({
      timeout: 120_000,
    });
    await trained(page);
    await expect(engine(page)).toContainText('WebGPU');
  },
);

test('no adapter: WebAssembly, and why', async ({ page }) => {
  await beginWorkersWith(page, NO_ADAPTER);
  await open(page, WEBGPU);
  await expect(engine(page)).toContainText('WebAssembly SIMD');
  await expect(
    notice(
      page,
      /WebGPU: this browser offers no adapter on this machine\. WebAssembly.*takes over\./,
    ),
  ).toBeVisible();
});

test('a software adapter that nobody asked for: WebAssembly, and why', async ({ page }) => {
  await open(page, '');
  await expect(engine(page)).toContainText('WebAssembly SIMD');
  await reasons(page);
  await expect(
    notice(page, /WebGPU: only a software adapter \(.*\), which is slower/),
  ).toBeVisible();
});

test(
  'a compiler that refuses our shaders: TensorFlow.js, and why',
  { tag: '@long' },
  async ({ page }) => {
    await beginWorkersWith(page, REAL_GPU, NO_COMPILER);
    await open(page, '');
    await expect(engine(page)).toContainText('WebGPU through TensorFlow.js: acme g1');
    await reasons(page);
    await expect(
      notice(page, /WebGPU: its self-check failed: .*compiler.*line \d+: /),
    ).toBeVisible();
  },
);

test('wrong results: WebAssembly, with what was expected and what came', async ({ page }) => {
  await beginWorkersWith(page, REAL_GPU, WRONG_RESULTS);
  await open(page, '');
  await expect(engine(page)).toContainText('WebAssembly SIMD');
  await reasons(page);
  for (const name of ['WebGPU', 'WebGPU through TensorFlow.js'])
    await expect(
      notice(page, new RegExp(`^${name}: its self-check failed: Expected .* got `)),
    ).toBeVisible();
});

test('no room for a stack: one network after the other', { tag: '@long' }, async ({ page }) => {
  await beginWorkersWith(page, noRoomFor([2 * 4 * PARAMETERS], 1));
  await open(page, WEBGPU);
  await settings(page, TINY);
  await trainButton(page).click();
  await trained(page);
  expect(await refusedBuffers(page)).toBe(1);
  await expect(engine(page)).toContainText('WebGPU');
});

test(
  'no room for a network: refused with its size, and WebAssembly can be chosen',
  { tag: '@long' },
  async ({ page }) => {
    await beginWorkersWith(page, noRoomFor([2 * 4 * PARAMETERS, 4 * PARAMETERS], Infinity));
    await open(page, WEBGPU);
    await settings(page, TINY);
    await trainButton(page).click();
    await expect(progress(page)).toHaveText(/room for training 1 network.*3,190 parameters/i, {
      timeout: 120_000,
    });
    await reasons(page);
    await page.getByRole('radio', { name: /^WebAssembly/ }).click();
    await page.keyboard.press('Escape');
    await expect(engine(page)).toContainText('WebAssembly SIMD');
    await trainButton(page).click();
    await ends(page);
  },
);

test(
  'a tab in the background, and one that is frozen: the run goes on and ends well',
  { tag: '@long' },
  async ({ page, context }) => {
    await open(page, WEBGPU);
    await settings(page, { ...TINY, 'Batch size': '1000' });
    await trainButton(page).click();
    await expect(progress(page)).toHaveText(/training a and b/i);
    const other = await context.newPage();
    await other.bringToFront();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await other.waitForTimeout(4000);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await other.waitForTimeout(500);
    await page.bringToFront();
    await ends(page);
    await expect(notice(page, /lost|replaced/)).toHaveCount(0);
  },
);
