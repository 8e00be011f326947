import {
  barrier,
  expect,
  open,
  progress,
  QUICKER,
  stopButton,
  test,
  trainButton,
  trainToTheEnd,
} from './page';

test('stop works at once, a double click is one press, and what is there stays', async ({
  page,
}) => {
  await open(page, QUICKER);
  await trainToTheEnd(page);
  const naive = await barrier(page, 'Naive', 0);
  await page.getByLabel('Epochs', { exact: true }).fill('50');
  await page.keyboard.press('Tab');
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/training a and b/i);
  // Frames from the press until nothing runs any more; the line of progress follows.
  const frames = stopButton(page).evaluate(
    (button) =>
      new Promise<number>((resolve) => {
        const { textContent } = button;
        let count = 0;
        const look = () => {
          if (!button.isConnected || button.textContent !== textContent) resolve(count);
          else {
            count++;
            requestAnimationFrame(look);
          }
        };
        addEventListener('click', look, { capture: true, once: true });
      }),
  );
  await stopButton(page).dblclick();
  expect(await frames).toBeLessThanOrEqual(3);
  await expect(progress(page)).toHaveText(/^stopped/i);
  await expect(stopButton(page)).toHaveCount(0);
  expect(await barrier(page, 'Naive', 0)).toBe(naive);
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.keyboard.press('Tab');
  // What was computed with these settings is there still.
  await expect(progress(page)).toHaveText(/done/i);
  await trainButton(page).click();
  await page.getByRole('button', { name: 'Compute all again' }).click();
  await expect(progress(page)).toHaveText(/training/i);
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
});

test('a training that was stopped goes on where it was, and starts over when told to', async ({
  page,
}) => {
  await open(page);
  await page.getByLabel('Epochs', { exact: true }).fill('30');
  await page.keyboard.press('Tab');
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/training a and b: [1-9]/i, { timeout: 120_000 });
  await page.waitForTimeout(3000);
  await stopButton(page).click();
  await expect(progress(page)).toHaveText(/stopped at steps? [1-9]/i);
  const said = (await progress(page).textContent()) ?? '';
  const steps = [...said.replaceAll(',', '').matchAll(/\d+(?= and| of)/g)].map(Number);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(progress(page)).toHaveText(/training a and b: [1-9]/i);
  const share = Number(/(\d+) %/.exec((await progress(page).textContent()) ?? '')?.[1]);
  // In the mean of both, of which one may not have reported yet.
  const least = Math.floor((100 * Math.min(...steps)) / (30 * 600) / 2);
  expect(share).toBeGreaterThanOrEqual(least);
  await page.getByRole('textbox', { name: 'Epochs', exact: true }).fill('1');
  await expect(page.getByText('still computes the settings of before')).toBeVisible();
  await page.getByRole('button', { name: 'Start over with these' }).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
});

test('a learning rate of 100 ends as diverged, with the step, and the page goes on', async ({
  page,
}) => {
  await open(page, QUICKER);
  await trainToTheEnd(page);
  const naive = await barrier(page, 'Naive', 0);
  const rate = page.getByLabel('Learning rate', { exact: true });
  await rate.fill('100');
  await page.keyboard.press('Tab');
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/diverged at step \d+/i, { timeout: 120_000 });
  await expect(page.getByText('NaN')).toHaveCount(0);
  expect(await barrier(page, 'Naive', 0)).toBe(naive);
  await rate.fill('0.001');
  await page.keyboard.press('Tab');
  // As before: there is nothing to compute, and no run of it to be timed.
  await expect(progress(page)).toHaveText('Done');
  expect(await barrier(page, 'Naive', 0)).toBe(naive);
});

test('a wrong setting is refused where it is entered, with what was expected', async ({ page }) => {
  await open(page, QUICKER);
  const cases: [string, string, string][] = [
    ['Hidden layers', '0', 'whole number from 1 to 2,048'],
    ['Hidden layers', '64, 5000', 'whole number from 1 to 2,048'],
    ['Hidden layers', 'wide', 'expected'],
    ['Learning rate', '-1', 'above 0'],
    ['Learning rate', 'fast', 'expected'],
    ['Epochs', '1.5', 'whole number from 1 to 100'],
  ];
  for (const [label, text, message] of cases) {
    const field = page.getByLabel(label, { exact: true });
    const before = await field.inputValue();
    await field.fill(text);
    await page.keyboard.press('Tab');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(message).first()).toBeVisible();
    await trainButton(page).click();
    await expect(progress(page)).not.toHaveText(/training/i);
    await field.fill(before);
    await page.keyboard.press('Tab');
    await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  }
});

test(
  'a worker that is closed is replaced, with a word, and the run ends well',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, QUICKER);
    await trainButton(page).click();
    await expect(progress(page)).toHaveText(/training/i);
    await page.waitForTimeout(300);
    const computing = page.workers().filter((worker) => !worker.url().includes('archive'));
    await computing[1]?.evaluate(() => self.close());
    await expect(page.getByText(/was replaced/)).toBeVisible({ timeout: 60_000 });
    await expect(progress(page)).toHaveText(/done in/i, { timeout: 240_000 });
  },
);
