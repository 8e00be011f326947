/** Two pictures with experiments, datasets and views of their own, on one page and one set of workers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview, type PreviewServer } from 'vite';
import type { Side } from '../support/workspacesPage/main';

let folder: string;
let server: PreviewServer;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workspaces-page-'));
  const dist = join(folder, 'dist');
  await build({
    root: fileURLToPath(new URL('../support/workspacesPage/', import.meta.url)),
    publicDir: fileURLToPath(new URL('../../public/', import.meta.url)),
    configFile: false,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir: dist, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4000 },
  });
  server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    build: { outDir: dist },
    preview: { port: 0 },
  });
});

test.afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const SIDES = ['left', 'right'] as const;

const open = (page: Page, search: string) =>
  page.goto(`${server.resolvedUrls?.local[0] ?? ''}${search}`);

const train = (page: Page, side: Side) =>
  page.getByRole('article', { name: side }).getByRole('button', { name: 'Train' }).click();

const idle = (page: Page, side: Side) =>
  page.waitForFunction((of) => !window.busy(of), side, { timeout: 400_000 });

test(
  'two workspaces compute side by side what each computes alone',
  { tag: '@long' },
  async ({ page, browser }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const alone = new Map<Side, unknown>();
    for (const side of SIDES) {
      // In a browser of its own, which keeps nothing for the others.
      const context = await browser.newContext();
      const own = await context.newPage();
      await open(own, `?engine=wasm&only=${side}`);
      await train(own, side);
      await idle(own, side);
      alone.set(side, await own.evaluate((of) => window.figuresIn(of), side));
      await context.close();
    }
    await open(page, '?engine=wasm');
    for (const side of SIDES) await train(page, side);
    expect(await page.evaluate(() => [window.busy('left'), window.busy('right')])).toEqual([
      true,
      true,
    ]);
    for (const side of SIDES) await idle(page, side);
    for (const side of SIDES) {
      const figures = await page.evaluate((of) => window.figuresIn(of), side);
      expect(figures.length).toBeGreaterThan(20);
      expect([side, figures]).toEqual([side, alone.get(side)]);
      const article = page.getByRole('article', { name: side });
      await expect(article.getByRole('status', { name: 'Progress' })).toContainText('Done');
      await expect(article.getByRole('img', { name: 'Loss plane' })).toBeVisible();
    }
    // Each picture has its own paths, and its own place of the slider.
    const names = (side: Side) =>
      page.getByRole('article', { name: side }).getByRole('table', { name: 'Barriers' });
    await expect(names('left')).toContainText('Bezier');
    await expect(names('left')).not.toContainText('Slerp');
    await expect(names('right')).toContainText('Slerp');
    const slider = (side: Side) =>
      page.getByRole('article', { name: side }).getByRole('slider', { name: 'Interpolation' });
    await expect(slider('left')).toHaveAttribute('aria-valuenow', '0.25');
    await expect(slider('right')).toHaveAttribute('aria-valuenow', '0.75');
    // No two elements share an id.
    const ids = await page.evaluate(() =>
      [...document.querySelectorAll('[id]')].map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(errors).toEqual([]);
  },
);
