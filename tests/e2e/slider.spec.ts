import { expect, open, slider, test, trainToTheEnd } from './page';

test('the slider is driven by the keyboard and tells both averages at once', async ({ page }) => {
  await open(page);
  await trainToTheEnd(page);
  const thumb = slider(page);
  await thumb.focus();
  await page.keyboard.press('Home');
  await expect(thumb).toHaveAttribute('aria-valuetext', /0\.00/);
  const readings = page.getByRole('group', { name: 'Reading' });
  const atStart = await readings.textContent();
  for (let i = 0; i < 25; i++) await page.keyboard.press('ArrowRight');
  await expect(thumb).toHaveAttribute('aria-valuetext', /0\.25/);
  expect(await readings.textContent()).not.toBe(atStart);
  await page.keyboard.press('End');
  await expect(thumb).toHaveAttribute('aria-valuetext', /1\.00/);
  await page.keyboard.press('ArrowLeft');
  await expect(thumb).toHaveAttribute('aria-valuetext', /0\.99/);
});
