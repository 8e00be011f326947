import {
  barrier,
  cancelButton,
  expect,
  open,
  progress,
  test,
  trainButton,
  trainToTheEnd,
} from './page';

test('cancel works at once, twice, and what is there stays', async ({ page }) => {
  await open(page);
  await trainToTheEnd(page);
  const naive = await barrier(page, 'Naive', 0);
  await page.getByLabel('Epochs', { exact: true }).fill('50');
  await page.keyboard.press('Tab');
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/training a and b/i);
  const began = Date.now();
  await cancelButton(page).dblclick();
  await expect(progress(page)).not.toHaveText(/training a and b/i);
  expect(Date.now() - began).toBeLessThan(1500);
  await expect(cancelButton(page)).toBeDisabled();
  expect(await barrier(page, 'Naive', 0)).toBe(naive);
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.keyboard.press('Tab');
  await trainToTheEnd(page);
});

test('a learning rate of 100 ends as diverged, with the step, and the page goes on', async ({
  page,
}) => {
  await open(page);
  await trainToTheEnd(page);
  const naive = await barrier(page, 'Naive', 0);
  const rate = page.getByLabel('Learning rate', { exact: true });
  await rate.fill('100');
  await page.keyboard.press('Tab');
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/diverged at step \d+/i, { timeout: 30_000 });
  await expect(page.getByText('NaN')).toHaveCount(0);
  expect(await barrier(page, 'Naive', 0)).toBe(naive);
  await rate.fill('0.001');
  await page.keyboard.press('Tab');
  await trainToTheEnd(page);
});

test('a wrong setting is refused where it is entered, with what was expected', async ({ page }) => {
  await open(page);
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

test('a worker that is closed is replaced, with a word, and the run ends well', async ({
  page,
}) => {
  await open(page);
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/training/i);
  await page.waitForTimeout(300);
  await page.workers()[1]?.evaluate(() => self.close());
  await expect(page.getByText(/was replaced/)).toBeVisible({ timeout: 10_000 });
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
});

test('training again while training starts anew and ends well', async ({ page }) => {
  await open(page);
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/training/i);
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 60_000 });
});
