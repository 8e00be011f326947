import { expect, fill, open, openSection, slider, test, trackOf, trainToTheEnd } from './page';

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

test.describe('measured', () => {
  // What other programs do on the machine is measured along.
  test.describe.configure({ retries: 2 });

  test('four networks of two hidden layers of 512 follow the slider within 30 ms', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    await open(page);
    await fill(page, 'Hidden layers', '512, 512');
    await openSection(page, 'Evaluation');
    await fill(page, 'Images along paths', '1000');
    await fill(page, 'Points along paths', '5');
    await openSection(page, 'Plane');
    await fill(page, 'Grid', '5');
    await trainToTheEnd(page, 200_000);
    const live = page
      .getByRole('row', { name: /^Naive/ })
      .locator('.live')
      .first();
    await expect(live).toHaveText(/^\d/);

    await page.evaluate(() => {
      const waits: number[] = [];
      let moved: number | null = null;
      const onInput = (event: Event) => (moved = event.timeStamp);
      addEventListener('pointermove', onInput, true);
      addEventListener('keydown', onInput, true);
      new MutationObserver(() => {
        if (moved !== null) waits.push(performance.now() - moved);
        moved = null;
      }).observe(document.querySelector('.live') ?? document.body, {
        ...{ characterData: true, subtree: true, childList: true },
      });
      Object.assign(window, { waits });
    });
    const takeWaits = async () => {
      const taken = await page.evaluate(() =>
        (window as unknown as { waits: number[] }).waits.splice(0),
      );
      return taken.toSorted((a, b) => a - b);
    };
    const track = await trackOf(page);
    await page.mouse.move(track.x, track.y);
    await page.mouse.down();
    for (let step = 0; step <= 60; step++) {
      await page.mouse.move(track.x + (step / 60) * track.width, track.y);
      await page.waitForTimeout(60);
    }
    await page.mouse.up();
    const dragged = await takeWaits();
    for (let step = 0; step < 20; step++) {
      await page.keyboard.press('ArrowLeft');
      await page.waitForTimeout(60);
    }
    const pressed = await takeWaits();
    const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? NaN;
    console.log(
      `From input to shown, four networks 784-512-512-10 on 500 images: dragging ${middle(dragged).toFixed(1)} ms ` +
        `(longest ${dragged.at(-1)?.toFixed(1)}), arrow keys ${middle(pressed).toFixed(1)} ms`,
    );
    expect(dragged.length).toBeGreaterThan(40);
    expect(middle(dragged)).toBeLessThan(30);
    expect(middle(pressed)).toBeLessThan(30);
  });
});
