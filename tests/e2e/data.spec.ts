import { readFileSync, writeFileSync } from 'node:fs';
import { test as plain, type Page } from '@playwright/test';
import { cifarArchive, cifarContents } from '../support/cifar';
import {
  choose,
  drop,
  expect,
  fill,
  open,
  openSection,
  openTab,
  progress,
  QUICKER,
  test,
  trainButton,
  trainToTheEnd,
} from './page';

// The browser itself reports a missing file in the console, so these two go without the watch on it.
plain('a dataset file cut short is refused, and the next press tries again', async ({ page }) => {
  let broken = true;
  const file = readFileSync('public/data/fashion-mnist/t10k-images-idx3-ubyte.gz');
  await page.route('**/t10k-images-idx3-ubyte.gz', (route) =>
    broken ? route.fulfill({ body: file.subarray(0, 100_000) }) : route.continue(),
  );
  await page.goto(`/${QUICKER}`);
  await expect(progress(page)).toHaveText(/t10k-images.*cut short/i, { timeout: 120_000 });
  broken = false;
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 240_000 });
});

plain('a missing dataset file is named', async ({ page }) => {
  await page.route('**/train-labels-idx1-ubyte.gz', (route) => route.fulfill({ status: 404 }));
  await page.goto('/?engine=wasm&lab');
  await expect(progress(page)).toHaveText(/train-labels.*404/i, { timeout: 120_000 });
});

test('MNIST is a choice away', { tag: '@long' }, async ({ page }) => {
  await open(page, QUICKER);
  await choose(page, 'Dataset', 'MNIST');
  await trainToTheEnd(page);
});

const importCifar = async (page: Page) =>
  drop(page, [{ name: 'cifar-10-binary.tar.gz', bytes: cifarArchive(cifarContents()) }]);

test(
  'CIFAR-10 is dropped on the page, trained on, kept for the next visit, and removed',
  { tag: '@long' },
  async ({ page }) => {
    await open(page);
    await choose(page, 'Dataset', 'CIFAR-10 (bring the file)');
    await expect(progress(page)).toHaveText('Bring the files of CIFAR-10 first');
    await trainButton(page).click();
    await expect(page.getByLabel('Files of CIFAR-10')).toBeFocused();
    await drop(page, [{ name: 'cat.gif', bytes: Uint8Array.of(71, 73, 70) }]);
    await expect(page.getByText(/cat.gif: expected a weights file, got a picture/)).toBeVisible();
    await expect(progress(page)).toHaveText('Bring the files of CIFAR-10 first');

    const began = Date.now();
    await importCifar(page);
    await expect(progress(page)).toHaveText('Ready', { timeout: 240_000 });
    console.log(`CIFAR-10: ${((Date.now() - began) / 1000).toFixed(1)} s from the drop to ready`);
    await choose(page, 'Kind', 'Convolutional');
    await fill(page, 'Convolutions', '4-avg-4');
    await fill(page, 'Batch size', '500');
    await openSection(page, 'Alignment');
    await fill(page, 'Images for matching', '500');
    await openSection(page, 'Evaluation');
    await fill(page, 'Images along paths', '500');
    await fill(page, 'Points along paths', '5');
    await openSection(page, 'Plane');
    await fill(page, 'Grid', '5');
    await fill(page, 'Images on the plane', '100');
    await trainToTheEnd(page);
    await openTab(page, 'Neurons');
    await expect(page.getByRole('img', { name: /weights of 4 pairs of channels/ })).toBeVisible();

    await page.reload();
    await expect(progress(page)).toHaveText(/Ready|Done/, { timeout: 120_000 });
    await choose(page, 'Dataset', 'CIFAR-10 (bring the file)');
    await expect(page.getByText('Kept in this browser for your next visit.')).toBeVisible({
      timeout: 120_000,
    });
    await expect(progress(page)).toHaveText(/Ready|Done/);
    await page.getByRole('button', { name: 'Remove CIFAR-10 from this browser' }).click();
    await expect(progress(page)).toHaveText('Bring the files of CIFAR-10 first');
    await page.reload();
    await choose(page, 'Dataset', 'CIFAR-10 (bring the file)');
    await expect(progress(page)).toHaveText('Bring the files of CIFAR-10 first');
  },
);

test('CIFAR-10 is chosen by the keyboard; a browser without room keeps it for the visit', async ({
  page,
  baseURL,
}) => {
  const devtools = await page.context().newCDPSession(page);
  const origin = baseURL ?? '';
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1e6 });
  await open(page);
  await choose(page, 'Dataset', 'CIFAR-10 (bring the file)');
  const input = page.getByLabel('Files of CIFAR-10');
  const chooser = page.waitForEvent('filechooser', { timeout: 60_000 });
  await input.focus();
  await page.keyboard.press('Space');
  const files = Array.from(cifarContents(), ([name, bytes]) => {
    const path = test.info().outputPath(name);
    writeFileSync(path, bytes);
    return path;
  });
  await (await chooser).setFiles(files);
  await expect(page.getByText(/for this visit only: the browser has no room/)).toBeVisible({
    timeout: 240_000,
  });
  await expect(progress(page)).toHaveText('Ready');
  await expect(page.getByText('not kept in this browser')).toBeVisible();
});
