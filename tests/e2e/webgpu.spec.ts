import { barrier, engine, expect, open, test, trainToTheEnd } from './page';

test(
  'a tiny experiment runs on WebGPU, on the software adapter when asked for',
  { tag: '@long' },
  async ({ page }) => {
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
    await trainToTheEnd(page);
    expect(await barrier(page, 'Naive', 0)).toBeGreaterThanOrEqual(0);
  },
);
