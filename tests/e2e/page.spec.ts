import { gzipSync } from 'node:zlib';
import { faultsOf } from './axe';
import { expect, open, openTab, test, trainToTheEnd } from './page';

test('the page starts with at most 220 KB of script', async ({ page }) => {
  // What is fetched before anything is drawn; the rest comes once the browser has nothing better to do.
  const html = await (await page.request.get('/')).text();
  const scripts = [...html.matchAll(/(?:src|href)="\.(\/assets\/[^"]+\.js)"/g)].map(
    ([, url = '']) => url,
  );
  const sizes = await Promise.all(
    scripts.map(async (url) => gzipSync(await (await page.request.get(url)).body()).length),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`First script: ${(bytes / 1000).toFixed(0)} KB gzipped in ${sizes.length} files`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(220_000);
});

for (const [colorScheme, width, height] of [
  ['dark', 1440, 900],
  ['light', 390, 844],
] as const)
  test(
    `nothing is out of reach at ${width} px, ${colorScheme}`,
    { tag: width > 1000 ? ['@long'] : [] },
    async ({ page }) => {
      const reducedMotion = width < 400 ? 'reduce' : 'no-preference';
      await page.emulateMedia({ colorScheme, reducedMotion });
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
      await openTab(page, 'Neurons');
      // Drawn in the theme's own colours, whatever moves on the page.
      const lightest = await page
        .getByRole('img', { name: /First-layer weights/ })
        .evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')?.getImageData(0, 0, 64, 64) ?? { data: [0] };
          return Math.max(...Array.from(data).filter((_, i) => i % 4 < 3));
        });
      expect(lightest).toBeGreaterThan(150);
      if (width < 400) await page.getByRole('button', { name: 'Settings', exact: true }).click();
      const closed = page
        .getByRole('complementary', { name: 'Experiment' })
        .getByRole('heading', { level: 3 })
        .getByRole('button', { expanded: false });
      while ((await closed.count()) > 0) await closed.first().click();
      expect(await overflow()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
    },
  );
