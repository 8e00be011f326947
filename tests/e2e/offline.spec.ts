/** After one visit the page works without its server, below any path; a newer version waits until it is asked for. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { progress, QUICKER, trainToTheEnd } from './page';
import { siteBelow, type Site } from './site';

const test = base.extend<{ site: Site }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures that a fixture takes from here.
  site: async ({}, use) => {
    const site = await siteBelow('any/where');
    await use(site);
    await site.remove();
  },
});

test.use({ serviceWorkers: 'allow' });

/** Opens the page and waits until all that it needs is kept. */
async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const kept = await caches.open('isthmus-files');
        return (await kept.keys()).filter(({ url }) => url.includes('/data/')).length;
      }),
    )
    .toBe(4);
}

test('trains without a server after one visit, and goes to its other places', async ({
  page,
  site,
}) => {
  await visit(page, site.address + QUICKER);
  await site.stop();
  await page.goto('about:blank');
  await page.goto(site.address + QUICKER);
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
  await trainToTheEnd(page);
  await expect(page.getByRole('img', { name: 'Loss plane' })).toBeVisible();
  await page.getByRole('button', { name: '3-D', exact: true }).click();

  await page.goto(`${site.address}gallery/`);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
});

test(
  'says that a newer version has come, and uses it when asked',
  { tag: '@long' },
  async ({ page, site }) => {
    await visit(page, site.address + QUICKER);
    appendFileSync(path.join(site.folder, 'sw.js'), '\n// Newer.\n');
    await site.restart();
    await page.reload();
    const notice = page.getByRole('list', { name: 'Notices' }).getByText(/^Note A new version/);
    await expect(notice).toBeVisible();
    // Until then the page is as it was, also over another visit.
    await page.reload();
    await expect(notice).toBeVisible();
    await page.evaluate(() => Object.assign(window, { before: true }));
    await page.getByRole('button', { name: 'Reload to use it' }).click();
    // Between two pages there is none to ask.
    const isSame = () => page.evaluate(() => 'before' in window).catch(() => true);
    await expect.poll(isSame).toBe(false);
    await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
    await expect(notice).toHaveCount(0);
  },
);
