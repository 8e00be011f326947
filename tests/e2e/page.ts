/** Opens the page and holds every test to a clean console and to requests that stay at home. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect };

/** Words of the browser itself about its software GPU and driver, and of the tests' about service workers, which no page can help. */
const BROWSER_OWN =
  /WebGPU is experimental on this platform|powerPreference option is currently ignored|GL Driver Message|Service Worker registration blocked/;

export const test = base.extend<{ clean: Page }>({
  clean: [
    async ({ page, baseURL }, use) => {
      const said: string[] = [];
      const abroad: string[] = [];
      page.on('console', (message) => {
        const loud = message.type() === 'error' || message.type() === 'warning';
        if (loud && !BROWSER_OWN.test(message.text())) said.push(message.text());
      });
      page.on('pageerror', (error) => said.push(String(error)));
      page.on('request', (request) => {
        const url = request.url();
        if (!/^(data|blob):/.test(url) && !url.startsWith(baseURL ?? '')) abroad.push(url);
      });
      await use(page);
      expect(said, 'errors and warnings in the console').toEqual([]);
      expect(abroad, 'requests that left the origin').toEqual([]);
    },
    { auto: true },
  ],
});

export const trainButton = (page: Page): Locator =>
  page.getByRole('button', { name: 'Train', exact: true });
export const stopButton = (page: Page): Locator =>
  page.getByRole('button', { name: 'Stop', exact: true });
export const progress = (page: Page): Locator => page.getByRole('status', { name: 'Progress' });
export const engine = (page: Page): Locator => page.getByRole('status', { name: 'Engine' });
export const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Interpolation' });

/** The slider's track on the page. */
export const trackOf = (page: Page) =>
  slider(page).evaluate((thumb) => {
    const box = (thumb.closest('[data-slider-track]') ?? thumb).getBoundingClientRect();
    return { x: box.x, y: box.y + box.height / 2, width: box.width };
  });

/** Goes to another place of the page, as a visitor does. */
export const goTo = (page: Page, place: 'Explore' | 'Lessons' | 'Gallery' | 'Lab'): Promise<void> =>
  page.getByRole('link', { name: place, exact: true }).click();

/** Opens a tab below the stage. */
export async function openTab(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name, exact: true });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}

/** A cell of the table of barriers, as a number. */
export async function barrier(page: Page, row: string, column: number): Promise<number> {
  const cells = page
    .getByRole('table', { name: 'Barriers' })
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell');
  const text = (await cells.nth(column).textContent()) ?? '';
  return Number.parseFloat(text);
}

/** An experiment of fewer images and places than the Quick look, where what comes of it does not matter. */
export const QUICKER =
  '?engine=wasm#evaluation.samples=1000&evaluation.points=11&plane.grid=21&plane.samples=500&version=2';

/** Opens the lab with its engine started and the dataset loaded. */
export async function open(page: Page, query = '?engine=wasm'): Promise<void> {
  // An experiment in the address opens the lab by itself.
  const mark = query.includes('#') ? '' : query === '' ? '?lab' : '&lab';
  await page.goto(`/${query}${mark}`);
  await expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
}

/** Chooses an option of one of the page's select boxes. */
export async function choose(page: Page, box: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: box, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Types into one of the settings' fields. */
export async function fill(page: Page, field: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: field, exact: true }).fill(text);
}

/** Unfolds a group of settings. */
export async function openSection(page: Page, title: string): Promise<void> {
  await page
    .getByRole('heading', { name: new RegExp(`^${title}`), level: 3 })
    .getByRole('button')
    .click();
}

/** Drops files on the page, as from the desktop. */
export async function drop(
  page: Page,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<void> {
  const encoded = files.map(({ name, bytes }) => ({
    name,
    base64: Buffer.from(bytes).toString('base64'),
  }));
  const dataTransfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of list)
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return transfer;
  }, encoded);
  await page.locator('body').dispatchEvent('dragover', { dataTransfer });
  await expect(page.getByText('Drop files here')).toBeVisible();
  await page.locator('body').dispatchEvent('drop', { dataTransfer });
}

/** Trains and waits for the whole pipeline; answers the seconds. */
export async function trainToTheEnd(page: Page, timeout = 600_000): Promise<number> {
  const began = Date.now();
  await trainButton(page).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout });
  return (Date.now() - began) / 1000;
}
