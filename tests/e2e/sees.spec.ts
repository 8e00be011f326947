import { expect, open, QUICKER, slider, test, trainToTheEnd } from './page';

test('the networks at the slider say what test images are, image by image', async ({ page }) => {
  await open(page, QUICKER);
  await trainToTheEnd(page);
  const list = page.getByRole('list', { name: 'What the networks say' });
  const cards = list.locator('> li');
  await expect(cards).toHaveCount(12);
  const changed = list.getByText('not what A says');
  await slider(page).focus();

  await test.step('at α = 0 every path says what A says', async () => {
    await page.keyboard.press('Home');
    await expect(page.getByText('Right at α = 0.00, of these 12:')).toBeVisible();
    await expect(list.locator('[data-late]')).toHaveCount(0);
    await expect(list.getByText(/^Naive: /)).toHaveCount(12);
    for (const [i, card] of (await cards.all()).entries()) {
      const said = card.locator('.said-class');
      const [ofA, naive, permuted] = await said.allTextContents();
      expect([i, naive, permuted]).toEqual([i, ofA, ofA]);
    }
  });

  await test.step('halfway some of it has changed', async () => {
    await slider(page).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('PageUp');
    await expect(page.getByText('Right at α = 0.50, of these 12:')).toBeVisible();
    await expect(list.locator('[data-late]')).toHaveCount(0);
    expect(await changed.count()).toBeGreaterThan(0);
  });

  await test.step('an image is followed from A to B by the keyboard', async () => {
    const picture = cards.nth(1).getByRole('button');
    await picture.focus();
    await page.keyboard.press('Enter');
    await expect(picture).toHaveAttribute('aria-pressed', 'true');
    const figure = page.getByRole('figure', { name: /^Test image \d+ from A to B/ });
    await expect(figure.getByText(/^Naive: .* at A, |^Naive: .* all the way/)).toBeVisible();
    await expect(figure.getByRole('img', { name: /how sure each network/ })).toBeVisible();
    await figure.getByRole('group', { name: /^How sure along the path/ }).focus();
    await page.keyboard.press('Home');
    await expect(figure.getByRole('status', { name: 'Reading of the chart' })).toContainText(
      'α = 0.00',
    );
    await figure.getByRole('radio', { name: 'Permuted' }).click();
    await expect(figure.getByText(/^Permuted: /)).toBeVisible();
    await figure.getByRole('button', { name: 'Stop following' }).click();
    await expect(figure).toHaveCount(0);
  });

  await test.step('there is another dozen', async () => {
    const before = await list.textContent();
    await page.getByRole('button', { name: 'Another dozen' }).click();
    await expect(page.getByText(/^13 to 24 of the first 300/)).toBeVisible();
    expect(await list.textContent()).not.toBe(before);
  });

  await test.step('the class that suffers most is named', async () => {
    await page.getByRole('tab', { name: 'What it sees' }).click();
    const table = page.getByRole('table', { name: 'Confusion matrix' });
    await expect(page.getByText(/suffers most: \d+ % are right at A, \d+ % here/)).toBeVisible();
    await expect(page.getByText('α = 0.50, 2,000 test images')).toBeVisible();
    await expect(table.getByRole('row')).toHaveCount(12);
  });

  await test.step('filters of matched units are averaged at the slider', async () => {
    const filters = page.getByRole('table', { name: 'Filters' });
    await expect(
      page.getByText(/the naive average keeps \d+ % of it, the aligned one \d+ %/),
    ).toBeVisible();
    await expect(filters.getByRole('img', { name: /^Aligned average, place/ })).toHaveCount(5);
    const first = await filters.getByRole('rowheader').allTextContents();
    await page.getByRole('button', { name: 'Less alike' }).click();
    await expect(page.getByText('Units 6 to 10 of 64')).toBeVisible();
    expect(await filters.getByRole('rowheader').allTextContents()).not.toEqual(first);
  });
});

test('points have no pictures, and the page says so', async ({ page }) => {
  await open(
    page,
    `?engine=wasm#dataset=quadrant&network.kind=mlp&network.hidden=8,&training.epochs=4&evaluation.points=11&plane.grid=15&version=2`,
  );
  await trainToTheEnd(page);
  await page.getByRole('tab', { name: 'What it sees' }).click();
  await expect(page.getByText(/Points have no picture/)).toBeVisible();
  const table = page.getByRole('table', { name: 'Confusion matrix' });
  await expect(table.getByRole('row', { name: /^both positive/ })).toBeVisible();
});

test('a digit that is drawn is read by every average, by pointer and by keyboard', async ({
  page,
}) => {
  await open(page, `${QUICKER}&dataset=mnist`);
  await trainToTheEnd(page);
  await page.getByRole('tab', { name: 'What it sees' }).click();
  const area = page.getByRole('application', { name: 'Draw a digit' });
  const read = page.getByRole('status', { name: 'What is read' });
  const bars = page.getByRole('table', { name: 'How sure of each digit' });
  await expect(page.getByText('Both averages read what you draw')).toBeVisible();

  await test.step('a stroke down is a one for A', async () => {
    await area.scrollIntoViewIfNeeded();
    const box = (await area.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 0.15 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 0.85 * box.height, { steps: 8 });
    await page.mouse.up();
    await expect(read).toHaveText(/^A reads 1 \(\d+ %\), Naive reads \d \(\d+ %\), Permuted reads/);
    await expect(bars.getByRole('row')).toHaveCount(11);
  });

  await test.step('it is followed from A to B', async () => {
    await page.getByRole('button', { name: 'Follow it from A to B', exact: true }).click();
    const figure = page.getByRole('figure', { name: 'Your digit from A to B' });
    await expect(figure.getByText(/^Naive: 1 /)).toBeVisible();
  });

  await test.step('the keyboard clears and draws', async () => {
    await area.focus();
    await page.keyboard.press('Delete');
    await expect(page.getByText('Both averages read what you draw')).toBeVisible();
    await page.keyboard.press('Space');
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(read).toHaveText(/^A reads \d/);
  });

  await test.step('a test image is read as it is', async () => {
    await page.getByRole('button', { name: 'Take a test image' }).click();
    await expect(read).toHaveText(/^A reads 7 \(\d+ %\)/);
  });
});
