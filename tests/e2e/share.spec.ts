/** A link, a frame in another page, a script, a walk of the slider, and a form for a room. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, open, progress, slider, test, trackOf } from './page';

const TINY =
  'network.hidden=8,8&evaluation.samples=500&evaluation.points=5&plane.grid=7&plane.samples=100';
const EXPLORER = `?engine=wasm&explore#${TINY}&version=3`;

const train = async (page: Page) => {
  await page
    .getByRole('button', { name: /^Train/ })
    .first()
    .click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });
};

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('a link that is copied opens the same, and so does a frame', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, EXPLORER);
  await slider(page).press('Home');
  await slider(page).press('PageUp');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(
    /view\.alpha=0\.1&version=3$/,
  );
  await expect(dialog).toContainText('the slider at 0.10');
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await copied(page);
  expect(link).not.toContain('engine');
  await dialog.getByRole('button', { name: 'QR code' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Copy embed code' }).click();
  expect(await copied(page)).toMatch(/^<iframe src="[^"]+&amp;embed=plane#network/);
  // There is nothing to compute again yet, which is said.
  await dialog.getByRole('button', { name: 'Copy as Python' }).click();
  await expect(dialog.getByRole('alert')).toContainText('train the networks first');
  await page.goto('about:blank');
  await page.goto(link.replace('?', '?engine=wasm&'));
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0.1');
});

test('the slider walks by itself until somebody moves it', async ({ page }) => {
  await open(page, EXPLORER);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await expect(pause).toBeVisible();
  const value = async () => Number(await slider(page).getAttribute('aria-valuenow'));
  await expect.poll(value).toBeGreaterThan(0.1);
  await slider(page).press('End');
  await expect(pause).toHaveCount(0);
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '1');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(pause).toHaveCount(0, { timeout: 60_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0');
});

test('a form for a room: arrow keys step, Escape leaves', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, EXPLORER);
  await train(page);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Copy as Python' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await copied(page)).toMatch(/SETTINGS = json\.loads.*"naive".*def main/s);
  await page.getByRole('dialog').getByRole('button', { name: 'Present' }).click();
  await expect(page).toHaveURL(/[?&]present/);
  const sentence = page.getByRole('status', { name: 'What is shown' });
  const step = (name: string) => page.getByRole('button', { name, exact: true });
  await expect(sentence).toHaveText(/A is right on \d+ % of test images/);
  await expect(step('Two networks')).toHaveAttribute('aria-current', 'step');
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await step('Full screen').click();
  await expect.poll(isFull).toBe(true);
  await step('Leave full screen').click();
  await expect.poll(isFull).toBe(false);
  await page.keyboard.press('ArrowRight');
  await expect(sentence).toHaveText(/plain average is right on \d+ %/);
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0.5');
  await page.keyboard.press('PageDown');
  await expect(sentence).toHaveText(/Match A’s neurons with B’s/);
  await page.keyboard.press('ArrowRight');
  await expect(sentence).toHaveText(/Straight from A to B the loss rises .* from π\(A\) to B it/);
  await expect.poll(() => slider(page).getAttribute('aria-valuenow')).not.toBe('0');
  await page.keyboard.press('ArrowRight');
  await expect(step('Curve')).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('ArrowLeft');
  await expect(step('Walk')).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
  await expect(page).not.toHaveURL(/present/);
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0.5');
});

test('one picture in a page of somebody else, where nothing can be stored', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'indexedDB', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
  });
  const html = readFileSync(new URL('./embedding.html', import.meta.url), 'utf8');
  await page.route('**/embedding.html', (route) =>
    route.fulfill({ body: html, contentType: 'text/html' }),
  );
  await page.goto('/embedding.html');
  const frame = page.frameLocator('iframe');
  const thumb = frame.getByRole('slider', { name: 'Interpolation' });
  await expect(thumb).toHaveAttribute('aria-valuenow', '0.3', { timeout: 60_000 });
  await expect(frame.getByRole('banner')).toHaveCount(0);
  await expect(frame.getByRole('link', { name: 'Open in Isthmus' })).toHaveAttribute(
    'href',
    /^[^#]+\?engine=wasm&explore#network\.hidden/,
  );
  await frame.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(frame.getByRole('img', { name: 'Loss plane' })).not.toHaveAttribute('data-empty', {
    timeout: 120_000,
  });
  await expect(frame.getByRole('status', { name: 'Progress' })).toHaveText(/done in/i, {
    timeout: 120_000,
  });
  await thumb.press('End');
  await expect(thumb).toHaveAttribute('aria-valuetext', /^alpha 1\.00\. Naive: loss/);
});

const scrolled = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - innerWidth, scrollHeight - innerHeight];
  });

test('every step fits a projector, and every picture its frame, without scrolling', async ({
  page,
}) => {
  for (const [width, height] of [
    [1024, 768],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('/?engine=wasm&present');
    for (const step of ['Two networks', 'Average', 'Align', 'Walk', 'Curve']) {
      await page.getByRole('button', { name: step, exact: true }).click();
      await expect(page.getByRole('slider')).toHaveCount(1);
      expect(await scrolled(page), `${step} at ${width} x ${height}`).toEqual([0, 0]);
    }
  }
  // The lecturer's remote control goes on after the slider was dragged.
  await page.getByRole('button', { name: 'Average', exact: true }).click();
  const { x, y, width } = await trackOf(page);
  await page.mouse.move(x + 0.5 * width, y);
  await page.mouse.down();
  await page.mouse.move(x + 0.2 * width, y, { steps: 4 });
  await page.mouse.up();
  await expect(slider(page)).toHaveAttribute(
    'aria-valuetext',
    /^alpha 0\.(19|20|21)\. Naive: loss/,
  );
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('button', { name: 'Align', exact: true })).toHaveAttribute(
    'aria-current',
    'step',
  );
  for (const [picture, height] of [
    ['plane', 600],
    ['line', 560],
    ['slider', 300],
  ] as const) {
    await page.setViewportSize({ width: 760, height });
    await page.goto(`/?engine=wasm&embed=${picture}`);
    await expect(page.getByRole('link', { name: 'Open in Isthmus' })).toBeVisible();
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /Bezier: loss/);
    expect(await scrolled(page), picture).toEqual([0, 0]);
  }
});
