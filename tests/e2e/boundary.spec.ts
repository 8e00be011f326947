import { boundary, boundaryMorphs, SPIRALS } from './boundary';
import { choose, expect, fill, open, progress, test, trainButton, trainToTheEnd } from './page';

test('the decision boundary of spirals morphs as the slider moves, and is read by keys', async ({
  page,
}) => {
  await boundaryMorphs(page, '?engine=wasm');
  const reading = page.getByRole('group', { name: /What the networks say at a place/ });
  await reading.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(
    page.getByRole('status').filter({ hasText: /^x 0\.27, y 0\.05: Naive/ }),
  ).toBeVisible();
  // A path that is hidden has no picture.
  await page.getByRole('button', { name: 'Naive', exact: true }).first().click();
  await expect(boundary(page).locator('canvas')).toHaveCount(2);
});

test('points are chosen, drawn anew by their settings, and trained as suits them', async ({
  page,
}) => {
  await open(page);
  await expect(boundary(page)).toHaveCount(0);
  await choose(page, 'Dataset', 'Two moons (made-up points)');
  await expect(progress(page)).toHaveText('Ready');
  await fill(page, 'Noise', '0.08');
  await fill(page, 'Points', '400');
  await page.getByRole('button', { name: 'Train as suits points' }).click();
  await expect(page.getByText('So few points need more passes')).toHaveCount(0);
  await trainToTheEnd(page);
  await expect(boundary(page)).toBeVisible();
  await fill(page, 'Seed of the points', '2');
  await expect(page.getByText('Settings changed').first()).toBeVisible();
  await expect(boundary(page)).toHaveCount(0);
  await expect(trainButton(page)).toBeEnabled();
  await expect(page).toHaveURL(/points\.seed=2/);
});

test('an address of points opens them', async ({ page }) => {
  await open(page, `?engine=wasm${SPIRALS}`);
  await expect(page.getByRole('combobox', { name: 'Dataset', exact: true })).toContainText(
    'Spirals',
  );
  await expect(page.getByRole('textbox', { name: 'Classes', exact: true })).toHaveValue('3');
});
