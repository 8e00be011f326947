import { faultsOf } from './axe';
import { expect, test } from './page';
import type { Page } from '@playwright/test';

/** A finished landscape of 784-64-64-10 networks, whose plane goes through the control point of the Bezier curve. */
const CURVES = '/?x=garipov-curves&engine=wasm';

const scores = (page: Page) => page.getByRole('table', { name: 'Scores' });

/** Highest loss, barrier and length of a row of the scores. */
async function scoreOf(page: Page, row: string): Promise<readonly number[]> {
  const cells = scores(page).getByRole('row', { name: row }).getByRole('cell');
  await expect(cells).toHaveCount(3);
  return (await cells.allTextContents()).map(Number.parseFloat);
}

test('a path is drawn across the plane with the mouse, and scored beside the others', async ({
  page,
}) => {
  await page.goto(`${CURVES}#view.tool=path`);
  const area = page.getByRole('application', { name: 'Draw a path from A to B' });
  await expect(scores(page).getByRole('row', { name: 'Straight line' })).toBeVisible();
  const [, straight = NaN] = await scoreOf(page, 'Straight line');
  const [, trained = NaN] = await scoreOf(page, 'Bezier, trained');
  expect(trained).toBeLessThan(straight);
  const box = (await area.boundingBox())!;
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.2, 0.6));
  await page.mouse.down();
  // Along the valley that the trained curve lies in.
  for (const [x, y] of [
    [0.3, 0.54],
    [0.5, 0.5],
    [0.7, 0.54],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => (await scoreOf(page, 'Your path'))[1]).toBeLessThan(straight);
  const [highest = NaN, , length = NaN] = await scoreOf(page, 'Your path');
  expect(highest).toBeGreaterThan(0);
  expect(length).toBeGreaterThan(1);

  await test.step('the best on the grid is shown when it is asked for', async () => {
    await page.getByRole('button', { name: 'Best path on the grid' }).click();
    const [, best = NaN] = await scoreOf(page, 'Best on the grid');
    expect(best).toBeLessThan(straight);
  });

  expect(await faultsOf(page)).toEqual([]);

  await test.step('the address holds the path, which opens again with its score', async () => {
    await expect(page).toHaveURL(/view\.drawn=[\d.,-]+/);
    const drawn = /view\.drawn=([\d.,-]+)/.exec(page.url())?.[1]?.split(',') ?? [];
    expect(drawn.length).toBeLessThanOrEqual(64);
    const before = await scoreOf(page, 'Your path');
    await page.reload();
    await expect(scores(page).getByRole('row', { name: 'Your path' })).toBeVisible();
    expect(await scoreOf(page, 'Your path')).toEqual(before);
    await expect(scores(page).getByRole('row', { name: 'Best on the grid' })).toBeVisible();
  });

  await test.step('it is cleared, and the chart of the paths comes back', async () => {
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(scores(page).getByRole('row', { name: 'Your path' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('heading', { name: 'Interpolation from A to B' })).toBeVisible();
  });
});

test('a path is drawn by keys alone, and every place says its loss', async ({ page }) => {
  await page.goto(`${CURVES}#view.tool=path`);
  const area = page.getByRole('application', { name: 'Draw a path from A to B' });
  await expect(scores(page).getByRole('row', { name: 'Straight line' })).toBeVisible();
  await area.focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status', { name: 'Cursor' })).toHaveText(
    /^x 0\.\d+, y 0\.\d+, loss \d/,
  );
  await page.keyboard.press('Enter');
  const one = await scoreOf(page, 'Your path');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: 'Your score' })).toHaveText(
    /^Your path: highest loss \d/,
  );
  await page.keyboard.press('Backspace');
  await expect.poll(() => scoreOf(page, 'Your path')).toEqual(one);
  await page.keyboard.press('Escape');
  await expect(scores(page).getByRole('row', { name: 'Your path' })).toHaveCount(0);
});

test('a control point is dragged, and the curve and its loss follow', async ({ page }) => {
  await page.goto(`${CURVES}#view.tool=curve`);
  const handle = page.getByRole('application', { name: /^Control point at x 0\.5, y 0/ });
  await expect(handle).toBeVisible();
  const [, straight = NaN] = await scoreOf(page, 'Your curve');
  expect(straight).toBeCloseTo((await scoreOf(page, 'Straight line'))[1] ?? NaN, 1);
  const box = (await handle.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 120, { steps: 10 });
  await page.mouse.up();
  await expect.poll(async () => (await scoreOf(page, 'Your curve'))[1]).toBeLessThan(straight);
  await expect(page).toHaveURL(/view\.control=[\d.]+,[\d.]+/);
  expect(await faultsOf(page)).toEqual([]);
  const moved = page.getByRole('application', { name: /^Control point/ });
  await moved.focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('application', { name: /at x 0\.5, y 0;/ })).toBeVisible();
});

test('a path is drawn by touch on a phone', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    ...(baseURL !== undefined && { baseURL }),
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.goto(`${CURVES}#view.tool=path`);
  const area = page.getByRole('application', { name: 'Draw a path from A to B' });
  await area.scrollIntoViewIfNeeded();
  await expect(scores(page).getByRole('row', { name: 'Straight line' })).toBeVisible();
  const box = (await area.boundingBox())!;
  await page.touchscreen.tap(box.x + 0.5 * box.width, box.y + 0.3 * box.height);
  await expect(scores(page).getByRole('row', { name: 'Your path' })).toBeVisible();
  await expect(page).toHaveURL(/view\.drawn=[\d.-]+,[\d.-]+(&|$)/);
  await context.close();
});
