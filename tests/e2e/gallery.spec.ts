/** The wall of finished landscapes: found by question, paper and size, opened in one click, run again and compared. */
import { expect, goTo, progress, slider, test } from './page';

test('a landscape is found by what it is about, opened in one click, and run again here', async ({
  page,
}) => {
  await page.goto('/gallery/?engine=wasm');
  const wall = page.getByRole('list', { name: 'Gallery' });
  const cards = wall.getByRole('listitem');
  await expect(cards.first().getByText(/Runs again in/)).toBeVisible();
  const all = await cards.count();
  expect(all).toBeGreaterThan(20);
  // The planes themselves, drawn in small.
  await expect(wall.locator('canvas').first()).toBeVisible();

  await page.getByRole('combobox', { name: 'Paper' }).click();
  await page.getByRole('option', { name: /^Ainsworth/ }).click();
  await expect(page).toHaveURL(/paper=ainsworth/);
  expect(await cards.count()).toBeLessThan(all);
  await page.reload();
  await expect(cards.filter({ hasText: 'Where no permutation helps' })).toHaveCount(1);
  expect(await cards.count()).toBeLessThan(all);

  await wall.getByRole('link', { name: 'Where no permutation helps' }).click();
  await expect(page).toHaveURL(/\/\?engine=wasm&x=git-re-basin-counter-example/);
  await expect(page.getByRole('img', { name: 'Loss plane' })).toBeVisible();
  await expect(slider(page)).toBeVisible();
  const again = page.getByRole('region', { name: 'Run it again' });
  await again.getByRole('button', { name: 'Run it again here' }).click();
  await expect(again.getByRole('table', { name: 'Yours and shipped' })).toBeVisible({
    timeout: 120_000,
  });
  await expect(again.getByRole('status')).toHaveText(/It took .* here\. Yours came out the same/);
  await expect(progress(page)).toHaveText(/done in/i);

  // And back to the wall as it was.
  await page.goBack();
  await expect(page).toHaveURL(/gallery\/.*paper=ainsworth/);
  await expect(cards.filter({ hasText: 'Where no permutation helps' })).toHaveCount(1);
  await goTo(page, 'Explore');
  await expect(progress(page)).toHaveText(/done/i);
});
