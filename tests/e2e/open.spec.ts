/** `npx isthmus open`: the page with files of this machine loaded. */
import { spawn, type ChildProcess } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { progress } from './page';

const FILES = ['a', 'b'].map(
  (which) => `experiments/networks/git-re-basin-counter-example-${which}.safetensors`,
);

let child: ChildProcess | null = null;
test.afterEach(() => child?.kill('SIGINT'));

/** Starts the program; answers the address that it says. */
function opened(words: readonly string[]): Promise<string> {
  const started = spawn('node', ['bin/isthmus.mjs', 'open', ...words, '--no-browser']);
  child = started;
  return new Promise((resolve, reject) => {
    let said = '';
    started.stderr.on('data', (part: Buffer) => {
      said += part.toString();
      const [address] = /http:\S+/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    started.on('exit', () => reject(new Error(`Expected an address, got: ${said}`)));
  });
}

test('two networks are loaded as if they were dropped', async ({ page }) => {
  await page.goto(await opened(FILES));
  await page.getByRole('button', { name: 'Use them' }).click();
  await page.getByRole('button', { name: 'Explore', exact: true }).click();
  await expect(progress(page)).toHaveText(/done in/i, { timeout: 120_000 });
});

test('an experiment is loaded, and one that is gone is said', async ({ page }) => {
  const address = await opened(['experiments/benzing-fig-2.json']);
  await page.goto(address);
  await expect(page).toHaveURL(/#/);
  await page.route('**/opened/0', (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await expect(page.getByRole('list', { name: 'Notices' })).toContainText(
    'start npx isthmus open again',
  );
});
