import { readFileSync } from 'node:fs';
import { test as plain } from '@playwright/test';
import { expect, open, progress, test, trainButton, trainToTheEnd } from './page';

// The browser itself reports a missing file in the console, so these two go without the watch on it.
plain('a dataset file cut short is refused, and the next press tries again', async ({ page }) => {
  let broken = true;
  const file = readFileSync('public/data/fashion-mnist/t10k-images-idx3-ubyte.gz');
  await page.route('**/t10k-images-idx3-ubyte.gz', (route) =>
    broken ? route.fulfill({ body: file.subarray(0, 100_000) }) : route.continue(),
  );
  await page.goto('/?engine=wasm');
  await expect(progress(page)).toHaveText(/t10k-images.*cut short/i, { timeout: 30_000 });
  broken = false;
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
});

plain('a missing dataset file is named', async ({ page }) => {
  await page.route('**/train-labels-idx1-ubyte.gz', (route) => route.fulfill({ status: 404 }));
  await page.goto('/?engine=wasm');
  await expect(progress(page)).toHaveText(/train-labels.*404/i, { timeout: 30_000 });
});

test('MNIST is a choice away', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Dataset', exact: true }).click();
  await page.getByRole('option', { name: 'MNIST', exact: true }).click();
  await trainToTheEnd(page);
});
