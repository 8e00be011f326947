/** Nothing is lost: not with a process that is killed, a full disk, a browser that keeps nothing, or a second tab. */
import type { BrowserContext, Page } from '@playwright/test';
import { randomFrom } from '../../src/model/random';
import { expect, progress, test, trainButton } from './page';

/** Networks on points of a square: nothing to load, and a moment to train. */
const small = (hidden: string, batch: number) =>
  `/?engine=wasm#dataset=quadrant&network.kind=mlp&network.hidden=${hidden}&training.epochs=100&training.batch=${batch}&curves.kinds=,&evaluation.points=5&evaluation.samples=64&plane.grid=5&plane.samples=64&version=2`;
const SMALL = small('64,', 64);
/** Takes ten seconds or so. */
const LONGER = small('512,512', 16);
const STEPS = 100 * (1024 / 16);

const goOn = (page: Page) => page.getByRole('button', { name: 'Go on', exact: true });
const note = (page: Page) => page.getByRole('status', { name: 'Note on the run' });
const keptHere = (page: Page) => page.getByRole('region', { name: 'Kept in this browser' });
const done = (page: Page) => expect(progress(page)).toHaveText(/^done/i, { timeout: 300_000 });
const ready = (page: Page) => expect(progress(page)).toHaveText(/ready/i, { timeout: 120_000 });
interface KeptHead {
  readonly kind: string;
  readonly job: string;
  readonly rank: number;
  readonly text: string;
  /** Of the last weights: the sum of their bytes as whole numbers, which tells any two apart here. */
  readonly weights: string;
}

/** What the archive has of networks. */
const heads = (page: Page): Promise<KeptHead[]> =>
  page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const tables = await settled(indexedDB.open('isthmus-archive-1'));
    const reading = tables.transaction(['heads', 'pieces']);
    interface Stored extends Omit<KeptHead, 'weights'> {
      readonly pieces: readonly string[];
    }
    const all = (await settled(reading.objectStore('heads').getAll())) as Stored[];
    const networks = all.filter(({ job }) => job === 'network');
    const found: KeptHead[] = [];
    for (const { pieces, ...head } of networks) {
      const { weights } = JSON.parse(head.text) as { weights?: { piece: number } };
      const id = weights === undefined ? undefined : pieces[weights.piece];
      const piece =
        id === undefined
          ? null
          : ((await settled(reading.objectStore('pieces').get(id))) as { bytes: Uint8Array });
      found.push({ ...head, weights: piece === null ? '' : Array.from(piece.bytes).join() });
    }
    tables.close();
    return found;
  });

const weightsIn = async (page: Page) => {
  await expect
    .poll(async () => (await heads(page)).filter(({ kind }) => kind === 'result').length)
    .toBe(2);
  return (await heads(page)).map(({ weights }) => weights).sort();
};

/** Kills the process of the page, its workers included. */
async function kill(context: BrowserContext, page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  // Nobody is left to answer.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

test(
  'a tab that is killed again and again comes to the same weights, and loses at most 2 s',
  { tag: '@long' },
  async ({ page: first, browser }) => {
    await first.goto(LONGER);
    await ready(first);
    await trainButton(first).click();
    await done(first);
    const undisturbed = await weightsIn(first);
    await first.close();

    const seed = Date.now() % 1_000_000;
    console.log(`random moments of seed ${seed}`);
    const random = randomFrom(seed);
    const context = await browser.newContext();
    let kills = 0;
    let page = await context.newPage();
    await page.goto(LONGER);
    await ready(page);
    await trainButton(page).click();
    while (kills < 10) {
      await expect(progress(page)).toHaveText(/training .*: \d+ %|done/i);
      await page.waitForTimeout(2500 * random.uniform());
      const text = (await progress(page).textContent()) ?? '';
      if (!/training/i.test(text)) break;
      const shown = Number(/(\d+) %/.exec(text)?.[1] ?? 0) / 100;
      await kill(context, page);
      kills++;
      page = await context.newPage();
      await page.goto(LONGER);
      const own = await heads(page);
      const results = own.filter(({ kind }) => kind === 'result').length;
      const checkpoints = own
        .filter(({ kind }) => kind === 'checkpoint')
        .map(({ text: written, rank }) => {
          const { from } = JSON.parse(written) as { from: { seconds: number } };
          return { step: rank, stepsOf2s: (2 * rank) / from.seconds };
        });
      const share =
        (results * STEPS + checkpoints.reduce((sum, { step }) => sum + step, 0)) / 2 / STEPS;
      const pace = Math.max(0, ...checkpoints.map(({ stepsOf2s }) => stepsOf2s)) / STEPS;
      console.log(
        `killed at ${(100 * shown).toFixed(0)} %, kept ${(100 * share).toFixed(1)} %, 2 s are ${(100 * pace).toFixed(1)} %`,
      );
      // What is shown is rounded, and counts the rest of the run.
      if (checkpoints.length > 0) expect(shown - share).toBeLessThan(pace + 0.02);
      if (checkpoints.length === 0 && results === 0) {
        // Of the run a word may be kept already.
        await expect(progress(page)).toHaveText(/ready|stopped/i, { timeout: 120_000 });
        await trainButton(page).click();
        continue;
      }
      await expect(note(page)).toContainText(/was being trained when the page closed: \d+ %/);
      await goOn(page).click();
    }
    await done(page);
    expect(await weightsIn(page)).toEqual(undisturbed);
    // A very fast machine is done before the tenth.
    expect(kills).toBeGreaterThan(2);

    // And another visit has it all at once.
    await kill(context, page);
    page = await context.newPage();
    await page.goto(LONGER);
    await done(page);
    await context.close();
  },
);

test(
  'a second tab is told, sees what the first one finishes, and disturbs nothing',
  { tag: '@long' },
  async ({ page, context }) => {
    await page.goto(LONGER);
    await ready(page);
    await trainButton(page).click();
    await expect(progress(page)).toHaveText(/training .*: \d+ %/i);
    const second = await context.newPage();
    await second.goto(LONGER);
    await expect(note(second)).toContainText('being computed in another tab');
    const third = await context.newPage();
    await third.goto(LONGER);
    await trainButton(third).click();
    await expect(third.getByRole('list', { name: 'Notices' })).toContainText(
      'Another tab computes',
    );
    await done(page);
    await done(third);
    await done(second);
    expect(await weightsIn(second)).toHaveLength(2);
  },
);

test('a full disk is survived and said, and clearing makes room', async ({ page, context }) => {
  await page.goto(SMALL);
  await ready(page);
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 });
  await trainButton(page).click();
  const notices = page.getByRole('list', { name: 'Notices' });
  await expect(notices).toContainText('no room left');
  await done(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await expect(progress(page)).toHaveText(/ready|stopped|done/i, { timeout: 120_000 });
});

test('what is kept is shown, and can be cleared', async ({ page }) => {
  await page.goto(SMALL);
  await ready(page);
  await trainButton(page).click();
  await done(page);
  await expect(keptHere(page)).toContainText(/Kept in this browser: [\d.]+ MB of 1 experiment/);
  await keptHere(page).getByRole('button', { name: 'Clear' }).click();
  await keptHere(page).getByRole('button', { name: 'Remove all of it' }).click();
  await expect(keptHere(page)).toContainText('Experiments are kept in this browser');
  await page.reload();
  await ready(page);
});

const PRIVATE: readonly (readonly [string, string, string])[] = [
  [
    'keeps nothing',
    'open() { throw new DOMException("insecure", "SecurityError"); }',
    'keeps no data of this page',
  ],
  [
    'never answers',
    'open: () => Object.create(IDBOpenDBRequest.prototype, { addEventListener: { value() {} } })',
    'does not answer',
  ],
];
for (const [what, method, said] of PRIVATE)
  test(
    `a browser whose storage ${what} computes, and says so`,
    { tag: '@long' },
    async ({ page }) => {
      await page.route(/archiveMain/, async (route) => {
        const response = await route.fetch();
        const body = `Object.defineProperty(self, 'indexedDB', { value: { ${method}, deleteDatabase() {} } });\n${await response.text()}`;
        await route.fulfill({ response, body });
      });
      await page.goto(SMALL);
      await ready(page);
      await trainButton(page).click();
      await expect(page.getByRole('list', { name: 'Notices' })).toContainText(said);
      await done(page);
      await expect(keptHere(page)).toContainText('keeps nothing of this page');
    },
  );
