/** Browsers and pages that lack what others have: storage, and what only pages with TLS are given. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, open, progress, test } from './page';

const networks = ['a', 'b'].map((which) => ({
  name: 'model.safetensors',
  mimeType: 'application/octet-stream',
  buffer: readFileSync(`experiments/networks/git-re-basin-counter-example-${which}.safetensors`),
}));

/** Opens two files of one name and explores them. */
async function explore(page: Page): Promise<void> {
  await page.getByLabel('Open an experiment or weights files').setInputFiles(networks);
  await page.getByRole('button', { name: 'Use them' }).click();
  await page.getByRole('button', { name: 'Explore', exact: true }).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
  // They are two: the plane between one network and itself would not be.
  await expect(page.getByRole('img', { name: 'Loss plane' })).toBeVisible();
}

const notices = (page: Page) => page.getByRole('list', { name: 'Notices' });

/** Runs a script before the one of each worker. */
const beforeWorkers = (page: Page, script: string) =>
  page.route(/assets\/main-.*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script};${await response.text()}` });
  });

test('a storage that never answers holds nothing up', async ({ page }) => {
  await beforeWorkers(page, 'IDBFactory.prototype.open = () => ({})');
  await open(page);
  await explore(page);
  await expect(notices(page)).toContainText('is there for this visit only');
});

test('a storage that is forbidden has nothing to forget', async ({ page }) => {
  await beforeWorkers(
    page,
    "IDBFactory.prototype.open = () => { throw new DOMException('No.', 'SecurityError') }",
  );
  await open(page);
  await explore(page);
  await expect(notices(page)).toContainText('is there for this visit only');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('button', { name: 'Train networks instead' }).click();
  await expect(page.getByRole('button', { name: 'Train networks instead' })).toHaveCount(0);
  await expect(notices(page).getByRole('listitem')).toHaveCount(0);
});
