import type { Page } from '@playwright/test';
import { expect, open, QUICKER, slider, test, trainToTheEnd } from './page';

/** Heights of the rings of what is evaluated live, and of the dots on the curves, in pixels of the chart. */
const heights = (page: Page) =>
  page.evaluate(() => {
    const of = (group: string) =>
      [...document.querySelectorAll(`${group} circle`)].map((circle) => ({
        at: Number(circle.getAttribute('cy')),
        shown: (circle as SVGElement).style.display !== 'none',
      }));
    return { rings: of('.cursor-live'), dots: of('.cursor') };
  });

test('pictures are read by keys, agree with each other, and lead to the plane of a curve', async ({
  page,
}) => {
  await open(page, QUICKER);
  await trainToTheEnd(page);

  await test.step('rings lie on the curves at computed places', async () => {
    await slider(page).focus();
    for (const key of ['Home', 'PageUp', 'PageUp']) await page.keyboard.press(key);
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /0\.20/);
    await expect
      .poll(async () => {
        const { rings, dots } = await heights(page);
        if (rings.length === 0 || rings.some(({ shown }) => !shown)) return Infinity;
        return Math.max(...rings.map(({ at }, i) => Math.abs(at - (dots[i]?.at ?? NaN))));
      })
      .toBeLessThan(0.6);
  });

  await test.step('the chart is read by the arrow keys, and has a table', async () => {
    const reader = page.getByRole('group', { name: /^Values along the paths/ });
    await reader.focus();
    await page.keyboard.press('Home');
    const reading = page.getByRole('status', { name: 'Reading of the chart' });
    await expect(reading).toContainText('α = 0.00');
    await page.keyboard.press('ArrowRight');
    await expect(reading).toContainText('α = 0.01');
    await expect(reading).toContainText('Naive');
    await page.keyboard.press('Escape');
    await expect(reading).toBeHidden();
    await page.locator('.path .as-table summary').click();
    await expect(page.getByRole('region', { name: /along the paths$/ })).toContainText('0.50');
  });

  await test.step('neurons are read by the arrow keys', async () => {
    await page.getByRole('tab', { name: 'Neurons' }).click();
    await page.getByRole('group', { name: /^Pairs of units/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    const reading = page.getByRole('status', { name: 'Reading of the pairs' });
    await expect(reading).toContainText('Pair 64 of 64');
    await expect(reading).toContainText('Cosine of activations');
  });

  await test.step('the key offers the plane of a curve', async () => {
    const beads = page.locator('.plane-overlay [data-path="bezier"] .bead');
    await expect(beads.first()).toBeAttached();
    // They lie above the line that the curve goes around.
    const order = await page
      .locator('.plane-overlay :is(.path-ribbon, .bead)')
      .evaluateAll((drawn) => drawn.map((one) => one.getAttribute('class')));
    expect(order.indexOf('bead')).toBeGreaterThan(order.lastIndexOf('path-ribbon'));
    await page
      .getByRole('button', { name: 'Plane through A, B and the control point of Bezier' })
      .click();
    await expect(page.getByRole('button', { name: /^Through A, B, Bezier/ })).toBeVisible();
    await expect(
      page.locator('.plane-overlay [data-path="bezier"] .path-ribbon').first(),
    ).toBeAttached({
      timeout: 120_000,
    });
    await expect(beads).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Plane through A, B and π(A)' })).toBeVisible();
  });
});

test('a fork is said to need next to no permutation', { tag: '@long' }, async ({ page }) => {
  const forked = [
    ...['networks.0.initialisation=1', 'networks.0.order=11'],
    ...['networks.1.initialisation=2', 'networks.1.order=12', 'networks.1.fork=580'],
  ];
  await open(page, [QUICKER, ...forked].join('&'));
  await trainToTheEnd(page);
  const remarks = page.getByRole('status', { name: 'Remarks' });
  await expect(remarks).toContainText(/Matching leaves .+ place/);
  await expect(remarks).toContainText('B began as A stood after 580 steps');
});
