/** Data of one's own: dropped in each form, trained on, kept if asked, named by its address. */
import type { Page } from '@playwright/test';
import { csvOf, idxOf, imagesOf, npzOf, type Form } from '../support/ownImages';
import { choose, drop, expect, open, progress, test, trainButton, trainToTheEnd } from './page';

const SMALL =
  '?engine=wasm#network.kind=mlp&network.hidden=8,&training.epochs=3&training.batch=20&evaluation.points=5&curves.kinds=,&plane.grid=5&version=3';
const images = imagesOf({ side: 8, channels: 1, train: 300, test: 90, classes: 3 });
const colours = imagesOf({ side: 8, channels: 3, train: 300, test: 90, classes: 4 });

for (const [form, files] of [
  ['.npz as Keras has it', npzOf(colours, { deflated: true })],
  ['four gzipped IDX files', idxOf(images, true)],
  ['CSV files with the label first', csvOf(images)],
] as const satisfies [string, Form][])
  test(
    `${form}, dropped, are trained on`,
    { tag: form.startsWith('.npz') ? [] : ['@long'] },
    async ({ page }) => {
      await open(page, SMALL);
      await drop(page, files);
      await expect(page.getByText('not kept in this browser')).toBeVisible();
      await expect(progress(page)).toHaveText('Ready');
      await expect(page.getByText(/300 \+ 90 .*images of 8 × 8 pixels/)).toBeVisible();
      await trainToTheEnd(page);
      await expect(page.getByText('NaN')).toHaveCount(0);
    },
  );

test('cut short or altered, they are refused in words, and what was there stays', async ({
  page,
}) => {
  await open(page, SMALL);
  const [npz] = npzOf(images);
  await drop(page, [{ name: 'cut.npz', bytes: npz!.bytes.slice(0, 3000) }]);
  await expect(page.getByText(/cut\.npz: expected a whole zip file/)).toBeVisible();
  await drop(page, idxOf(images).slice(0, 3));
  await expect(page.getByText(/Expected four IDX files at once/)).toBeVisible();
  const [train, held] = csvOf(images);
  await drop(page, [{ name: 'train.csv', bytes: train!.bytes.slice(0, -5) }, held!]);
  await expect(page.getByText(/train\.csv: expected 65 columns in row 300/)).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Dataset', exact: true })).toContainText(
    'Fashion-MNIST',
  );
  await expect(trainButton(page)).toBeEnabled();
});

test('they are kept if asked, and an address without them asks for them', async ({
  page,
  browser,
}) => {
  await open(page, SMALL);
  await choose(page, 'Dataset', 'Own data (bring your files)');
  await expect(progress(page)).toHaveText('Bring files of your own first');
  await drop(page, npzOf(images));
  await expect(progress(page)).toHaveText('Ready');
  const address = page.url();
  expect(new URL(address).hash).toContain('own.digest=');
  await page.getByRole('button', { name: 'Keep in this browser' }).click();
  await expect(page.getByText('Kept in this browser for your next visit.')).toBeVisible();
  await page.reload();
  await expect(progress(page)).toHaveText('Ready', { timeout: 120_000 });
  await page.getByRole('button', { name: 'Remove own.npz from this browser' }).click();
  await expect(progress(page)).toHaveText('Bring own.npz first');

  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(address);
  await expect(progress(elsewhere)).toHaveText('Bring own.npz first', { timeout: 120_000 });
  // Images are known by what they are, not by what their files are called.
  await drop(elsewhere, csvOf(images));
  await expect(progress(elsewhere)).toHaveText('Ready');
  await trainToTheEnd(elsewhere);
  await elsewhere.context().close();
});

/** Whether the plane, the last result of a run, is in the browser's archive. */
const planeKept = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const tables = await settled(indexedDB.open('isthmus-archive-1'));
    const heads = tables.transaction('heads').objectStore('heads');
    const all = (await settled(heads.getAll())) as { kind: string; job: string }[];
    tables.close();
    return all.some(({ kind, job }) => kind === 'result' && job === 'plane');
  });

test(
  'what was computed on them is there at the next visit once they are',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, SMALL);
    await drop(page, npzOf(images));
    await expect(progress(page)).toHaveText('Ready');
    await trainToTheEnd(page);
    await expect.poll(() => planeKept(page)).toBe(true);

    await page.reload();
    await expect(progress(page)).toHaveText('Bring own.npz first', { timeout: 120_000 });
    const barriers = page.getByRole('table', { name: 'Barriers' });
    await expect(barriers.getByRole('cell', { name: /\d/ })).toHaveCount(0);
    const others = imagesOf({ side: 8, channels: 1, train: 300, test: 89, classes: 3 });
    await drop(page, npzOf(others));
    await expect(page.getByText(/The experiment was on other data, own\.npz/)).toBeVisible();
    await expect(progress(page)).toHaveText('Ready');
    await drop(page, csvOf(images));
    await expect(progress(page)).toHaveText(/^done/i);
    await expect(barriers.getByRole('cell', { name: /\d/ })).not.toHaveCount(0);

    await page.getByRole('button', { name: 'Keep in this browser' }).click();
    await expect(page.getByText('Kept in this browser for your next visit.')).toBeVisible();
    await page.reload();
    await expect(progress(page)).toHaveText(/^done/i, { timeout: 120_000 });
  },
);
