/** Lessons: each is gone through to its end by mouse, by touch and by keyboard; also on paper, and with networks of one's own. */
import { readdirSync } from 'node:fs';
import { devices, type Locator, type Page } from '@playwright/test';
import { faultsOf } from './axe';
import { expect, goTo, slider, test } from './page';

const LESSONS = readdirSync('lessons').map((file) => file.replace('.json', ''));

/** One stands for all where minutes matter. */
const tagOf = (name: string) => ({ tag: name === 'two-networks-one-task' ? [] : ['@long'] });

const screens = (page: Page): Locator => page.locator('.screen');
const current = (page: Page): Locator => page.locator('.screen[aria-current="step"]');
/** What the stage shows, whichever picture it is. */
const picture = (page: Page): Locator => page.locator('.lesson-picture').getByRole('img').first();

async function openLesson(page: Page, name: string, step = ''): Promise<void> {
  await page.goto(`/learn/?engine=wasm&lesson=${name}${step && `&step=${step}`}`);
  await expect(picture(page)).toBeVisible();
}

/** Answers and does what a screen asks for. */
async function answer(screen: Locator, press: (control: Locator) => Promise<void>) {
  const choices = screen.locator('.lesson-choices button');
  if ((await choices.count()) > 0) {
    await press(choices.first());
    await expect(screen.locator('.lesson-verdict')).toContainText(/guess/i);
  }
  const guess = screen.getByRole('button', { name: 'That is my guess' });
  if ((await guess.count()) > 0) {
    await press(guess);
    await expect(screen.locator('.lesson-verdict')).toHaveText(/You guessed .* it is .*\d/);
  }
  const act = screen.locator('.screen-act :is(button, [role="radio"])').last();
  if ((await act.count()) > 0) {
    await press(act);
    await expect(act).toBeVisible();
  }
}

/** Through all screens, each time onward by what `onward` does. */
async function throughAll(
  page: Page,
  press: (control: Locator) => Promise<void>,
  onward: (screen: Locator) => Promise<void>,
): Promise<void> {
  const count = await screens(page).count();
  for (let i = 0; i < count; i++) {
    const screen = screens(page).nth(i);
    await expect(screen).toHaveAttribute('aria-current', 'step');
    await answer(screen, press);
    await expect(screen).not.toContainText(/NaN|undefined|–\s/);
    if (i < count - 1) await onward(screen);
  }
  await expect(page).toHaveURL(/step=closing/);
  const hint = current(page).getByText('Hint').first();
  await press(hint);
  await expect(current(page).locator('details[open]')).toHaveCount(1);
}

for (const name of LESSONS) {
  test(`${name} is gone through by mouse`, tagOf(name), async ({ page }) => {
    await openLesson(page, name);
    const click = (control: Locator) => control.click();
    await throughAll(page, click, (screen) =>
      click(screen.getByRole('button', { name: 'Next', exact: true })),
    );
    expect(await faultsOf(page)).toEqual([]);
    // Each screen is a step of the browser's own history.
    await page.goBack();
    await expect(screens(page).nth(-2)).toHaveAttribute('aria-current', 'step');
    await goTo(page, 'Lessons');
    await expect(page.locator('.lesson-card', { hasText: 'Read to its end' })).toHaveCount(1);
  });

  test(`${name} is gone through by keyboard alone`, tagOf(name), async ({ page }) => {
    await openLesson(page, name);
    /** Comes to a control by the Tab key, and presses it. */
    const press = async (control: Locator) => {
      const isRadio = (await control.getAttribute('role')) === 'radio';
      // Of radio buttons only the chosen one is a stop; arrows lead to the others.
      const stop = isRadio
        ? current(page).locator('.screen-act').getByRole('radio', { checked: true })
        : control;
      for (let tabs = 0; tabs < 60; tabs++) {
        if (await stop.evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      await expect(stop).toBeFocused();
      await page.keyboard.press(isRadio ? 'ArrowRight' : 'Enter');
      await page.keyboard.press('Escape');
    };
    await current(page).focus();
    await throughAll(page, press, async (screen) => {
      await screen.focus();
      await page.keyboard.press('ArrowRight');
    });
    await current(page).focus();
    await page.keyboard.press('PageUp');
    await expect(screens(page).nth(-2)).toBeFocused();
  });
}

test.describe('on a phone', () => {
  const { viewport, hasTouch, isMobile, userAgent } = devices['iPhone 13'];
  test.use({ viewport, hasTouch, isMobile, userAgent });

  for (const name of LESSONS)
    test(`${name} is gone through by touch`, tagOf(name), async ({ page }) => {
      await openLesson(page, name);
      const tap = (control: Locator) => control.tap();
      await throughAll(page, tap, async (screen) => {
        await tap(screen.getByRole('button', { name: 'Next', exact: true }));
        expect(
          await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          ),
        ).toBe(0);
      });
    });
});

test('a lesson is scrolled, linked to, left and come back to', async ({ page }) => {
  await openLesson(page, 'two-networks-one-task', 'barrier');
  await expect(current(page)).toContainText('A wall between them');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0');
  await screens(page)
    .nth(3)
    .evaluate((screen) => screen.scrollIntoView());
  await expect(page).toHaveURL(/step=order/);
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0.5');
  await page.reload();
  await expect(current(page)).toContainText('Only the order');

  await current(page).getByRole('button', { name: 'Take it into the lab' }).click();
  await expect(page).toHaveURL(/\?engine=wasm&lab&x=two-networks-one-task#view\.hidden=/);
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0.5');
  await expect(page.getByRole('complementary', { name: 'Experiment' })).toBeVisible();
  await page.goBack();
  await expect(current(page)).toContainText('Only the order');
  await page.getByRole('link', { name: 'All lessons' }).first().click();
  await page.getByRole('link', { name: /go on at 4 of 7/ }).click();
  await expect(current(page)).toContainText('Only the order');

  await page.goto('/learn/?engine=wasm&lesson=no-such-lesson');
  await expect(page.getByText('There is no lesson “no-such-lesson”')).toBeVisible();
});

test('neurons are shuffled by dragging and by buttons, and the output stays', async ({ page }) => {
  await openLesson(page, 'neurons-have-no-names', 'average');
  const said = current(page).getByRole('status').filter({ hasText: 'The order' });
  await expect(said).toContainText(/The order A\sB\sC: y is 1\./);
  await current(page)
    .getByRole('button', { name: /Turn to/ })
    .click();
  await expect(said).toContainText(/The order C\sB\sA: y is 1, as in .* y is 0\./);
  await current(page).getByRole('slider', { name: 'x' }).fill('1');
  await expect(said).toContainText(/y is 1\.5, as in .* y is −0\.5\./);
  const unit = current(page).locator('.units-unit').first();
  await unit.scrollIntoViewIfNeeded();
  const box = await unit.boundingBox();
  if (box === null) throw new Error('expected a unit that is drawn');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 0.8 * box.height, { steps: 4 });
  await page.mouse.move(x, y - 3 * box.height, { steps: 4 });
  await page.mouse.up();
  await expect(said).toContainText(/The order A\sC\sB: y is 1\.5, as in/);
});

test('neurons are assigned by keyboard, then step by step', async ({ page }) => {
  await openLesson(page, 'finding-who-is-who', 'six-units');
  const cells = current(page).getByRole('button', { name: /^B \d+ with A \d+: −?\d+$/ });
  await expect(cells).toHaveCount(36);
  await cells.first().focus();
  for (let row = 0; row < 6; row++) {
    await page.keyboard.press('Enter');
    if (row < 5) {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
    }
  }
  await expect(page).toHaveURL(/step=six-units/);
  await expect(current(page).getByText(/^Yours adds up to −?\d+\./)).toBeVisible();
  await current(page).getByRole('button', { name: 'Find the best' }).click();
  const onward = current(page).getByRole('button', { name: 'Step forward' });
  while (await onward.isVisible()) await onward.click();
  await expect(current(page).getByText(/its sum is \d+\. Yours was −?\d+\./)).toBeVisible();
  await expect(current(page).locator('.lesson-ask[data-done]')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

test('networks of one’s own are held against what the lesson claims', async ({ page }) => {
  await openLesson(page, 'two-networks-one-task', 'barrier');
  await current(page).getByRole('button', { name: 'Train it here' }).click();
  await current(page).getByRole('button', { name: 'Stop', exact: true }).click();
  await current(page)
    .getByRole('button', { name: /^(Go on|Train)$/ })
    .click();
  await expect(current(page).getByText(/Of what this lesson claims/)).toBeVisible({
    timeout: 240_000,
  });
  const verdicts = current(page).locator('.verdicts li');
  expect(await verdicts.count()).toBeGreaterThan(5);
  await expect(verdicts.filter({ hasText: /Agrees|Differs/ })).toHaveCount(await verdicts.count());
  await current(page).getByRole('button', { name: 'Back to the lesson’s networks' }).click();
  await expect(current(page).getByRole('button', { name: 'Train it here' })).toBeVisible();
});

test('on paper stand all screens, each with its picture, and every answer', async ({ page }) => {
  await openLesson(page, 'two-networks-one-task');
  await page.emulateMedia({ media: 'print' });
  const pictures = page.locator('.step-print canvas');
  await expect(pictures).toHaveCount((await screens(page).count()) - 1);
  for (const screen of await screens(page).all()) await expect(screen).toBeVisible();
  await expect(page.locator('.lesson-tasks details:not([open])')).toHaveCount(0);
  await expect(page.getByText('Answer: much worse.')).toBeVisible();
  await expect(page.getByText('Answer: 77 %.')).toBeVisible();
  await expect(page.locator('.lesson-stage')).toBeHidden();
});

test('progress lasts for the visit where the browser keeps nothing', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  });
  await openLesson(page, 'two-networks-one-task');
  await current(page).getByRole('button', { name: 'Next', exact: true }).click();
  await expect(current(page)).toContainText('Halfway');
  await goTo(page, 'Lessons');
  await expect(page.getByRole('link', { name: /go on at 2 of/ })).toBeVisible();
});
