/**
 * The archive in IndexedDB: bounded by bytes, with what was used longest ago going first. Everything that is put is
 * there whole or not at all, however the page ends; what is read is checked, and dropped where it is damaged.
 */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { crc32 } from '../files/crc32';
import type {
  Archive,
  ArchivedHead,
  ArchivedPiece,
  ArchivedRun,
  Kept,
  Taken,
} from '../jobs/archive';
import { LateError, within } from '../jobs/within';

/** To be raised when the form of a result, of a checkpoint or of an experiment changes: others' are then not found. */
const SCHEMA = 1;
const NAME = 'isthmus-archive-';

interface Head extends ArchivedHead {
  /** Of the text. */
  readonly crc: number;
  /** Bytes of each piece. */
  readonly sizes: readonly number[];
}

interface Piece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly crc: number;
}

/** What making room needs to know, so that no text and no piece is read for it. */
interface Place {
  readonly key: string;
  readonly bytes: number;
  /** When it was last put or taken, in milliseconds since 1970. */
  readonly used: number;
}

interface Tables extends DBSchema {
  heads: { key: string; value: Head };
  pieces: { key: string; value: Piece };
  places: { key: string; value: Place };
  runs: { key: string; value: ArchivedRun };
}

type Writing = IDBPTransaction<Tables, ('heads' | 'pieces' | 'places')[], 'readwrite'>;

export interface ArchiveOptions {
  /** Bytes of results and checkpoints; 512 MB by default. */
  readonly most?: number;
  /** Experiments that are remembered. */
  readonly mostRuns?: number;
  readonly now?: () => number;
  /** Milliseconds that the storage may take to open, and to read or write. */
  readonly patience?: { readonly answer: number; readonly work: number };
}

const PATIENCE = { answer: 3000, work: 60_000 };

export function createArchive({
  most = 2 ** 29,
  mostRuns = 50,
  now = Date.now,
  patience = PATIENCE,
}: ArchiveOptions = {}): Archive {
  let opened: Promise<IDBPDatabase<Tables>> | null = null;
  let silent = false;

  const database = (): Promise<IDBPDatabase<Tables>> => {
    opened ??= within(
      patience.answer,
      open(() => (opened = null)),
    );
    opened.catch(() => (opened = null));
    return opened;
  };

  /** @throws whatever the storage throws, and LateError once it has not answered */
  const work = async <Value>(
    action: (tables: IDBPDatabase<Tables>) => Promise<Value>,
  ): Promise<Value> => {
    if (silent) throw new LateError('internal: the storage does not answer');
    try {
      return await within(patience.work, database().then(action));
    } catch (error) {
      silent ||= error instanceof LateError;
      throw error;
    }
  };

  /** Writes; where there is no room, once more after what was used longest ago has made some. */
  const write = async (
    own: string | null,
    action: (tables: IDBPDatabase<Tables>) => Promise<Kept>,
  ): Promise<Kept> => {
    try {
      return await work(action);
    } catch (error) {
      if (!isFull(error)) return refusal(error);
    }
    try {
      await work((tables) => makeRoom(tables, own));
      return await work(action);
    } catch (error) {
      return isFull(error) ? 'full' : refusal(error);
    }
  };

  const drop = (keys: readonly string[]) =>
    work((tables) =>
      transact(tables, async (writing) => {
        for (const key of keys) await remove(writing, key);
      }),
    );

  return {
    put: (head, pieces) =>
      write(head.key, (tables) =>
        transact(tables, async (writing) => {
          const kept = await put(writing, head, pieces, now());
          if (kept === 'kept') await shrink(writing, most, head.key);
          return kept;
        }),
      ),
    async take(key, results) {
      try {
        const taken = await work((tables) => read(tables, key, results !== undefined));
        if (taken === null) return null;
        if (taken === 'damaged') {
          await drop([key]);
          return null;
        }
        await work((tables) => touch(tables, key, now()));
        return taken;
      } catch {
        return null;
      }
    },
    drop: (keys) => drop(keys).catch(() => undefined),
    putRun: (run) =>
      write(null, async (tables) => {
        const writing = tables.transaction('runs', 'readwrite');
        await writing.store.put(run);
        const all = latestFirst(await writing.store.getAll());
        for (const { id } of all.slice(mostRuns)) await writing.store.delete(id);
        await writing.done;
        return 'kept';
      }),
    runs: () => work(async (tables) => latestFirst(await tables.getAll('runs'))).catch(() => []),
    dropRun: (id) => work((tables) => tables.delete('runs', id)).catch(() => undefined),
    usage: () =>
      work(async (tables) => {
        const places = await tables.getAll('places');
        return { bytes: bytesOf(places), runs: await tables.count('runs') };
      }).catch(() => null),
    clear: () =>
      work(async (tables) => {
        const all = tables.transaction(['heads', 'pieces', 'places', 'runs'], 'readwrite');
        for (const name of all.objectStoreNames) await all.objectStore(name).clear();
        await all.done;
        return true;
      }).catch(() => false),
  };
}

/** @param onEnd called when the browser has closed the database */
function open(onEnd: () => void): Promise<IDBPDatabase<Tables>> {
  for (let earlier = 1; earlier < SCHEMA; earlier++) indexedDB.deleteDatabase(`${NAME}${earlier}`);
  return openDB<Tables>(`${NAME}${SCHEMA}`, 1, {
    upgrade(tables) {
      tables.createObjectStore('heads', { keyPath: 'key' });
      tables.createObjectStore('pieces');
      tables.createObjectStore('places', { keyPath: 'key' });
      tables.createObjectStore('runs', { keyPath: 'id' });
    },
    terminated: onEnd,
  });
}

async function transact<Value>(
  tables: IDBPDatabase<Tables>,
  action: (writing: Writing) => Promise<Value>,
): Promise<Value> {
  const writing = tables.transaction(['heads', 'pieces', 'places'], 'readwrite');
  try {
    const value = await action(writing);
    await writing.done;
    return value;
  } catch (error) {
    writing.done.catch(() => undefined);
    try {
      writing.abort();
    } catch {
      // It has ended by itself.
    }
    throw error;
  }
}

/** Puts a head with its pieces in place of what is there of its key, of which it may go on using pieces. */
async function put(
  writing: Writing,
  head: ArchivedHead,
  given: readonly ArchivedPiece[],
  used: number,
): Promise<Kept> {
  const [heads, pieces, places] = [
    writing.objectStore('heads'),
    writing.objectStore('pieces'),
    writing.objectStore('places'),
  ];
  const before = await heads.get(head.key);
  if (before !== undefined && before.rank >= head.rank) return 'older';
  const known = new Set(before?.pieces);
  const fresh = new Map(given.map(({ id, bytes }) => [id, bytes]));
  if (head.pieces.some((id) => !fresh.has(id) && !known.has(id))) return 'incomplete';
  const wanted = new Set(head.pieces);
  for (const id of known) if (!wanted.has(id)) await pieces.delete(id);
  for (const [id, bytes] of fresh) await pieces.put({ bytes, crc: crc32(bytes) }, id);
  const sizes = head.pieces.map(
    (id) => fresh.get(id)?.length ?? before?.sizes[before.pieces.indexOf(id)] ?? 0,
  );
  await heads.put({ ...head, sizes, crc: crcOf(head.text) });
  const bytes = sizes.reduce((sum, size) => sum + size, head.text.length);
  await places.put({ key: head.key, bytes, used });
  return 'kept';
}

async function read(
  tables: IDBPDatabase<Tables>,
  key: string,
  results: boolean,
): Promise<Taken | 'damaged' | null> {
  const reading = tables.transaction(['heads', 'pieces']);
  const head = await reading.objectStore('heads').get(key);
  if (head === undefined || (results && head.kind !== 'result')) return null;
  const pieces = await Promise.all(head.pieces.map((id) => reading.objectStore('pieces').get(id)));
  const whole = pieces.filter((piece) => piece !== undefined);
  if (whole.length < pieces.length || crcOf(head.text) !== head.crc) return 'damaged';
  if (whole.some(({ bytes, crc }) => crc32(bytes) !== crc)) return 'damaged';
  const { kind, job, text, made } = head;
  return { key, kind, job, text, made, pieces: whole.map(({ bytes }) => bytes) };
}

async function touch(tables: IDBPDatabase<Tables>, key: string, used: number): Promise<void> {
  const writing = tables.transaction('places', 'readwrite');
  const place = await writing.store.get(key);
  if (place !== undefined) await writing.store.put({ ...place, used });
  await writing.done;
}

async function remove(writing: Writing, key: string): Promise<void> {
  const head = await writing.objectStore('heads').get(key);
  for (const id of head?.pieces ?? []) await writing.objectStore('pieces').delete(id);
  await writing.objectStore('heads').delete(key);
  await writing.objectStore('places').delete(key);
}

/** Removes what was used longest ago until so many bytes are left, but not `own`. */
async function shrink(writing: Writing, most: number, own: string | null): Promise<void> {
  const places = await writing.objectStore('places').getAll();
  let total = bytesOf(places);
  for (const { key, bytes } of places.sort((one, other) => one.used - other.used)) {
    if (total <= most) return;
    if (key === own) continue;
    await remove(writing, key);
    total -= bytes;
  }
}

/** Half of what is kept goes. */
const makeRoom = (tables: IDBPDatabase<Tables>, own: string | null): Promise<void> =>
  transact(tables, async (writing) => {
    const total = bytesOf(await writing.objectStore('places').getAll());
    await shrink(writing, total / 2, own);
  });

const bytesOf = (places: readonly Place[]): number =>
  places.reduce((sum, { bytes }) => sum + bytes, 0);

const crcOf = (text: string): number => crc32(new TextEncoder().encode(text));

const latestFirst = (runs: readonly ArchivedRun[]): ArchivedRun[] =>
  [...runs].sort((one, other) => other.time - one.time);

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError';

const refusal = (error: unknown): Kept => (error instanceof LateError ? 'silent' : 'refused');
