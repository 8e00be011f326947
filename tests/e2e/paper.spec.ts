import type { Page } from '@playwright/test';
import { traceTasks } from './mainThread';
import {
  barrier,
  choose,
  expect,
  open,
  progress,
  test,
  trackOf,
  trainButton,
  trainToTheEnd,
} from './page';

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

/** Drags the slider to and fro for some seconds. */
async function drag(page: Page, seconds: number): Promise<void> {
  const track = await trackOf(page);
  await page.mouse.move(track.x + track.width / 2, track.y);
  await page.mouse.down();
  const end = Date.now() + 1000 * seconds;
  for (let turn = 0; Date.now() < end; turn++) {
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
    test.setTimeout(600_000);
    await open(page);
    await trainToTheEnd(page);
    const tasks = await longTasks(page);
    await choose(page, 'Preset', 'Paper');
    const tracedTasks = await traceTasks(browser, page);
    const began = Date.now();
    await trainButton(page).click();
    // A task that had to wait for a processor is long too; what the page itself does shows in every part of the minute.
    const parts: number[] = [];
    for (let part = 0; part < 6; part++) {
      const before = (await tasks()).length;
      await drag(page, 10);
      parts.push((await tasks()).length - before);
    }
    const long = await tasks();
    const computed = await tracedTasks();
    const longest = computed.reduce((most, task) => Math.max(most, task), 0);
    console.log(
      `Main-thread tasks over 50 ms in a minute: ${parts.join(' + ')}, longest ${Math.max(0, ...long)} ms with what it ` +
        `waited for a processor; of ${computed.length} tasks none computed longer than ${longest.toFixed(1)} ms`,
    );
    // Dragging alone is some ten thousand: a trace without them would find nothing long.
    expect(computed.length).toBeGreaterThan(2_000);
    expect(longest).toBeLessThan(50);
    await expect(progress(page)).toHaveText(/done in/i, { timeout: 500_000 });
    const seconds = (Date.now() - began) / 1000;
    const accuracies = await page.getByText(/test accuracy/).allTextContents();
    const [a, b] = accuracies.flatMap((text) =>
      Array.from(text.matchAll(/accuracy ([\d.]+) %/g), ([, percent]) => Number(percent)),
    );
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
    expect(Math.min(...parts)).toBe(0);
  });
});
