/** A browser that gives no storage, and one whose storage never answers: nothing waits, and the words are ours. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

type Kept = typeof import('../../src/worker/kept');

/** Each storage with a module of its own, which remembers whether it answers. */
async function keptOn(indexedDB: unknown): Promise<Kept> {
  vi.resetModules();
  vi.stubGlobal('indexedDB', indexedDB);
  return import('../../src/worker/kept');
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const insecure = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const silent = () => ({});

const ONLY_NOW =
  'The network is there for this visit only: this browser keeps no data of this page.';

describe.each<[string, unknown]>([
  ['forbids its storage', { open: insecure }],
  ['has no storage', undefined],
  ['has a storage that never answers', { open: silent }],
])('a browser that %s', (_, indexedDB) => {
  const soon = async <Value>(promise: Promise<Value>) => {
    promise.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(4000);
    return promise;
  };

  it('has kept nothing', async () => {
    const { countNetworks, keptNetwork, kept } = await keptOn(indexedDB);
    expect(await soon(keptNetwork('00'))).toBeNull();
    expect(await soon(kept({ dataset: 'cifar-10' }))).toBeNull();
    expect(await soon(countNetworks())).toBe(0);
  });

  it('keeps nothing, and says so', async () => {
    const { keepNetwork } = await keptOn(indexedDB);
    await expect(soon(keepNetwork('00', new Float32Array(3)))).rejects.toThrow(ONLY_NOW);
  });

  it('says in our words that it does not remove', async () => {
    const { removeNetworks, removeDataset } = await keptOn(indexedDB);
    await expect(soon(removeNetworks())).rejects.toThrow(/^The networks: the browser did not/);
    await expect(soon(removeDataset({ dataset: 'cifar-10' }))).rejects.toThrow(
      /^CIFAR-10: the browser did not/,
    );
  });
});

it('a storage that did not answer once is not waited for again', async () => {
  const { keptNetwork } = await keptOn({ open: silent });
  const first = keptNetwork('00');
  await vi.advanceTimersByTimeAsync(4000);
  await first;
  expect(await keptNetwork('00')).toBeNull();
});
