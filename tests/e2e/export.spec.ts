/** Every picture and its numbers as files, each opened again by a reader of its kind. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { columnsOf } from '../support/csv';
import { barrier, expect, open, openTab, progress, test } from './page';

const TINY =
  '?engine=wasm&explore#network.hidden=8,8&training.epochs=1&evaluation.samples=500&evaluation.points=5&plane.grid=7&plane.samples=100&version=3';

/** A file of a panel, by the name of its region and the label of the button that saves it. */
async function exported(page: Page, panel: string, label: string): Promise<Buffer> {
  const region = page.getByRole('region', { name: panel, exact: true });
  await region.getByRole('button', { name: 'Export', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click();
  const bytes = await readFile(await (await download).path());
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return bytes;
}

/** A PNG decoded by the browser: its size, and how many colours stand on a grid of its pixels. */
const decoded = (page: Page, bytes: Buffer) =>
  page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([data], { type: 'image/png' }));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    });
    context?.drawImage(bitmap, 0, 0);
    const colours = new Set<string>();
    for (let x = 0; x < width; x += 20)
      for (let y = 0; y < height; y += 20)
        colours.add(String(context?.getImageData(x, y, 1, 1).data));
    return { width, height, colours: colours.size };
  }, bytes.toString('base64'));

/** An SVG read by a parser of XML: what it holds. */
const parsed = (page: Page, bytes: Buffer) =>
  page.evaluate((text) => {
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...svg.querySelectorAll('*')];
    return {
      root: svg.documentElement.localName,
      broken: svg.querySelector('parsererror') !== null,
      texts: [...svg.querySelectorAll('text')].map(({ textContent }) => textContent),
      images: [...svg.querySelectorAll('image')].map((image) => image.getAttribute('href') ?? ''),
      recipe: JSON.parse(svg.querySelector('metadata')?.textContent ?? 'null') as unknown,
      /** Looks that only the page could resolve. */
      foreign: all.flatMap((element) =>
        [...element.attributes].filter(({ value }) => /var\(|oklch|light-dark/.test(value)),
      ).length,
      lines: svg.querySelectorAll('path').length,
    };
  }, bytes.toString());

test('every picture as PNG, SVG, CSV and JSON', async ({ page }) => {
  await open(page, TINY);
  await page
    .getByRole('button', { name: /^Train/ })
    .first()
    .click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });

  const plane = await decoded(page, await exported(page, 'Loss plane', 'PNG'));
  expect(plane.width).toBeGreaterThan(800);
  expect(plane.colours).toBeGreaterThan(200);
  const svg = await parsed(page, await exported(page, 'Loss plane', 'SVG'));
  expect(svg).toMatchObject({ root: 'svg', broken: false, foreign: 0 });
  expect(svg.images).toHaveLength(1);
  expect(svg.images[0]).toMatch(/^data:image\/png;base64,/);
  expect(svg.texts).toEqual(expect.arrayContaining(['Loss plane', 'A', 'B', 'π(A)', 'Naive']));
  expect(svg.texts.join(' ')).toMatch(/Fashion-MNIST, all training images.*8-8-10.*AdamW/);
  expect(svg.recipe).toMatchObject({ experiment: { network: { hidden: [8, 8] } } });

  const grid = columnsOf((await exported(page, 'Loss plane', 'CSV of grid')).toString());
  const json = JSON.parse((await exported(page, 'Loss plane', 'JSON')).toString()) as {
    tables: Record<string, Record<string, unknown[]>>;
  };
  expect(Object.keys(grid)).toEqual(['x', 'y', 'loss', 'accuracy']);
  expect(grid['loss']).toHaveLength(49);
  for (const [name, texts] of Object.entries(grid))
    expect(texts.map(Number)).toEqual(json.tables['grid']?.[name]);

  const path = 'Interpolation from A to B';
  expect((await decoded(page, await exported(page, path, 'PNG'))).colours).toBeGreaterThan(5);
  const lines = await parsed(page, await exported(page, path, 'SVG'));
  expect(lines).toMatchObject({ broken: false, foreign: 0 });
  expect(lines.lines).toBeGreaterThan(2);
  const along = columnsOf((await exported(page, path, 'CSV')).toString());
  expect(new Set(along['path'])).toEqual(new Set(['naive', 'permuted', 'bezier', 'chain']));
  expect(along['alpha']?.slice(0, 5).map(Number)).toEqual([0, 0.25, 0.5, 0.75, 1]);

  const barriers = columnsOf((await exported(page, 'Barriers', 'CSV')).toString());
  expect(Number(barriers['barrierOverMean']?.[0])).toBeCloseTo(await barrier(page, 'Naive', 0), 2);
  for (const [tab, region] of [
    ['Neurons', 'Matched neurons'],
    ['Learning', 'Learning curves'],
  ] as const) {
    await openTab(page, tab);
    const { width, colours } = await decoded(page, await exported(page, region, 'PNG'));
    expect(width).toBeGreaterThan(800);
    expect(colours).toBeGreaterThan(5);
    expect((await parsed(page, await exported(page, region, 'SVG'))).broken).toBe(false);
    expect((await exported(page, region, 'JSON')).toString()).toMatch(
      /^{"title":"[^"]+","recipe":{/,
    );
  }
});
