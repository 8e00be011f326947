import { barrier, engine, expect, open, progress, test, trainButton, trainToTheEnd } from './page';

test('a tiny experiment runs on WebGPU, on the software adapter when asked for', async ({
  page,
}) => {
  test.setTimeout(400_000);
  await open(page, '?engine=webgpu');
  await expect(engine(page)).toContainText('WebGPU');
  await expect(engine(page)).toContainText(/software/i);
  for (const section of [/^Evaluation/, /^Plane/])
    await page.getByRole('button', { name: section }).click();
  for (const [label, text] of [
    ['Hidden layers', '4'],
    ['Batch size', '10000'],
    ['Points along paths', '5'],
    ['Images along paths', '1000'],
    ['Grid', '5'],
    ['Images on the plane', '500'],
  ] as const) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await page.keyboard.press('Tab');
  }
  await trainToTheEnd(page, 300_000);
  expect(await barrier(page, 'Naive', 0)).toBeGreaterThanOrEqual(0);
});

test('a software adapter is never chosen unasked', async ({ page }) => {
  await open(page, '');
  await expect(engine(page)).toContainText('WebAssembly SIMD');
});

test('a lost GPU is said, and WebAssembly goes on with the work', async ({ page, browser }) => {
  test.setTimeout(200_000);
  await open(page, '?engine=webgpu');
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/training a and b|training b/i, { timeout: 60_000 });
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send('Browser.crashGpuProcess').catch(() => undefined);
  await expect(page.getByText(/goes on with WebAssembly/)).toBeVisible({ timeout: 20_000 });
  await expect(engine(page)).toContainText('WebAssembly SIMD');
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
});
