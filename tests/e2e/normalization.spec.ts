import { readFileSync } from 'node:fs';
import { barrier, drop, expect, open, progress, test } from './page';

/** Stand for networks that were trained on pixels from 0 to 1. */
const FILES = ['a', 'b'].map((name) => ({
  name: `${name}.safetensors`,
  bytes: readFileSync(
    new URL(`../files/cases/images-scaled-to-one/${name}.safetensors`, import.meta.url),
  ),
}));

test('networks trained on pixels from 0 to 1 are asked about, tried and measured so', async ({
  page,
}) => {
  const settings = 'evaluation.points=11&curves.kinds=,&plane.grid=5&plane.samples=100';
  await open(page, `?engine=wasm#${settings}&version=3`);
  await drop(page, FILES);
  const dialog = page.getByRole('dialog', { name: 'Networks of yours' });
  await expect(dialog).toContainText(
    /Right on the first 500 test images: the dataset's own: \d+ %, 0 to 1: \d+ %, −1 to 1: \d+ %\./,
  );
  // Weights are random, so that no way is as good as trained networks are, and the choice is the visitor's.
  await expect(dialog).toContainText('Trained networks reach about 85 % on Fashion-MNIST');
  await dialog.getByRole('combobox', { name: 'Scaling of the pixels' }).click();
  await page.getByRole('option', { name: '0 to 1', exact: true }).click();
  await page.getByRole('button', { name: 'Use them' }).press('Enter');
  await expect(page).toHaveURL(/normalization\.0\.mean=0&normalization\.0\.standardDeviation=1&/);

  await page.getByRole('button', { name: 'Explore' }).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 30_000 });
  expect(await barrier(page, 'Naive', 0)).toBe(1.25);
  await expect(page.getByText(/A gets 6\.8 %, B gets 7\.9 % of the test images/)).toBeVisible();

  const pixels = page.getByRole('combobox', { name: 'Pixels' });
  await expect(pixels).toHaveText('0 to 1');
  await pixels.click();
  await page.getByRole('option', { name: 'Own mean and deviation' }).click();
  const deviation = page.getByRole('textbox', { name: 'Standard deviation' });
  await expect(deviation).toHaveValue('1');
  await deviation.fill('0');
  await expect(page.getByText('expected a number above 0').first()).toBeVisible();
  await deviation.fill('0.5');
  await expect(page).toHaveURL(/normalization\.0\.standardDeviation=0\.5&/);
});
