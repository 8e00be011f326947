/** The plane in three dimensions: by keyboard and by mouse, where WebGL is missing, and where it is taken away. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, open, slider, test, trainToTheEnd } from './page';

const TINY =
  '?engine=wasm#network.hidden=16,&evaluation.samples=1000&evaluation.points=11&plane.grid=15&plane.samples=500&version=2';

const toggle = (page: Page, name: '2-D' | '3-D') => page.getByRole('button', { name, exact: true });
const surface = (page: Page) => page.getByRole('group', { name: /^The plane in three dimensions/ });
const camera = (page: Page) => page.getByRole('status', { name: 'Camera' });
const map = (page: Page) => page.locator('canvas.plane-canvas');

/** A picture of the surface without its border, whose round corners are not always smoothed alike. */
async function inner(page: Page): Promise<Buffer> {
  await surface(page).scrollIntoViewIfNeeded();
  const box = await surface(page).boundingBox();
  if (box === null) throw new Error('Expected the surface on the page.');
  const { x, y, width, height } = box;
  const clip = { x: x + 8, y: y + 8, width: width - 16, height: height - 16 };
  return page.screenshot({ clip });
}

/** What is seen of the surface, once it is there and keeps still, as a digest. */
async function seen(page: Page): Promise<string> {
  // Words are put in their places with each picture that is drawn.
  await expect(surface(page).locator('svg text[transform]').first()).toBeAttached();
  let last = '';
  let times = 0;
  await expect
    .poll(
      async () => {
        const before = last;
        last = createHash('sha256')
          .update(await inner(page))
          .digest('hex');
        times = last === before ? times + 1 : 0;
        return times;
      },
      // A processor that draws for want of a GPU takes its time for a picture.
      { intervals: [400] },
    )
    .toBeGreaterThan(1);
  return last;
}

test('the surface is turned, read and left by keyboard and mouse, and follows the slider', async ({
  page,
}) => {
  await open(page, TINY);
  await trainToTheEnd(page);
  await toggle(page, '3-D').focus();
  await page.keyboard.press('Enter');
  await expect(toggle(page, '3-D')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('img', { name: 'Loss plane' })).toBeVisible();
  await expect(map(page)).toHaveCount(0);
  await expect(page.getByText(/^Height is the loss on a logarithmic scale/)).toBeVisible();

  await surface(page).focus();
  const first = await seen(page);
  const text = (await camera(page).textContent()) ?? '';
  expect(text).toMatch(/^Seen from \d+ degrees to the right, \d+ degrees above the ground/);
  for (const key of ['ArrowLeft', 'ArrowUp', '+']) {
    const before = (await camera(page).textContent()) ?? '';
    await page.keyboard.press(key);
    await expect(camera(page)).not.toHaveText(before);
  }
  expect(await seen(page)).not.toBe(first);
  await page.keyboard.press('Home');
  await expect(camera(page)).toHaveText(text);
  await expect.poll(() => seen(page)).toBe(first);

  await slider(page).focus();
  await page.keyboard.press('Home');
  expect(await seen(page)).not.toBe(first);

  const box = await surface(page).boundingBox();
  if (box === null) throw new Error('Expected the surface on the page.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await expect(surface(page).locator('.tip')).toContainText(/Loss[\d.]+/);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(camera(page)).not.toHaveText(text);

  const panel = page.getByRole('region', { name: 'Loss plane', exact: true });
  await panel.getByRole('button', { name: 'Export', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'PNG', exact: true }).click();
  const picture = readFileSync(await (await downloading).path());
  await page.keyboard.press('Escape');
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.readUInt32BE(16)).toBeGreaterThanOrEqual(Math.round(box.width));
  // Of one colour, it would be a few hundred bytes.
  expect(picture.length).toBeGreaterThan(20_000);

  await toggle(page, '2-D').click();
  await expect(map(page)).toBeVisible();
  await expect(surface(page)).toHaveCount(0);
});

test(
  'a picture that the browser takes away gives place to the map, and comes back when asked',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, TINY);
    await trainToTheEnd(page);
    await toggle(page, '3-D').click();
    await seen(page);
    await surface(page)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) =>
        canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext(),
      );
    await expect(page.getByText(/press 3-D to try again/)).toBeVisible();
    await expect(toggle(page, '2-D')).toHaveAttribute('aria-pressed', 'true');
    await expect(map(page)).toBeVisible();
    await toggle(page, '3-D').click();
    await seen(page);
    await expect(page.getByText(/press 3-D to try again/)).toHaveCount(0);
  },
);

test('without WebGL the toggle says why, and the map stays', { tag: '@long' }, async ({ page }) => {
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    Object.assign(HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]): unknown {
        return kind === 'webgl2' ? null : Reflect.apply(getContext, this, [kind, ...rest]);
      },
    });
  });
  await open(page, TINY);
  await trainToTheEnd(page);
  await toggle(page, '3-D').click();
  await expect(page.getByRole('alert')).toContainText('Three dimensions need WebGL 2');
  await expect(toggle(page, '2-D')).toHaveAttribute('aria-pressed', 'true');
  await expect(map(page)).toBeVisible();
  await toggle(page, '2-D').click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
