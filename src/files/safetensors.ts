/**
 * The safetensors format (huggingface.co/docs/safetensors): 8 bytes of header length, a JSON header that gives each
 * tensor's dtype, shape and range of bytes, then the bytes, without gaps.
 */
import type { Layout } from '../model/layout';
import type { Weights } from '../model/weights';
import { FLOAT_BYTES, toFloat32, type FloatKind } from './floats';
import {
  finite,
  integersIn,
  quoted,
  shapeText,
  sizeOf,
  WeightsFileError,
  type NamedTensor,
} from './tensor';

const FLOATS: ReadonlyMap<string, FloatKind> = new Map([
  ['F64', 'f64'],
  ['F32', 'f32'],
  ['F16', 'f16'],
  ['BF16', 'bf16'],
]);

/** Bytes of a number of each kind; what is no float may be beside the weights, as counters do. */
const BYTES: ReadonlyMap<string, number> = new Map([
  ...[...FLOATS].map(([dtype, kind]) => [dtype, FLOAT_BYTES[kind]] as const),
  ...(['I64', 'U64', 'C64'] as const).map((dtype) => [dtype, 8] as const),
  ...(['I32', 'U32'] as const).map((dtype) => [dtype, 4] as const),
  ...(['I16', 'U16'] as const).map((dtype) => [dtype, 2] as const),
  ...(['I8', 'U8', 'BOOL', 'F8_E4M3', 'F8_E5M2'] as const).map((dtype) => [dtype, 1] as const),
]);

/** Bytes: some 30,000 tensors, where the reference implementation has a limit of 100 MB. */
const LONGEST_HEADER = 4_000_000;

/** One tensor as the header describes it. */
interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes after the header. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds every tensor, in the order of its bytes.
 *
 * @throws WeightsFileError for any file that breaks the format
 */
export function readSafetensors(file: Uint8Array): NamedTensor[] {
  const { header, data } = takeApart(file);
  const entries = entriesOf(parse(header));
  checkRanges(entries, data.length);
  return entries.map(({ name, dtype, shape, from, to }) => ({
    name,
    shape,
    values() {
      const kind = FLOATS.get(dtype);
      if (kind === undefined) throw integersIn(name, dtype);
      return finite(name, toFloat32(kind, data.subarray(from, to)));
    },
  }));
}

/** Writes a network's tensors as F32 under the names of its layout; a new buffer. */
export function writeSafetensors(layout: Layout, weights: Weights): Uint8Array<ArrayBuffer> {
  const entries = layout.tensors.map(({ name, shape, offset, size }) => [
    name,
    { dtype: 'F32', shape, data_offsets: [4 * offset, 4 * (offset + size)] },
  ]);
  const json = JSON.stringify(Object.fromEntries(entries));
  // Spaces up to a multiple of 8 keep the numbers aligned for those who map the file.
  const header = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const file = new Uint8Array(8 + header.length + 4 * layout.size);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  file.set(new Uint8Array(weights.buffer, weights.byteOffset, 4 * layout.size), 8 + header.length);
  return file;
}

function takeApart(file: Uint8Array): { header: Uint8Array; data: Uint8Array } {
  if (file.length < 8)
    throw new WeightsFileError(
      `Expected a safetensors file, got ${file.length} bytes; it is cut short or of another kind.`,
    );
  const stated = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  const most = Math.min(LONGEST_HEADER, file.length - 8);
  if (stated > BigInt(most))
    throw new WeightsFileError(
      `Expected a safetensors header of at most ${most} bytes, got a stated length of ${stated.toString()}; the file is cut short or of another kind.`,
    );
  const start = 8 + Number(stated);
  return { header: file.subarray(8, start), data: file.subarray(start) };
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(header: Uint8Array): Fields {
  let value: unknown;
  let twice: string | null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header);
    value = JSON.parse(text);
    twice = repeatedKey(text);
  } catch (error) {
    throw new WeightsFileError(
      'Expected a safetensors header in JSON, got text that is not; the file is altered or of another kind.',
      { cause: error },
    );
  }
  if (!isObject(value))
    throw new WeightsFileError(
      'Expected a safetensors header of named tensors, got other JSON; the file is altered.',
    );
  if (twice !== null)
    throw new WeightsFileError(
      `Expected every name once in the safetensors header, got ${quoted(twice)} twice.`,
    );
  return value;
}

/** The first key that occurs twice in one object of a right JSON text: `JSON.parse` would keep the last in silence. */
function repeatedKey(json: string): string | null {
  const open: Set<string>[] = [];
  let text: string | null = null;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}:]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (token !== ':') text = token;
    else if (text !== null) {
      const key = JSON.parse(text) as string;
      const keys = open.at(-1);
      if (keys?.has(key) === true) return key;
      keys?.add(key);
    }
  }
  return null;
}

/** The tensors by the order of their bytes. */
function entriesOf(header: Fields): Entry[] {
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  if (entries.length === 0)
    throw new WeightsFileError('Expected at least one tensor in the file, got none.');
  return entries
    .map(([name, value]) => entryOf(name, value))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

function entryOf(name: string, value: unknown): Entry {
  const refuse = (expected: string, came: string) =>
    new WeightsFileError(`Tensor ${quoted(name)}: expected ${expected}, got ${came}.`);
  if (!isObject(value)) throw refuse('its dtype, shape and data_offsets', textOf(value));
  const { dtype, shape, data_offsets: offsets } = value;
  const width = typeof dtype === 'string' ? BYTES.get(dtype) : undefined;
  if (typeof dtype !== 'string' || width === undefined)
    throw refuse(`dtype ${[...FLOATS.keys()].join(', ')}`, textOf(dtype));
  if (!isWholeNumbers(shape)) throw refuse('a shape of whole numbers', textOf(shape));
  if (!isWholeNumbers(offsets) || offsets.length !== 2)
    throw refuse('data_offsets of a start and an end', textOf(offsets));
  const [from = 0, to = 0] = offsets;
  const bytes = sizeOf(shape) * width;
  if (to - from !== bytes)
    throw refuse(
      `${bytes} bytes for ${dtype} ${shapeText(shape)}`,
      `${to - from} (data_offsets ${from} to ${to})`,
    );
  return { name, dtype, shape, from, to };
}

function isWholeNumbers(value: unknown): value is number[] {
  return (
    Array.isArray(value) &&
    value.every((n) => typeof n === 'number' && Number.isSafeInteger(n) && n >= 0)
  );
}

/** Whatever stood in the header, short enough for one line. */
function textOf(value: unknown): string {
  if (value === undefined) return 'none';
  if (isObject(value)) return 'an object';
  if (Array.isArray(value))
    return value.some((item) => typeof item === 'object') ? 'nested lists' : quoted(value.join());
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** Every byte of the data belongs to one tensor. */
function checkRanges(entries: readonly Entry[], length: number): void {
  let end = 0;
  for (const { name, from, to } of entries) {
    if (to > length)
      throw new WeightsFileError(
        `Tensor ${quoted(name)}: expected data_offsets within the ${length} bytes of the file's data, got an end at ${to}; the file is cut short or altered.`,
      );
    if (from !== end)
      throw new WeightsFileError(
        `Tensor ${quoted(name)}: expected its data to start at ${end}, where the one before ends, got ${from}: ${from < end ? 'the two overlap' : 'a gap'}.`,
      );
    end = to;
  }
  if (end !== length)
    throw new WeightsFileError(
      `Expected ${end} bytes of data, as the tensors have, got ${length}; the file is altered.`,
    );
}
