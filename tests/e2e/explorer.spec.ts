/** The explorer: a question and its answer, the stage, the sentence and the drawer that change the experiment. */
import {
  choose,
  expect,
  fill,
  goTo,
  open,
  openTab,
  progress,
  slider,
  test,
  trainButton,
} from './page';

const TINY =
  '#network.hidden=8&evaluation.samples=200&evaluation.points=5&plane.grid=5&plane.samples=100';

test('a guess is answered by the results, and what is changed in words is computed', async ({
  page,
}) => {
  await page.goto(`/?engine=wasm&explore${TINY}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/clothes.*any good\?/);
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
  const answer = page.getByRole('status', { name: 'Answer' });
  await page.getByRole('button', { name: 'as good', exact: true }).click();
  await expect(answer).toHaveText('Train them to find out.');
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });
  await expect(answer).toHaveText(/Halfway the plain average is right on \d+\s% of images/);
  await expect(trainButton(page)).toHaveCount(0);

  // What follows from networks that are there is computed without being asked for.
  await choose(page, 'Matching: activations', 'weights which units are wired alike a moment');
  await expect(page.getByRole('combobox', { name: 'Matching: weights' })).toBeVisible();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });
  await expect(page).toHaveURL(/explore#.*alignment/);
  // New networks are not.
  await page.getByRole('combobox', { name: /^Length of training/ }).click();
  await page.getByRole('option', { name: /^2 epochs/ }).click();
  await expect(trainButton(page)).toBeVisible();
  await expect(page.getByText('Settings changed').first()).toBeVisible();

  await page.locator('body').press('Control+z');
  await expect(trainButton(page)).toHaveCount(0);
  await page.locator('body').press('Control+z');
  await expect(page.getByRole('combobox', { name: 'Matching: activations' })).toBeVisible();
  await page.locator('body').press('Control+Shift+Z');
  await expect(page.getByRole('combobox', { name: 'Matching: weights' })).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('combobox', { name: /^Length of training/ })).toBeVisible();
});

for (const width of [390, 1440])
  test(`the stage stays where it is when a run begins, stops and ends, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/?engine=wasm&explore${TINY}&training.epochs=20`);
    await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
    const top = async () => (await page.getByRole('region', { name: 'Stage' }).boundingBox())?.y;
    const before = await top();
    await trainButton(page).click();
    await expect(progress(page)).toHaveText(/Training A and B: /);
    expect(await top(), 'while it runs').toBe(before);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    // Go on where it has left a checkpoint, which it does every two seconds.
    const again = page.getByRole('button', { name: /^(Go on|Train)$/ });
    await expect(again).toBeVisible();
    expect(await top(), 'when it is stopped').toBe(before);
    await again.click();
    await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });
    expect(await top(), 'when it has ended').toBe(before);
  });

test('the drawer finds a setting, says what was changed, and puts it back', async ({ page }) => {
  await page.goto(`/?engine=wasm&explore${TINY}`);
  await page.getByRole('button', { name: 'More …' }).click();
  const drawer = page.getByRole('dialog', { name: 'Change' });
  const search = drawer.getByRole('searchbox', { name: 'Search the settings' });
  await search.fill('learning rate');
  const rate = drawer.getByRole('textbox', { name: 'Learning rate', exact: true });
  await expect(rate).toBeVisible();
  await expect(drawer.getByRole('textbox', { name: 'Batch size' })).toHaveCount(0);
  await expect(drawer.getByRole('heading', { name: /What do they learn/ })).toBeHidden();
  await search.fill('no such thing');
  await expect(drawer.getByText('No setting of that name.')).toBeVisible();
  await search.fill('');
  await drawer.getByRole('switch', { name: /^Only what I changed \(5\)/ }).click();
  await expect(drawer.getByRole('textbox')).toHaveCount(5);
  await drawer.getByRole('button', { name: 'Reset Hidden layers' }).click();
  await expect(drawer.getByRole('switch', { name: /^Only what I changed \(4\)/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Network: 64-64' })).toBeVisible();
});

test('form and document of the lab change each other', async ({ page }) => {
  await open(page, `?engine=wasm${TINY}`);
  await page.getByRole('button', { name: 'As JSON' }).click();
  const text = page.getByRole('textbox', { name: 'Document' });
  await fill(page, 'Hidden layers', '12');
  await expect(text).toHaveValue(/"hidden": \[\s*12\s*\]/);
  const written = await text.inputValue();
  await text.fill(written.replace('"epochs": 1', '"epochs": 4'));
  await expect(page.getByRole('textbox', { name: 'Epochs', exact: true })).toHaveValue('4');
  await text.fill(written.replace('"fashion-mnist"', '"cats"'));
  await expect(page.getByRole('alert', { name: 'What is wrong with it' })).toHaveText(/^dataset: /);
  await text.fill('{');
  await expect(page.getByRole('alert', { name: 'What is wrong with it' })).toHaveText(
    /^Expected JSON/,
  );
  await page.getByRole('button', { name: /^Back to the form/ }).click();
  await expect(text).toHaveValue(/"hidden": \[\s*12\s*\]/);
});

test('every place opens by itself, and going between them keeps what was computed', async ({
  page,
}) => {
  await page.goto('/gallery/?engine=wasm');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gallery');
  const wall = page.getByRole('list', { name: 'Gallery' });
  await expect(wall.getByRole('link').first()).toBeVisible();
  await goTo(page, 'Lab');
  await expect(page).toHaveURL(/\/\?engine=wasm&lab$/);
  await page.evaluate((hash) => (location.hash = hash), TINY);
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
  const strip = page.locator('.strip .panel-body');
  const waiting = await strip.boundingBox();
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });
  // What the networks say has its room beforehand: else tabs would move away as they are pressed.
  await expect(page.getByRole('button', { name: 'Another dozen' })).toBeVisible();
  expect((await strip.boundingBox())?.height).toBe(waiting?.height);
  await openTab(page, 'Learning');
  for (const place of ['Gallery', 'Explore', 'Lab'] as const) await goTo(page, place);
  await expect(progress(page)).toHaveText(/done/i);
  await expect(page.getByRole('tab', { name: 'Learning', selected: true })).toBeVisible();
});

for (const [width, height] of [
  [1024, 768],
  [390, 844],
] as const)
  test(`plane and slider are on the screen together at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`/?engine=wasm&explore${TINY}`);
    await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
    if (width < 500)
      await page
        .locator('.stage-plane')
        .evaluate((plane) => plane.scrollIntoView({ block: 'start' }));
    const boxOf = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      if (box === null) throw new Error(`Expected ${selector} on the page.`);
      return box;
    };
    // The slider's input itself is hidden from sight.
    await expect(slider(page)).toHaveCount(1);
    const [plane, bar] = [await boxOf('.plane-picture'), await boxOf('.stage-bar')];
    expect(plane.y).toBeGreaterThanOrEqual(0);
    expect(plane.width).toBeGreaterThan(300);
    expect(plane.y + plane.height).toBeLessThanOrEqual(bar.y);
    expect(bar.y + bar.height).toBeLessThanOrEqual(height);
  });
