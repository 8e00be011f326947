import type { Page } from '@playwright/test';
import {
  barrier,
  choose,
  expect,
  open,
  openTab,
  progress,
  test,
  trackOf,
  trainButton,
  trainToTheEnd,
} from './page';
import { largest, traceTasks } from './threads';

/** Long tasks of the main thread, in milliseconds, from now on. */
async function longTasks(page: Page): Promise<() => Promise<number[]>> {
  // Those of 50 ms and more; a buffered observer would also count the loading of the page.
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { tasks });
  });
  return () => page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.slice());
}

/** Moves of the slider in each part of the measurement: about 10 seconds of them. */
const MOVES = 500;

/** Drags the slider to and fro. */
async function drag(page: Page): Promise<void> {
  const track = await trackOf(page);
  await page.mouse.move(track.x + track.width / 2, track.y);
  await page.mouse.down();
  for (let turn = 0; turn < MOVES; turn++) {
    const phase = Math.abs(((turn / 60) % 2) - 1);
    await page.mouse.move(track.x + phase * track.width, track.y);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

test.describe('with both processors busy', () => {
  test.describe.configure({ retries: 1 });

  test('Paper shows what Benzing et al. found, and leaves the page fluid meanwhile', async ({
    browser,
    page,
  }) => {
    test.setTimeout(1_800_000);
    await open(page);
    await trainToTheEnd(page);
    const tasks = await longTasks(page);
    await choose(page, 'Preset', 'Paper');
    const tracedTasks = await traceTasks(browser, page);
    const began = Date.now();
    await trainButton(page).click();
    const parts: number[] = [];
    for (let part = 0; part < 6; part++) {
      const before = (await tasks()).length;
      await drag(page);
      parts.push((await tasks()).length - before);
    }
    const long = await tasks();
    const { main: computed } = await tracedTasks();
    console.log(
      `Main-thread tasks over 50 ms in a minute: ${parts.join(' + ')}, longest ${Math.max(0, ...long)} ms with what it ` +
        `waited for a processor; of ${computed.length} tasks none computed longer than ${largest(computed).toFixed(1)} ms`,
    );
    // Each move is a task and more: a trace without them would find nothing long.
    expect(computed.length).toBeGreaterThan(6 * MOVES);
    expect(largest(computed)).toBeLessThan(50);
    await expect(progress(page)).toHaveText(/done in/i, { timeout: 1_500_000 });
    const seconds = (Date.now() - began) / 1000;
    await openTab(page, 'Learning');
    await expect(page.getByText(/test accuracy/).first()).toBeVisible();
    const accuracies = await page.getByText(/test accuracy/).allTextContents();
    const [a, b] = accuracies.flatMap((text) =>
      Array.from(text.matchAll(/accuracy ([\d.]+) %/g), ([, percent]) => Number(percent)),
    );
    await openTab(page, 'Barriers');
    const rows = ['Naive', 'Permuted', 'Bezier'];
    const [naive, permuted, bezier] = await Promise.all(rows.map((row) => barrier(page, row, 0)));
    const [naiveMiddle, permutedMiddle] = await Promise.all(
      rows.slice(0, 2).map((row) => barrier(page, row, 2)),
    );
    console.log(
      `Paper: ${seconds.toFixed(0)} s; accuracy of A ${a} %, B ${b} %; barriers over the mean: naive ${naive}, ` +
        `permuted ${permuted}, Bezier ${bezier}; midpoints: naive ${naiveMiddle} %, permuted ${permutedMiddle} %`,
    );
    for (const accuracy of [a, b]) {
      expect(accuracy).toBeGreaterThan(87);
      expect(accuracy).toBeLessThan(89);
      expect(permutedMiddle).toBeGreaterThan((accuracy ?? NaN) - 3);
      expect(naiveMiddle).toBeLessThan((accuracy ?? NaN) - 10);
    }
    expect(permuted).toBeLessThan((naive ?? NaN) / 10);
    expect(bezier).toBeLessThan(0.05);
  });
});
