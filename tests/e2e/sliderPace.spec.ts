import type { Page } from '@playwright/test';
import { expect, fill, open, openSection, test, trackOf, trainToTheEnd } from './page';
import { largest, sum, traceTasks } from './threads';

/** Milliseconds after which a move counts as not shown: its values may round to those of the place before. */
const UNSHOWN = 5_000;

/** From input to the next value of a network evaluated live, in milliseconds; NaN when none is shown. */
async function untilShown(page: Page, move: () => Promise<void>): Promise<number> {
  await page.evaluate((unshown) => {
    const shown = new Promise<number>((resolve) => {
      let moved: number | null = null;
      const kinds = ['pointermove', 'keydown'];
      const onInput = (event: Event) => {
        moved = event.timeStamp;
        setTimeout(() => end(NaN), unshown);
      };
      const observer = new MutationObserver(() => {
        if (moved !== null) end(performance.now() - moved);
      });
      const end = (wait: number) => {
        for (const kind of kinds) removeEventListener(kind, onInput, true);
        observer.disconnect();
        resolve(wait);
      };
      for (const kind of kinds) addEventListener(kind, onInput, { capture: true, once: true });
      for (const cell of document.querySelectorAll('.live'))
        observer.observe(cell, { characterData: true, subtree: true, childList: true });
    });
    Object.assign(window, { shown });
  }, UNSHOWN);
  await move();
  return page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown);
}

test('four networks of two hidden layers of 512 follow the slider', async ({ browser, page }) => {
  await open(page);
  await fill(page, 'Hidden layers', '512, 512');
  await openSection(page, 'Evaluation');
  await fill(page, 'Images along paths', '1000');
  await fill(page, 'Points along paths', '5');
  await openSection(page, 'Plane');
  await fill(page, 'Grid', '5');
  await trainToTheEnd(page);
  const live = page
    .getByRole('row', { name: /^Naive/ })
    .locator('.live')
    .first();
  await expect(live).toHaveText(/^\d/);

  const MOVES = 40;
  const track = await trackOf(page);
  await page.mouse.move(track.x, track.y);
  await page.mouse.down();
  const traced = await traceTasks(browser, page);
  const waits: number[] = [];
  for (let step = 1; step <= MOVES; step++) {
    const x = track.x + (step / (MOVES + 1)) * track.width;
    waits.push(await untilShown(page, () => page.mouse.move(x, track.y)));
  }
  await page.mouse.up();
  for (let step = 0; step < MOVES; step++)
    waits.push(await untilShown(page, () => page.keyboard.press('ArrowLeft')));
  const { main, workers } = await traced();

  const middle = (values: readonly number[]) =>
    values.filter(Number.isFinite).toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
  const each = (tasks: readonly number[]) => sum(tasks) / waits.length;
  console.log(
    `From input to shown, four networks 784-512-512-10 on 500 images: dragging ${middle(waits.slice(0, MOVES)).toFixed(1)} ms, ` +
      `arrow keys ${middle(waits.slice(MOVES)).toFixed(1)} ms. Computed for a move: main thread ${each(main).toFixed(1)} ms ` +
      `(longest task ${largest(main).toFixed(1)}), workers ${each(workers).toFixed(1)} ms`,
  );
  expect(waits.filter(Number.isFinite).length).toBeGreaterThan(1.8 * MOVES);
  expect(each(main)).toBeLessThan(50);
  expect(largest(main)).toBeLessThan(50);
  expect(each(workers)).toBeLessThan(150);
});
