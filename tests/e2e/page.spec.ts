import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, open, test, trainToTheEnd } from './page';

declare global {
  interface Window {
    axe: {
      run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }>;
    };
  }
}

test('the main thread starts with less than 250 KB of script', async ({ page, baseURL }) => {
  let bytes = 0;
  page.on('response', async (response) => {
    const url = response.url();
    if (!url.endsWith('.js') || /worker|main-/.test(new URL(url).pathname.split('/').pop() ?? ''))
      return;
    bytes += gzipSync(await response.body()).length;
  });
  await page.goto(baseURL ?? '/');
  await page.waitForLoadState('networkidle');
  const inline = await page.evaluate(() =>
    Array.from(document.scripts, (script) => script.src).filter((src) => src !== ''),
  );
  console.log(
    `Script on the main thread: ${(bytes / 1000).toFixed(0)} KB gzipped in ${inline.length} files`,
  );
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(250_000);
});

for (const [colorScheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 1440, 900],
  ['light', 390, 844],
  ['dark', 390, 844],
] as const)
  test(`nothing is out of reach at ${width} px, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await open(page);
    await trainToTheEnd(page);
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await overflow()).toBe(0);
    await page.screenshot({
      path: `test-results/screenshots/${width}-${colorScheme}.png`,
      fullPage: true,
    });
    if (width < 400) await page.getByRole('button', { name: 'Settings', exact: true }).click();
    const closed = page
      .getByRole('complementary', { name: 'Experiment' })
      .getByRole('heading', { level: 3 })
      .getByRole('button', { expanded: false });
    while ((await closed.count()) > 0) await closed.first().click();
    expect(await overflow()).toBe(0);
    await page.addScriptTag({
      content: readFileSync('node_modules/axe-core/axe.min.js', 'utf8'),
    });
    const { violations } = await page.evaluate(() => window.axe.run());
    expect(
      violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes.map((n) => n.target))}`),
    ).toEqual([]);
  });
