/** The address and the browser's history follow the experiment, and leaving with results asks first. */
import { expect, open, progress, test, trainButton } from './page';

const TINY =
  '#network.hidden=8&evaluation.samples=200&evaluation.points=5&plane.grid=5&plane.samples=100';

test('a bad address goes from the bar, and its notice goes with a good one', async ({ page }) => {
  await page.goto('/?engine=wasm#nonsense');
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 30_000 });
  const notices = page.getByRole('list', { name: 'Notices' }).getByRole('listitem');
  await expect(notices).toHaveText(/The address does not hold an experiment/);
  await expect(page).toHaveURL(/engine=wasm$/);
  await page.evaluate((hash) => (location.hash = hash), TINY);
  await expect(notices).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Hidden layers' })).toHaveValue('8');
});

test('a choice is undone, and the browser goes back, with all results', async ({ page }) => {
  await open(page, `?engine=wasm${TINY}`);
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
  const choose = async () => {
    await page.getByRole('button', { name: 'Gallery', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /small$/ })
      .first()
      .click();
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    await expect(progress(page)).not.toHaveText(/done/i);
  };
  await choose();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(progress(page)).toHaveText(/done/i);
  await choose();
  await page.goBack();
  await expect(progress(page)).toHaveText(/done/i);
  await expect(page.getByRole('textbox', { name: 'Hidden layers' })).toHaveValue('8');
  // A page without results is left without a word, one with results after a question.
  const asked = page.waitForEvent('dialog');
  void page.reload().catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(progress(page)).toHaveText(/done/i);
});
