// Uses the built page for many minutes as a restless visitor does, and watches its memory: npm run soak -- --minutes 30.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { findChromium } from './findChromium.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    port: { type: 'string', default: '4190' },
    /** Uses the build that is there. */
    built: { type: 'boolean', default: false },
  },
});
const MINUTES = Number(values.minutes);
const SEED = Number(values.seed);
const MINUTE = 60_000;
/** Networks so large that the results of a few runs fill the memory that the page keeps them in. */
const LARGE = '512,512';
const FILLING = 4;
/** From this minute to the last, memory stays within this share. */
const SETTLED = 5;
const TOLERANCE = 0.05;

/** Mulberry32: the same seed does the same, as far as the page is as fast. */
let state = SEED;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}
const oneOf = (list) => list[Math.floor(random() * list.length)];

const LAB = '/?engine=wasm&lab';
const WIDTHS = ['16', '32,32', '24', '48,16'];
const experimentOf = (widths, seed = 1) =>
  `#evaluation.samples=1000&evaluation.points=11&plane.grid=15&plane.samples=500&network.kind=mlp&network.hidden=${widths},&networks.0.order=${seed}&version=2`;
const SECOND =
  '#dataset=quadrant&network.kind=mlp&network.hidden=64,&training.epochs=30&curves.kinds=,&evaluation.points=5&plane.grid=9&version=2';

const errors = [];
const done = new Map();

async function open(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('crash', () => errors.push('The page crashed.'));
  await page.goto(address);
  await page
    .getByRole('status', { name: 'Progress' })
    .filter({ hasText: /ready|done|stopped/i })
    .waitFor({ timeout: 120_000 });
  return page;
}

const button = (page, name) => page.getByRole('button', { name, exact: true }).first();
const press = async (page, name) => {
  const found = button(page, name);
  if (!(await found.isVisible()) || !(await found.isEnabled())) return false;
  await found.click();
  return true;
};
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const goTo = (page, place) => page.getByRole('link', { name: place, exact: true }).click();
/** As one types into the bar of addresses: the page stays, and turns to another experiment. */
const turnTo = (page, widths, seed) =>
  page.evaluate(
    (hash) => {
      globalThis.location.hash = hash;
    },
    experimentOf(widths, seed),
  );
const idle = (page) => button(page, 'Stop').waitFor({ state: 'hidden', timeout: 300_000 });

/** Each answers whether it could be done in the state that the page is in. */
const ACTIONS = {
  train: async (page) => {
    if (!((await press(page, 'Train')) || (await press(page, 'Go on')))) return false;
    await pause(4000 * random());
    return true;
  },
  'train to the end': async (page) => {
    await press(page, 'Train');
    await idle(page);
    return true;
  },
  stop: async (page) => {
    await press(page, 'Train');
    await pause(300 + 500 * random());
    return press(page, 'Stop');
  },
  'start over': async (page) => {
    if (!(await press(page, 'Start over'))) return false;
    await pause(500 * random());
    return true;
  },
  'change a seed': async (page) => {
    const field = page.getByRole('textbox', { name: "Seed of B's data order" });
    if (!(await field.isVisible()))
      await page.getByRole('button', { name: /^Networks A and B/ }).click();
    await field.fill(String(1 + Math.floor(1000 * random())));
    await field.press('Tab');
    return true;
  },
  'change the widths': async (page) => {
    const field = page.getByRole('textbox', { name: 'Hidden layers', exact: true });
    if (!(await field.isVisible())) return false;
    await field.fill(oneOf(WIDTHS));
    await field.press('Tab');
    return true;
  },
  plane: async (page) => {
    const place = page.locator('.stage-plane').getByRole('button', { name: /^(Through|Around)/ });
    if (!(await place.first().isVisible())) return false;
    await place.first().click();
    await page.getByRole('combobox', { name: 'Kind of plane' }).click();
    const options = page.getByRole('option');
    await options.first().waitFor();
    await oneOf(await options.all()).click();
    await page.keyboard.press('Escape');
    return true;
  },
  measure: async (page) => {
    const [first] = await page.getByRole('radio', { name: /^(Loss|Accuracy)$/ }).all();
    if (first === undefined) return false;
    await oneOf(await page.getByRole('radio', { name: /^(Loss|Accuracy)$/ }).all()).click();
    return true;
  },
  slider: async (page) => {
    const slider = page.getByRole('slider', { name: 'Interpolation' });
    if (!(await slider.isVisible())) return false;
    for (let i = 0; i < 20; i++) await slider.press(oneOf(['ArrowLeft', 'ArrowRight', 'PageUp']));
    return true;
  },
  tab: async (page) => {
    const tabs = await page.getByRole('tab').all();
    if (tabs.length === 0) return false;
    await oneOf(tabs).click();
    return true;
  },
  landscape: async (page) => {
    await press(page, 'Stop');
    await goTo(page, 'Gallery');
    const landscapes = page.getByRole('list', { name: 'Gallery' }).getByRole('link');
    await landscapes.first().waitFor();
    await oneOf(await landscapes.all()).click();
    await page.getByRole('img', { name: 'Loss plane' }).waitFor();
    await pause(1000);
    await goTo(page, 'Lab');
    // Its own experiment may take minutes to train.
    await turnTo(page, oneOf(WIDTHS));
    return true;
  },
  undo: (page) => press(page, 'Undo'),
  address: async (page) => {
    await press(page, 'Stop');
    await turnTo(page, oneOf(WIDTHS), 1 + Math.floor(1000 * random()));
    return true;
  },
  explore: async (page) => {
    await goTo(page, 'Explore');
    await pause(500);
    await goTo(page, 'Lab');
    return true;
  },
};

/** Fills what the page keeps for later: the landscapes that it comes with, and results up to their bound. */
async function fill(page) {
  await goTo(page, 'Gallery');
  const landscapes = page.getByRole('list', { name: 'Gallery' }).getByRole('link');
  await landscapes.first().waitFor();
  const count = await landscapes.count();
  for (let i = 0; i < count; i++) {
    await landscapes.nth(i).click();
    await page.getByRole('img', { name: 'Loss plane' }).waitFor();
    await pause(500);
    await goTo(page, 'Gallery');
    await landscapes.first().waitFor();
  }
  await goTo(page, 'Lab');
  for (let seed = 1; seed <= FILLING; seed++) {
    await turnTo(page, LARGE, seed);
    await button(page, 'Train').click();
    await idle(page);
  }
}

/** Closes what may lie over the page. */
const clear = async (page) => {
  await page.keyboard.press('Escape');
  await press(page, 'Dismiss');
};

/**
 * The memory of the page at rest, in MB, after a collection: of its scripts, and of its process, workers included. What is
 * fetched stays with whoever drives the browser, so that all that the page fetches is fetched before.
 */
async function memory(page, session, pid) {
  await press(page, 'Stop');
  await goTo(page, 'Lab');
  await idle(page);
  for (let i = 0; i < 3; i++) {
    await session.send('HeapProfiler.collectGarbage');
    // Each has a heap of its own in the same process.
    await Promise.all(page.workers().map((worker) => worker.evaluate(() => globalThis.gc())));
    await pause(500);
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const [, resident] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { heap: usedSize / 1e6, resident: Number(resident) / 1e3 };
}

if (!values.built) await build({ logLevel: 'warn' });
const server = await preview({
  logLevel: 'warn',
  preview: { port: Number(values.port), strictPort: true },
});
const browser = await chromium.launch({
  executablePath: findChromium() ?? 'chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
    '--js-flags=--expose-gc',
  ],
});
try {
  const context = await browser.newContext({ baseURL: `http://localhost:${values.port}` });
  const page = await open(context, LAB + experimentOf('32,32'));
  const session = await context.newCDPSession(page);
  const processes = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  // No other page is open yet; a spare process has done nothing.
  const renderers = processes.processInfo.filter(({ type }) => type === 'renderer');
  const [{ id: pid }] = renderers.sort((one, other) => other.cpuTime - one.cpuTime);
  const second = await open(context, LAB + SECOND);
  console.log(`seed ${SEED}, ${MINUTES} minutes; the page is process ${pid}`);
  await fill(page);
  const measured = [];
  const began = Date.now();
  for (let minute = 1; minute <= MINUTES; minute++) {
    while (Date.now() - began < minute * MINUTE) {
      const on = random() < 0.85 ? page : second;
      const name = oneOf(Object.keys(ACTIONS));
      try {
        if (await ACTIONS[name](on)) done.set(name, (done.get(name) ?? 0) + 1);
      } catch (error) {
        // What lay over it, or moved away under the pointer, is no fault of the page by itself.
        if (errors.length > 0) throw error;
        console.log(`  ${name}: ${String(error).split('\n')[0]}`);
        await clear(on);
        await goTo(on, 'Lab');
      }
    }
    await press(second, 'Stop');
    const now = await memory(page, session, pid);
    measured.push(now);
    const actions = [...done.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `minute ${minute}: heap ${now.heap.toFixed(1)} MB, resident ${now.resident.toFixed(0)} MB, ${actions} actions`,
    );
    if (errors.length > 0) break;
  }
  console.log([...done].map(([name, count]) => `${name} ${count}`).join(', '));
  const never = Object.keys(ACTIONS).filter((name) => !done.has(name));
  if (never.length > 0) errors.push(`Never done: ${never.join(', ')}.`);
  const from = measured[Math.min(SETTLED, measured.length) - 1];
  const to = measured.at(-1);
  for (const kind of ['heap', 'resident']) {
    const change = to[kind] / from[kind] - 1;
    console.log(`${kind}: ${(100 * change).toFixed(1)} % since minute ${SETTLED}`);
    if (change > TOLERANCE)
      errors.push(`The ${kind} memory grew by ${(100 * change).toFixed(1)} %.`);
  }
} finally {
  await browser.close();
  await server.close();
}
for (const error of errors) console.error(error);
process.exitCode = errors.length > 0 ? 1 : 0;
