/**
 * The members of a zip archive (PKWARE APPNOTE 6.3.10), by the directory at its end alone; stored or deflated, with sizes
 * and places of 32 or 64 bits.
 */
import { Inflate } from 'fflate';
import { crc32 } from './crc32';
import { quoted, WeightsFileError } from './tensor';

/** One file of an archive, as its directory states it. */
export interface Member {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /**
   * Unpacks it and checks its length and CRC-32; a view into the archive where it is stored.
   *
   * @throws WeightsFileError
   */
  bytes(): Uint8Array;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly check: number;
  readonly packed: number;
  readonly size: number;
  /** Of its local header. */
  readonly at: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** Bytes of each record without its names, comments and extra fields. */
const END_BYTES = 22;
const END_64_BYTES = 56;
const LOCATOR_BYTES = 20;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;

/** A deflated byte becomes at most so many (zlib.net/zlib_tech.html). */
const BEST_RATIO = 1032;

/** In place of a number that is in a field of 64 bits. */
const ELSEWHERE = 0xffffffff;

const cutShort = () =>
  new WeightsFileError('Expected a whole zip file, got one cut short or altered.');

/**
 * Every member but folders, in the directory's order.
 *
 * @param most bytes that all members may have together, unpacked
 * @throws WeightsFileError
 */
export function membersOf(file: Uint8Array, most: number): Member[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const { count, at } = directoryOf(view);
  if (count > file.length / ENTRY_BYTES)
    throw new WeightsFileError(
      `Expected as many files as the zip has room for, got ${count}; it is altered.`,
    );
  const entries = entriesOf(view, count, at);
  const seen = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    checkEntry(entry, file.length);
    if (seen.has(entry.name))
      throw new WeightsFileError(`Expected ${quoted(entry.name)} once in the zip, got it twice.`);
    seen.add(entry.name);
    total += entry.size;
  }
  if (total > most)
    throw new WeightsFileError(
      `Expected a zip of ${file.length} bytes that unpacks to at most ${most}, got ${total}; that is no network of this kind.`,
    );
  return entries
    .filter(({ name }) => !name.endsWith('/'))
    .map((entry) => ({
      name: entry.name,
      size: entry.size,
      bytes: () => unpack(entry, packedBytes(entry, view)),
    }));
}

/** Where the directory begins and how many members it lists. */
function directoryOf(view: DataView): { count: number; at: number } {
  let end = view.byteLength - END_BYTES;
  const last = Math.max(0, end - 0xffff);
  // What looks like the record is it where its comment goes to the end of the file.
  const isEnd = (at: number) =>
    view.getUint32(at, true) === END &&
    view.getUint16(at + 20, true) === view.byteLength - at - END_BYTES;
  while (end >= last && !isEnd(end)) end--;
  if (end < last || end < 0) throw cutShort();
  const locator = end - LOCATOR_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64)
    return { count: view.getUint16(end + 10, true), at: view.getUint32(end + 16, true) };
  const record = wide(view, locator + 8);
  if (record + END_64_BYTES > locator || view.getUint32(record, true) !== END_64) throw cutShort();
  return { count: wide(view, record + 32), at: wide(view, record + 48) };
}

function entriesOf(view: DataView, count: number, start: number): Entry[] {
  let at = start;
  return Array.from({ length: count }, () => {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY) throw cutShort();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const extra = at + ENTRY_BYTES + nameLength;
    const next = extra + extraLength + commentLength;
    if (next > view.byteLength) throw cutShort();
    const name = textOf(view, at + ENTRY_BYTES, nameLength);
    const [size, packed, place] = wideFields(view, extra, extraLength, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    const entry = {
      name,
      size,
      packed,
      at: place,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      check: view.getUint32(at + 16, true),
    };
    at = next;
    return entry;
  });
}

/** Sizes and place of a member, out of its extra field for 64 bits where they are not in the directory itself. */
function wideFields(
  view: DataView,
  extra: number,
  length: number,
  fields: readonly [number, number, number],
): [number, number, number] {
  if (!fields.includes(ELSEWHERE)) return [...fields];
  let at = extra;
  while (at + 4 <= extra + length && view.getUint16(at, true) !== 1)
    at += 4 + view.getUint16(at + 2, true);
  const end = Math.min(
    extra + length,
    at + 4 + (at + 4 <= extra + length ? view.getUint16(at + 2, true) : 0),
  );
  let from = at + 4;
  const read = (field: number): number => {
    if (field !== ELSEWHERE) return field;
    if (from + 8 > end) throw cutShort();
    from += 8;
    return wide(view, from - 8);
  };
  const [size, packed, place] = fields;
  return [read(size), read(packed), read(place)];
}

/** 64 bits; inexact beyond 2^53, which is beyond any file. */
const wide = (view: DataView, at: number) => Number(view.getBigUint64(at, true));

const textOf = (view: DataView, at: number, length: number) =>
  new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length));

/** Before anything is unpacked: sizes that cannot be must not take memory. */
function checkEntry({ name, flags, method, packed, size }: Entry, length: number): void {
  const refuse = (what: string) => new WeightsFileError(`${quoted(name)}: ${what}`);
  if ((flags & 1) !== 0) throw refuse('expected a zip without a password, got one with.');
  if (method !== 0 && method !== 8)
    throw refuse(`expected a stored or deflated file in the zip, got method ${method}.`);
  const most = method === 0 ? packed : BEST_RATIO * packed;
  if (packed > length || size > most)
    throw refuse(
      `expected at most ${Math.min(most, BEST_RATIO * length)} bytes in the zip, got a stated size of ${size}; it is altered.`,
    );
}

function packedBytes({ at, packed }: Entry, view: DataView): Uint8Array {
  if (at + LOCAL_BYTES > view.byteLength || view.getUint32(at, true) !== LOCAL) throw cutShort();
  const start = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packed > view.byteLength) throw cutShort();
  return new Uint8Array(view.buffer, view.byteOffset + start, packed);
}

function unpack({ name, method, size, check }: Entry, packed: Uint8Array): Uint8Array {
  const bytes = method === 0 ? packed : inflated(packed, size);
  if (bytes?.length !== size)
    throw new WeightsFileError(
      `${quoted(name)}: expected ${size} bytes in the zip, got ${bytes === null ? 'others' : bytes.length}; it is cut short or altered.`,
    );
  if (crc32(bytes) !== check)
    throw new WeightsFileError(
      `${quoted(name)}: expected the bytes that the zip was made with, got others; it is damaged.`,
    );
  return bytes;
}

/** Bytes that are unpacked at once, so that a member that is longer than it states takes little memory. */
const PIECE = 2 ** 14;

/** What was deflated; null where it is not `size` bytes or was not deflated. */
function inflated(packed: Uint8Array, size: number): Uint8Array | null {
  const out = new Uint8Array(size);
  let arrived = 0;
  const inflate = new Inflate((piece) => {
    if (arrived + piece.length <= size) out.set(piece, arrived);
    arrived += piece.length;
  });
  try {
    for (let at = 0; at < packed.length && arrived <= size; at += PIECE)
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch {
    return null;
  }
  return arrived === size ? out : null;
}
