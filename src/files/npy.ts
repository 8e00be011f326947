/** NumPy's .npy format (numpy.org/devdocs/reference/generated/numpy.lib.format.html): one array. */
import { FLOAT_BYTES, toFloat32, type FloatKind } from './floats';
import {
  checkFinite,
  quoted,
  shapeText,
  sizeOf,
  WeightsFileError,
  type NamedTensor,
} from './tensor';

const KINDS: ReadonlyMap<string, FloatKind> = new Map([
  ['<f8', 'f64'],
  ['<f4', 'f32'],
  ['<f2', 'f16'],
]);

/** After the byte 0x93. */
const MAGIC = 'NUMPY';

interface Header {
  readonly kind: FloatKind;
  readonly shape: readonly number[];
  /** First axis fastest. */
  readonly fortran: boolean;
}

/**
 * Reads one array of floats.
 *
 * @param name of the tensor that it becomes
 * @throws WeightsFileError
 */
export function readNpy(name: string, file: Uint8Array): NamedTensor {
  const { text, data } = takeApart(name, file);
  const { kind, shape, fortran } = parseHeader(name, text);
  const expected = sizeOf(shape) * FLOAT_BYTES[kind];
  if (data.length !== expected)
    throw new WeightsFileError(
      `Array ${quoted(name)}: expected ${expected} bytes for ${shapeText(shape)}, got ${data.length}; the file is cut short or altered.`,
    );
  const stored = toFloat32(kind, data);
  const tensor = { name, shape, values: fortran ? rowsFirst(stored, shape) : stored };
  checkFinite(tensor);
  return tensor;
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
  // Each match begins where the one before ended, so that nothing else can stand between them.
  const field = /\s*'(\w+)'\s*:\s*('[^']*'|\([^()]*\)|\[[^[\]]*\]|\w+)\s*(?:,|$)/y;
  while (field.lastIndex < inner.trimEnd().length) {
    const [, key, value] = field.exec(inner) ?? [];
    if (key === undefined || value === undefined || fields.has(key)) throw unreadable();
    fields.set(key, value);
  }
  const [descr, order, shape] = ['descr', 'fortran_order', 'shape'].map((key) => fields.get(key));
  if (fields.size !== 3 || descr === undefined || order === undefined || shape === undefined)
    throw unreadable();

  const kind = KINDS.get(descr.slice(1, -1));
  if (kind === undefined)
    throw refuse(`little-endian floats (${[...KINDS.keys()].join(', ')})`, quoted(descr));
  if (order !== 'True' && order !== 'False')
    throw refuse("'fortran_order' True or False", quoted(order));
  if (!/^\(\s*(?:\d{1,15}\s*,\s*)*(?:\d{1,15}\s*)?\)$/.test(shape))
    throw refuse('a shape of whole numbers', quoted(shape));
  const sizes = (shape.match(/\d+/g) ?? []).map(Number);
  return { kind, shape: sizes, fortran: order === 'True' };
}

/** The same array with its last axis fastest. */
function rowsFirst(
  stored: Float32Array<ArrayBuffer>,
  shape: readonly number[],
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(stored.length);
  const place = new Array<number>(shape.length).fill(0);
  const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = stored[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      place[axis]!++;
      if (place[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  }
  return out;
}
