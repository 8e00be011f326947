/** Words of the field are explained where they stand, and all of them at the foot of the page. */
import { expect, open, test } from './page';

test('a term is explained by the pointer and by the keyboard', async ({ page }) => {
  await open(page);
  const term = page.getByRole('main').getByRole('button', { name: 'loss', exact: true }).first();
  const text = page.getByText('How wrong a network is, as one number.').and(page.locator('p'));
  await expect(text).toBeHidden();
  await term.hover();
  await expect(text).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(text).toBeHidden();
  await term.press('Enter');
  await expect(text).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(text).toBeHidden();
  await expect(term).toBeFocused();
});

test('a term is explained by a tap', async ({ browser }) => {
  const context = await browser.newContext({
    hasTouch: true,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await open(page);
  await page.getByRole('main').getByRole('button', { name: 'loss', exact: true }).first().tap();
  await expect(page.getByText('How wrong a network is').and(page.locator('p'))).toBeVisible();
  await context.close();
});

test('the glossary has every word', async ({ page }) => {
  await open(page);
  const glossary = page.getByRole('region', { name: 'Glossary' });
  await glossary.getByText(/^Glossary$/).click();
  const words = await glossary.getByRole('term').allTextContents();
  expect(words.length).toBeGreaterThan(30);
  await expect(glossary.getByRole('definition')).toHaveCount(words.length);
  await expect(glossary.getByText(/2\.3 is blind guessing/)).toBeVisible();
});
