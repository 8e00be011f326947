/** The page over plain http from another machine. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { progress } from './page';

test(
  'works without what only pages with TLS are given',
  { tag: '@long' },
  async ({ page, baseURL }) => {
    const elsewhere = 'http://seminar.example';
    await page.route(`${elsewhere}/**`, async (route) => {
      const url = route
        .request()
        .url()
        .replace(elsewhere, baseURL ?? '');
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    await page.goto(`${elsewhere}/?engine=wasm&lab`);
    expect(await page.evaluate(() => [isSecureContext, 'subtle' in crypto])).toEqual([
      false,
      false,
    ]);
    await expect(progress(page)).toHaveText(/ready/i, { timeout: 30_000 });
    await page.getByLabel('Open an experiment or weights files').setInputFiles(
      ['a', 'b'].map((which) => ({
        name: 'model.safetensors',
        mimeType: 'application/octet-stream',
        buffer: readFileSync(
          `experiments/networks/git-re-basin-counter-example-${which}.safetensors`,
        ),
      })),
    );
    await page.getByRole('button', { name: 'Use them' }).click();
    await expect.poll(() => new Set(page.url().match(/digest=[0-9a-f]{64}/g)).size).toBe(2);
    await page.getByRole('button', { name: 'Explore', exact: true }).click();
    await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
  },
);
