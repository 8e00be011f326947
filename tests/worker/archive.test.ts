/** The archive over an IndexedDB in memory: whole or not at all, bounded, checked, and calm where there is none. */
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDB } from 'idb';
import type { ArchivedHead, ArchivedRun } from '../../src/jobs/archive';
import { createArchive } from '../../src/worker/archive';
import 'fake-indexeddb/auto';

beforeEach(() => void vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const MADE = { engine: 'engine', version: '1' };
const head = (key: string, rank: number, pieces: readonly string[] = []): ArchivedHead => ({
  key,
  kind: rank === Infinity ? 'result' : 'checkpoint',
  job: 'network',
  rank,
  text: `{"rank":"${rank}"}`,
  pieces,
  made: MADE,
});
const bytes = (n: number, of = 1) => new Uint8Array(n).fill(of);
const piece = (id: string, n = 8) => ({ id, bytes: bytes(n) });

const run = (id: string, time: number): ArchivedRun => ({
  id,
  experiment: {},
  view: {},
  status: 'done',
  share: 1,
  planned: [],
  histories: {},
  time,
});

describe('the archive', () => {
  it('gives back what it was given', async () => {
    const archive = createArchive();
    expect(await archive.take('a')).toBeNull();
    expect(await archive.put(head('a', Infinity, ['p', 'q']), [piece('p'), piece('q', 3)])).toBe(
      'kept',
    );
    const taken = await archive.take('a');
    expect(taken).toMatchObject({ key: 'a', kind: 'result', job: 'network', made: MADE });
    expect(taken?.pieces).toEqual([bytes(8), bytes(3)]);
    expect(await archive.usage()).toEqual({ bytes: 11 + head('a', Infinity).text.length, runs: 0 });
    await archive.drop(['a']);
    expect(await archive.take('a')).toBeNull();
    expect(await archive.usage()).toEqual({ bytes: 0, runs: 0 });
  });

  it('never goes back, and takes pieces over from what was before', async () => {
    const archive = createArchive();
    await archive.put(head('a', 1, ['p', 'q']), [piece('p'), piece('q')]);
    expect(await archive.put(head('a', 1), [])).toBe('older');
    expect(await archive.put(head('a', 2, ['p', 'r']), [piece('r', 4)])).toBe('kept');
    expect((await archive.take('a'))?.pieces).toEqual([bytes(8), bytes(4)]);
    expect(await archive.take('a', 'results alone')).toBeNull();
    // One that another tab has let go of.
    expect(await archive.put(head('a', 3, ['q']), [])).toBe('incomplete');
    expect((await archive.take('a'))?.text).toBe('{"rank":"2"}');
    expect(await archive.put(head('a', Infinity, ['p']), [])).toBe('kept');
    expect(await archive.put(head('a', 4), [])).toBe('older');
  });

  it('lets what was used longest ago go first, and never what was just put', async () => {
    let time = 0;
    const archive = createArchive({ most: 100, now: () => ++time });
    for (const key of ['a', 'b', 'c']) await archive.put(head(key, 1, [key]), [piece(key, 20)]);
    await archive.take('a');
    await archive.put(head('d', 1, ['d']), [piece('d', 20)]);
    expect(await archive.take('b')).toBeNull();
    for (const key of ['a', 'c', 'd']) expect(await archive.take(key)).not.toBeNull();
    await archive.put(head('e', 1, ['e']), [piece('e', 200)]);
    for (const key of ['a', 'b', 'c', 'd']) expect(await archive.take(key)).toBeNull();
    expect(await archive.take('e')).not.toBeNull();
  });

  it.each<[string, 'heads' | 'pieces', (store: { [field: string]: unknown }) => unknown]>([
    ['altered text', 'heads', (value) => ({ ...value, text: '{"rank":"9"}' })],
    ['altered piece', 'pieces', (value) => ({ ...value, bytes: bytes(8, 2) })],
    ['missing piece', 'pieces', () => undefined],
  ])('drops an entry of %s', async (_, store, alter) => {
    const archive = createArchive();
    await archive.put(head('a', 1, ['p']), [piece('p')]);
    const tables = await openDB('isthmus-archive-1');
    const key = store === 'heads' ? 'a' : 'p';
    const value = alter((await tables.get(store, key)) as { [field: string]: unknown });
    if (value === undefined) await tables.delete(store, key);
    else await tables.put(store, value, store === 'heads' ? undefined : key);
    expect(await archive.take('a')).toBeNull();
    expect(await tables.get('heads', 'a')).toBeUndefined();
    expect(await archive.put(head('a', 1, ['p']), [piece('p')])).toBe('kept');
    tables.close();
  });

  it('remembers the latest runs', async () => {
    const archive = createArchive({ mostRuns: 2 });
    for (const [time, id] of ['a', 'b', 'c', 'b'].entries()) await archive.putRun(run(id, time));
    expect((await archive.runs()).map(({ id }) => id)).toEqual(['b', 'c']);
    await archive.dropRun('b');
    expect((await archive.runs()).map(({ id }) => id)).toEqual(['c']);
    expect(await archive.clear()).toBe(true);
    expect(await archive.runs()).toEqual([]);
  });

  it('makes room once when the disk is full, and says when that was not enough', async () => {
    const archive = createArchive();
    await archive.put(head('a', 1, ['p']), [piece('p')]);
    await archive.put(head('b', 1, ['q']), [piece('q')]);
    const { put } = IDBObjectStore.prototype;
    let refusals = 1;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.name === 'pieces' && refusals-- > 0)
        throw new DOMException('No room.', 'QuotaExceededError');
      return put.apply(this, args);
    });
    expect(await archive.put(head('c', 1, ['r']), [piece('r')])).toBe('kept');
    expect(await archive.take('a')).toBeNull();
    expect(await archive.take('b')).not.toBeNull();
    refusals = Infinity;
    expect(await archive.put(head('d', 1, ['s']), [piece('s')])).toBe('full');
    expect(await archive.take('d')).toBeNull();
  });
});

describe.each<[string, unknown, 'refused' | 'silent']>([
  [
    'forbids its storage',
    {
      open: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    },
    'refused',
  ],
  ['has no storage', undefined, 'refused'],
  ['has a storage that never answers', { open: () => new IDBRequest() }, 'silent'],
])('a browser that %s', (_, indexedDB, expected) => {
  it('keeps nothing and says so', async () => {
    vi.stubGlobal('indexedDB', indexedDB);
    const archive = createArchive({ patience: { answer: 20, work: 50 } });
    expect(await archive.put(head('a', 1), [])).toBe(expected);
    expect(await archive.putRun(run('a', 0))).toBe(expected);
    expect(await archive.take('a')).toBeNull();
    expect(await archive.runs()).toEqual([]);
    expect(await archive.usage()).toBeNull();
    expect(await archive.clear()).toBe(false);
    await archive.drop(['a']);
    await archive.dropRun('a');
  });
});
