/** What the pages may not do; that they do all that they need is said by the clean console of every other test. */
import { expect, test } from '@playwright/test';

for (const place of ['', 'learn/', 'gallery/'])
  test(`no text becomes a script or a style, and nothing goes abroad: ./${place}`, async ({
    page,
  }) => {
    await page.goto(`/${place}`);
    await page.evaluate(() => {
      Object.assign(window, { broken: [] as string[] });
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        (window as unknown as { broken: string[] }).broken.push(effectiveDirective);
      });
    });
    const tried = await page.evaluate(async () => {
      const caught = (run: () => unknown) => {
        try {
          run();
          return false;
        } catch {
          return true;
        }
      };
      // Later, as what a test evaluates is exempt while it does.
      const refused = await new Promise((resolve) =>
        setTimeout(() => resolve(caught(() => window.eval('1')))),
      );
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      const image = document.createElement('img');
      image.src = 'https://example.com/pixel.png';
      document.body.append(script, style, image);
      const abroad = await fetch('https://example.com/').then(
        () => false,
        () => true,
      );
      return {
        refused,
        abroad,
        inline: 'inlineRan' in window,
        styled: getComputedStyle(document.body).outlineWidth === '7px',
      };
    });
    expect(tried).toEqual({ refused: true, abroad: true, inline: false, styled: false });
    const broken = await page.evaluate(() => (window as unknown as { broken: string[] }).broken);
    expect(new Set(broken)).toEqual(
      new Set(['script-src', 'script-src-elem', 'style-src-elem', 'img-src', 'connect-src']),
    );
  });
