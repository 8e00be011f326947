/** A part of the page that cannot be fetched or drawn takes nothing away. The console is not clean in these tests. */
import { expect, test } from '@playwright/test';
import { barrier, goTo, open, progress, trainToTheEnd } from './page';

test(
  'parts that do not load say so in their place, are tried again, and leave the results',
  { tag: '@long' },
  async ({ page }) => {
    let gone = true;
    await page.route(/assets\/(Gallery|Findings)-.*\.js/, (route) =>
      gone ? route.fulfill({ status: 404 }) : route.continue(),
    );
    await open(page);
    await trainToTheEnd(page);
    const naive = await barrier(page, 'Naive', 0);
    const said = (what: string) => page.getByText(new RegExp(`^${what} did not load`));

    await goTo(page, 'Gallery');
    await expect(said('The gallery')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(said('The gallery')).toBeVisible();
    gone = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await goTo(page, 'Lab');

    gone = true;
    await page.getByRole('textbox', { name: 'Epochs', exact: true }).fill('2');
    await expect(said('What papers found')).toBeVisible();
    expect(await barrier(page, 'Naive', 0)).toBe(naive);
    await page.getByRole('textbox', { name: 'Epochs', exact: true }).fill('1');
    await expect(progress(page)).toHaveText(/done/i);
  },
);

test('parts that are fetched early are there when the server no longer is', async ({
  page,
  context,
}) => {
  const fetched = page.waitForResponse(/assets\/examples-.*\.js/);
  await open(page);
  await fetched;
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await goTo(page, 'Gallery');
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
});
