import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { readExample } from '../../src/pipeline/examples';
import { readWeightsFile } from '../../src/files/readNetwork';
import { shippedFile } from '../../src/ui/gallery/networks';
import { digestOf } from '../../src/worker/storage';

const root = new URL('../../', import.meta.url);
const folder = new URL('experiments/', root);

/** Files that the ready experiments name, with their digests. */
const FILES = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const document: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const { experiment, paper } = readExample(document);
    return [experiment, paper].flatMap(({ networks }) =>
      networks.flatMap(({ file }) => file ?? []),
    );
  });

afterEach(() => void vi.unstubAllGlobals());

test('every file that a ready experiment names is served, and holds those weights', async () => {
  vi.stubGlobal('fetch', (address: string) =>
    Promise.resolve(new Response(readFileSync(new URL(`.${address.split('?')[0]!}`, root)))),
  );
  expect(FILES.length).toBeGreaterThan(0);
  for (const { name, digest } of FILES) {
    const file = await shippedFile(name);
    expect([name, file?.name]).toEqual([name, name]);
    const bytes = new Uint8Array((await file?.arrayBuffer()) ?? []);
    expect(digestOf(readWeightsFile(name, bytes).weights)).toBe(digest);
  }
});

test('a name of no such file is none, and a server that fails says so', async () => {
  expect(await shippedFile('networks/other.safetensors')).toBeNull();
  expect(await shippedFile('../package.json')).toBeNull();
  const [{ name } = { name: '' }] = FILES;
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 404 })));
  await expect(shippedFile(name)).rejects.toThrow(
    `${name}: expected the file beside the page, got`,
  );
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  await expect(shippedFile(name)).rejects.toThrow('the server did not answer');
});
