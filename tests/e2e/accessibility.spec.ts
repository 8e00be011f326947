/** What everybody needs of every place: no fault that axe finds, targets of 24 pixels, no text below 12, nothing cut off. */
import type { Locator } from '@playwright/test';
import { faultsOf } from './axe';
import { expect, openTab, test } from './page';

const PLACES = [
  ['the explorer', ''],
  ['the list of lessons', 'learn/'],
  ['a lesson', 'learn/?lesson=two-networks-one-task'],
  ['the gallery', 'gallery/'],
  ['the lab', '?lab'],
  ['the form for a room', '?present'],
  ['a frame in another page', '?embed=plane'],
] as const;

const SCREENS = [
  [390, 844],
  [1024, 768],
  [1440, 900],
  [2560, 1440],
] as const;

/** Runs in the page: what is pressed by pointer or finger and smaller than 24 pixels; words within a sentence may be. */
function smallTargets(): string[] {
  const within = (element: Element) =>
    element.closest('p, th, td, li, dd, .setting-label') !== null &&
    !element.matches('.path-toggle');
  return [...document.querySelectorAll('a, button, summary, [role="tab"], [role="switch"]')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !within(element))
    .flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') ?? element.textContent;
      const unseen = width <= 1 || element.matches('.skip-link');
      return unseen || Math.min(width, height) >= 23.9
        ? []
        : [`${name.trim()}: ${width.toFixed(0)} x ${height.toFixed(0)}`];
    });
}

/** Runs in the page: texts smaller than 12 pixels. */
function smallTexts(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set<string>();
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (parentElement === null || textContent?.trim() === '') continue;
    const size = parseFloat(getComputedStyle(parentElement).fontSize);
    if (size < 12 && parentElement.checkVisibility())
      found.add(`${textContent?.trim()}: ${size} px`);
  }
  return [...found];
}

for (const [place, address] of PLACES)
  test(`${place} is for everyone`, async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`/${address}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      if (!/gallery|lab|learn\/$/.test(address))
        await expect(page.getByRole('img', { name: 'Loss plane' })).toBeVisible();
      expect(await faultsOf(page), colorScheme).toEqual([]);
      for (const [width, height] of SCREENS) {
        await page.setViewportSize({ width, height });
        const where = `${width} x ${height}, ${colorScheme}`;
        // Charts follow a change of the window.
        await expect
          .poll(
            () =>
              page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
              ),
            { message: `pixels beyond the border at ${where}` },
          )
          .toBe(0);
        expect(await page.evaluate(smallTargets), `targets at ${where}`).toEqual([]);
        expect(await page.evaluate(smallTexts), `texts at ${where}`).toEqual([]);
      }
    }
  });

test('what is pointed at can be read', async ({ page }) => {
  await page.goto('/');
  for (const button of await page.locator('.header button').all()) {
    await button.hover();
    // Colours change in a moment.
    await expect.poll(() => faultsOf(page)).toEqual([]);
  }
});

/** Runs in the page: whether a canvas has more than one colour. */
function isDrawn(canvas: HTMLCanvasElement): boolean {
  const { width, height } = canvas;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
  return pixels.some((value, i) => i % 4 !== 3 && value !== pixels[i % 4]);
}

test('pictures keep their colours where the system has others', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/');
  const drawn = (area: Locator) =>
    expect.poll(() => area.locator('canvas').first().evaluate(isDrawn)).toBe(true);
  await drawn(page.getByRole('list', { name: 'What the networks say' }));
  await openTab(page, 'What it sees');
  await drawn(page.getByRole('table', { name: 'Filters' }));
  await openTab(page, 'Neurons');
  await drawn(page.getByRole('group', { name: /^Pairs of units/ }));
});
