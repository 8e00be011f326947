/** The address and the browser's history follow the experiment, and a page that is loaded anew has its results. */
import { expect, goTo, open, progress, slider, test, trainButton } from './page';

const TINY =
  '#network.hidden=8&evaluation.samples=200&evaluation.points=5&plane.grid=5&plane.samples=100';

test('a bad address goes from the bar, and its notice goes with a good one', async ({ page }) => {
  await page.goto('/?engine=wasm#nonsense');
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
  const notices = page.getByRole('list', { name: 'Notices' }).getByRole('listitem');
  await expect(notices).toHaveText(/The address does not hold an experiment/);
  await expect(page).toHaveURL(/engine=wasm&lab$/);
  await page.evaluate((hash) => (location.hash = hash), TINY);
  await expect(notices).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Hidden layers' })).toHaveValue('8');
});

test('a choice is undone, and the browser goes back, with all results', async ({ page }) => {
  await open(page, `?engine=wasm${TINY}`);
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
  const choose = async () => {
    await goTo(page, 'Gallery');
    await page
      .getByRole('button', { name: /the paper’s sizes$/ })
      .first()
      .click();
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    await expect(progress(page)).not.toHaveText(/done/i);
  };
  await choose();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(progress(page)).toHaveText(/done/i);
  await choose();
  // Past the gallery.
  await page.goBack();
  await page.goBack();
  await expect(progress(page)).toHaveText(/done/i);
  await goTo(page, 'Lab');
  await expect(page.getByRole('textbox', { name: 'Hidden layers' })).toHaveValue('8');
  // What is kept is there after the page is loaded anew, without a question before it.
  await page.reload();
  await expect(progress(page)).toHaveText(/done/i);
});

test('the address holds how results are looked at, and opening it shows the same', async ({
  page,
}) => {
  await open(page, `?engine=wasm${TINY}`);
  await slider(page).press('Home');
  await slider(page).press('PageUp');
  await page.getByRole('radio', { name: 'Linear' }).click();
  await page.getByRole('button', { name: 'Naive' }).first().click();
  await expect(page).toHaveURL(
    /view\.alpha=0\.1&view\.hidden=naive,&view\.scale=linear&version=3$/,
  );
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 30_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0.1');
  await expect(page.getByRole('radio', { name: 'Linear' })).toBeChecked();
  await expect(page).toHaveURL(address);
  // A view that cannot be is refused, and its experiment is kept.
  await page.evaluate((hash) => (location.hash = hash), `${TINY}&view.alpha=7`);
  const notices = page.getByRole('list', { name: 'Notices' }).getByRole('listitem');
  await expect(notices).toHaveText(/Slider: expected a number from 0 to 1/);
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0.5');
  await expect(page.getByRole('textbox', { name: 'Hidden layers' })).toHaveValue('8');
  await expect(page).not.toHaveURL(/view/);
});
