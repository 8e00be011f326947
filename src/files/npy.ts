/** NumPy's .npy format (numpy.org/devdocs/reference/generated/numpy.lib.format.html): one array. */
import { toFloat32, type FloatKind } from './floats';
import { rowsFirst } from './strides';
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
  ['f8', 'f64'],
  ['f4', 'f32'],
  ['f2', 'f16'],
]);

/** After the byte 0x93. */
const MAGIC = 'NUMPY';

/** An array as it lies in its file. */
export interface NpyArray extends Header {
  readonly name: string;
  readonly data: Uint8Array;
}

interface Header {
  /** Order of bytes, kind and width: `<f4`, `|b1`. */
  readonly descr: string;
  readonly shape: readonly number[];
  /** First axis fastest. */
  readonly fortran: boolean;
}

/**
 * Reads the header of one array and checks its length.
 *
 * @throws WeightsFileError
 */
export function readArray(name: string, file: Uint8Array): NpyArray {
  const { text, data } = takeApart(name, file);
  const header = parseHeader(name, text);
  const { descr, shape } = header;
  const expected = sizeOf(shape) * Number(descr.slice(2));
  if (data.length !== expected)
    throw new WeightsFileError(
      `Array ${quoted(name)}: expected ${expected} bytes for ${shapeText(shape)}, got ${data.length}; the file is cut short or altered.`,
    );
  return { name, ...header, data };
}

/**
 * The same as a tensor; its numbers are read when they are asked for.
 *
 * @param name of the tensor that it becomes
 * @throws WeightsFileError
 */
export function readNpy(name: string, file: Uint8Array): NamedTensor {
  const { descr, shape, fortran, data } = readArray(name, file);
  return {
    name,
    shape,
    values() {
      const kind = FLOATS.get(descr.slice(1));
      if (kind === undefined) throw integersIn(name, descr);
      const stored = finite(name, toFloat32(kind, data, !descr.startsWith('>')));
      if (!fortran) return stored;
      const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
      return rowsFirst(stored, shape, strides);
    },
  };
}

function takeApart(name: string, file: Uint8Array): { text: string; data: Uint8Array } {
  const latin = (from: number, to: number) =>
    new TextDecoder('latin1').decode(file.subarray(from, to));
  if (file.length < 12 || file[0] !== 0x93 || latin(1, 6) !== MAGIC)
    throw new WeightsFileError(
      `Array ${quoted(name)}: expected a .npy file, got ${file.length} bytes of another kind.`,
    );
  const version = file[6]!;
  if (version < 1 || version > 3)
    throw new WeightsFileError(
      `Array ${quoted(name)}: expected version 1 to 3 of the .npy format, got ${version}.`,
    );
  const numbers = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = version === 1 ? numbers.getUint16(8, true) : numbers.getUint32(8, true);
  const start = version === 1 ? 10 : 12;
  if (start + length > file.length)
    throw new WeightsFileError(
      `Array ${quoted(name)}: expected a header of at most ${file.length - start} bytes, got a stated length of ${length}; the file is cut short or altered.`,
    );
  return { text: latin(start, start + length), data: file.subarray(start + length) };
}

/** The header is a Python dictionary: `{'descr': '<f4', 'fortran_order': False, 'shape': (64, 784), }`. */
function parseHeader(name: string, text: string): Header {
  const refuse = (expected: string, came: string) =>
    new WeightsFileError(`Array ${quoted(name)}: expected ${expected}, got ${came}.`);
  const inner = /^\s*\{([^{}]*)\}\s*$/.exec(text)?.[1];
  const unreadable = () =>
    refuse("a header with 'descr', 'fortran_order' and 'shape'", quoted(text));
  if (inner === undefined) throw unreadable();
  const fields = new Map<string, string>();
  // Each match begins where the one before ended, so that nothing else can be between them.
  const field = /\s*'(\w+)'\s*:\s*('[^']*'|\([^()]*\)|\[[^[\]]*\]|\w+)\s*(?:,|$)/y;
  while (field.lastIndex < inner.trimEnd().length) {
    const [, key, value] = field.exec(inner) ?? [];
    if (key === undefined || value === undefined || fields.has(key)) throw unreadable();
    fields.set(key, value);
  }
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((key) => fields.get(key));
  if (fields.size !== 3 || descr === undefined || order === undefined || shape === undefined)
    throw unreadable();

  const inside = descr.slice(1, -1);
  if (inside === '|O')
    throw new WeightsFileError(
      `Array ${quoted(name)}: expected floats, got Python objects, such as a list of arrays; save each array under its own name: np.savez("network.npz", **{"0.weight": w0, "0.bias": b0}).`,
    );
  if (!/^[<>|=][fiubc](1|2|4|8|16)$/.test(inside))
    throw refuse(`floats (${[...FLOATS.keys()].join(', ')})`, quoted(descr));
  if (order !== 'True' && order !== 'False')
    throw refuse("'fortran_order' True or False", quoted(order));
  if (!/^\(\s*(?:\d{1,15}\s*,\s*)*(?:\d{1,15}\s*)?\)$/.test(shape))
    throw refuse('a shape of whole numbers', quoted(shape));
  const sizes = (shape.match(/\d+/g) ?? []).map(Number);
  return { descr: inside, shape: sizes, fortran: order === 'True' };
}
