import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createImports } from '../../src/store/imports';
import { channelPool, type ChannelPool } from '../support/channelPool';
import { tinyStore } from '../support/tinyStore';

let opened: ChannelPool | null = null;
afterEach(() => opened?.close());

const NAMES = ['a', 'b'].map(
  (which) => `networks/git-re-basin-counter-example-${which}.safetensors`,
);
const bytesOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../experiments/${name}`, import.meta.url)));

/** What a page would have that comes with these files. */
async function imports() {
  opened = channelPool();
  await opened.pool.start('wasm');
  const asked: string[] = [];
  const shipped = (name: string) => {
    asked.push(name);
    return Promise.resolve(NAMES.includes(name) ? new File([bytesOf(name)], name) : null);
  };
  return { ...createImports(opened.pool, shipped), asked };
}

describe('a network that comes with Isthmus', () => {
  const [a = '', b = ''] = NAMES;

  it('is found by name, and by its digest where that is asked for', async () => {
    const { read, open } = await imports();
    const [own] = await open([new File([bytesOf(a)], 'mine.safetensors')]);
    const digest = own?.file.digest ?? '';
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await read({ name: a, digest: null })).toEqual(own?.weights);
    expect(await read({ name: a, digest })).toEqual(own?.weights);
    await expect(read({ name: b, digest })).rejects.toThrow(`${b} is not here: drop that file`);
    await expect(read({ name: 'other', digest: null })).rejects.toThrow('other is not here');
  });

  it("gives way to a visitor's own of the same name or weights", async () => {
    const { read, open, add, asked } = await imports();
    const [own] = await open([new File([bytesOf(b)], a)]);
    // Node has no storage to keep it in.
    await add(own === undefined ? [] : [{ ...own, file: { name: a, digest: null } }]);
    expect(await read({ name: a, digest: null })).toEqual(own?.weights);
    expect(asked).toEqual([]);
  });
});

it('forgetting what a browser without storage never kept says nothing', async () => {
  const page = tinyStore();
  await page.removeNetworks();
  expect(page.texts()).toEqual([]);
  page.session.setState({ keptNetworks: 1 });
  await page.removeNetworks();
  expect(page.texts()).toEqual([
    expect.stringMatching(/^The networks: the browser did not remove/),
  ]);
  page.close();
});

it('two files of one name are two networks on a page without crypto.subtle', async () => {
  vi.stubGlobal('crypto', { getRandomValues: undefined });
  const { open, add, read } = await imports();
  const networks = await open(NAMES.map((name) => new File([bytesOf(name)], 'model.safetensors')));
  await add(networks).catch(() => undefined);
  const [a, b] = await Promise.all(networks.map(({ file }) => read(file)));
  expect(a).toEqual(networks[0]?.weights);
  expect(b).toEqual(networks[1]?.weights);
  expect(a).not.toEqual(b);
  vi.unstubAllGlobals();
});
