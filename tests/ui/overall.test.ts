/** One progress for a whole run: it never goes back, and a run that is resumed begins where the stopped one was. */
import { afterEach, expect, it } from 'vitest';
import { createPage } from '../../src/ui/page';
import { slow } from '../support/slow';
import { tinyStore, type TinyStore } from '../support/tinyStore';

let opened: TinyStore | null = null;
afterEach(() => opened?.close());

it('grows from 0 to 1 over all stages, over a stop, and is nothing afterwards', async () => {
  const page = (opened = tinyStore({ wrap: slow(20) }));
  const { subscribe, getState } = createPage(page.workspace);
  const shares: number[] = [];
  subscribe(({ overall }) => {
    if (overall !== null) shares.push(overall.share);
  });
  page.train();
  await page.until(() => (shares.at(-1) ?? 0) > 0.1);
  page.stop();
  const atStop = page.state().stopped?.share ?? 0;
  expect(atStop).toBeGreaterThan(0.1);
  expect(getState().overall).toBeNull();
  shares.length = 0;
  page.train();
  await page.idle();
  expect(shares[0]).toBeGreaterThanOrEqual(atStop);
  expect(shares.at(-1)).toBeCloseTo(1);
  expect(shares).toEqual([...shares].sort((one, other) => one - other));
  expect(getState().overall).toBeNull();
  expect(getState().lastRun?.update).toBeNull();
  // A change of the plane alone leaves the time of the run that trained.
  const { seconds } = getState().lastRun ?? { seconds: null };
  page.edit({ ...page.tiny, plane: { ...page.tiny.plane, grid: 7 } });
  page.update();
  await page.idle();
  expect(getState().lastRun?.seconds).toBe(seconds);
  expect(getState().lastRun?.update).not.toBeNull();
});

it('begins anew where what was stopped is another experiment', async () => {
  const page = (opened = tinyStore({ wrap: slow(20) }));
  const { subscribe } = createPage(page.workspace);
  const shares: number[] = [];
  subscribe(({ overall }) => {
    if (overall !== null) shares.push(overall.share);
  });
  page.train();
  await page.until(() => (shares.at(-1) ?? 0) > 0.1);
  page.stop();
  const atStop = page.state().stopped?.share ?? 0;
  shares.length = 0;
  const [a, b] = page.tiny.networks;
  page.edit({
    ...page.tiny,
    networks: [
      { ...a!, initialisation: 71 },
      { ...b!, initialisation: 72 },
    ],
  });
  page.train();
  await page.until(() => shares.length > 0);
  expect(shares[0]).toBeLessThan(atStop);
  page.stop();
});
