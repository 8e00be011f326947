/**
 * What `torch.save` writes: a pickle whose tensors refer to numbers beside it, in a zip (since PyTorch 1.6) or one after
 * the other. Nothing of the file is run: a few functions that make tensors are known by name, all else stays a name.
 */
import { FLOAT_BYTES, toFloat32, type FloatKind } from './floats';
import { Called, Global, Persistent, readPickle, type Value } from './pickle';
import { rowsFirst } from './strides';
import {
  finite,
  integersIn,
  listed,
  quoted,
  shapeText,
  sizeOf,
  WeightsFileError,
  type NamedTensor,
  type TensorFile,
} from './tensor';
import { membersOf } from './zip';

/** The numbers that tensors are views of. */
interface Storage {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
}

/** By the key that the pickle calls it. */
type FindStorage = (key: string) => Storage;

const FLOATS: ReadonlyMap<string, FloatKind> = new Map([
  ['DoubleStorage', 'f64'],
  ['FloatStorage', 'f32'],
  ['HalfStorage', 'f16'],
  ['BFloat16Storage', 'bf16'],
]);

/** Bytes of a number in files before 1.6, where storages follow each other. */
const WIDTHS: ReadonlyMap<string, number> = new Map([
  ...[...FLOATS].map(([name, kind]) => [name, FLOAT_BYTES[kind]] as const),
  ...(['LongStorage', 'ComplexFloatStorage'] as const).map((name) => [name, 8] as const),
  ['ComplexDoubleStorage', 16],
  ...(['IntStorage', 'QInt32Storage'] as const).map((name) => [name, 4] as const),
  ['ShortStorage', 2],
  ...(['CharStorage', 'ByteStorage', 'BoolStorage', 'QInt8Storage', 'QUInt8Storage'] as const).map(
    (name) => [name, 1] as const,
  ),
]);

/**
 * Reads the zip form.
 *
 * @param most bytes that all members may have together
 * @throws WeightsFileError
 */
export function readTorch(file: Uint8Array, most: number): TensorFile {
  const members = new Map(membersOf(file, most).map((member) => [member.name, member]));
  const pickle = [...members.keys()].find((name) => /(^|\/)data\.pkl$/.test(name));
  if (pickle === undefined)
    throw new WeightsFileError('Expected data.pkl in the zip, as PyTorch writes it, got none.');
  const folder = pickle.slice(0, -'data.pkl'.length);
  const member = (name: string) => members.get(folder + name)?.bytes();
  const order = member('byteorder');
  const littleEndian = order === undefined || new TextDecoder().decode(order) !== 'big';
  const { value } = readPickle(member('data.pkl')!, 0);
  return tensorsOf(value, (key) => {
    const bytes = member(`data/${key}`);
    if (bytes === undefined)
      throw new WeightsFileError(`Expected the numbers ${quoted(key)} in the zip, got none.`);
    return { bytes, littleEndian };
  });
}

/**
 * Reads the form before 1.6: four pickles (a magic number, a version, the sizes of the machine's numbers, the object),
 * the keys of the storages, and each storage as its length and its numbers.
 *
 * @throws WeightsFileError
 */
export function readOldTorch(file: Uint8Array): TensorFile {
  let at = 0;
  const next = () => {
    const { value, end } = readPickle(file, at);
    at = end;
    return value;
  };
  next();
  next();
  const machine = next();
  const littleEndian = !(machine instanceof Map) || machine.get('little_endian') !== false;
  const object = next();
  const keys = next();
  if (!Array.isArray(keys)) throw new WeightsFileError('Expected keys of storages, got none.');
  const widths = widthsIn(object);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const storages = new Map<string, Storage>();
  for (const key of keys) {
    const width = typeof key === 'string' ? widths.get(key) : undefined;
    if (typeof key !== 'string' || width === undefined || at + 8 > file.length) throw cutShort();
    const length = Number(view.getBigUint64(at, littleEndian)) * width;
    if (length > file.length - at - 8) throw cutShort();
    storages.set(key, { bytes: file.subarray(at + 8, at + 8 + length), littleEndian });
    at += 8 + length;
  }
  return tensorsOf(object, (key) => {
    const storage = storages.get(key);
    if (storage === undefined) throw cutShort();
    return storage;
  });
}

const cutShort = () =>
  new WeightsFileError('Expected a whole file of PyTorch, got one cut short or altered.');

/** Bytes of a number of every storage that an object refers to, by key. */
function widthsIn(object: Value): Map<string, number> {
  const widths = new Map<string, number>();
  const seen = new Set<Value>();
  const open: Value[] = [object];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Persistent) {
      const { kind, key } = storageOf(value);
      widths.set(key, widthOf(kind));
    } else if (value instanceof Map) open.push(...value.values());
    else if (value instanceof Called)
      open.push(...value.args, ...value.items.values(), value.state);
    else if (Array.isArray(value)) for (const item of value) open.push(item);
  }
  return widths;
}

/** What a reference to a storage says: the kind of its numbers, its key, and at which of its numbers a part begins. */
function storageOf({ id }: Persistent): { kind: string; key: string; from: number } {
  const [tag, kind, key, , , part = null] = Array.isArray(id) ? id : [];
  const from = Array.isArray(part) ? part[1] : 0;
  if (tag !== 'storage' || !(kind instanceof Global) || typeof key !== 'string' || !isWhole(from))
    throw cutShort();
  return { kind: kind.name, key, from };
}

function widthOf(kind: string): number {
  const width = WIDTHS.get(kind);
  if (width === undefined)
    throw new WeightsFileError(
      `Expected numbers of a kind that PyTorch has, such as FloatStorage, got ${quoted(kind)}.`,
    );
  return width;
}

/** Names under which training programs keep the state dict, the likeliest first. */
const NESTED = [
  ...['state_dict', 'model_state_dict', 'model_state', 'model', 'net', 'network', 'module'],
  ...['weights', 'params'],
];

type Fields = ReadonlyMap<Value, Value>;

/** A key of a dictionary, which is text or a number in all that matter. */
const keyText = (key: Value): string =>
  typeof key === 'string' || typeof key === 'number' ? String(key) : typeof key;

/** The tensors of a state dict, wherever in an object that is. */
function tensorsOf(object: Value, find: FindStorage): TensorFile {
  const fields = fieldsOf(object);
  if (fields === null)
    throw new WeightsFileError(
      `Expected a state_dict, got ${wordsFor(object)}; save it with torch.save(model.state_dict(), "network.pth").`,
    );
  const direct = tensorsIn(fields, find);
  if (direct.length > 0)
    return {
      tensors: direct,
      notes: leftOut(
        fields,
        direct.map(({ name }) => name),
      ),
    };
  const inner = [...fields].flatMap(([key, value]) => {
    const nested = typeof key === 'string' ? fieldsOf(value) : null;
    const tensors = nested === null ? [] : tensorsIn(nested, find);
    return tensors.length === 0 ? [] : [{ key: keyText(key), tensors }];
  });
  const known = NESTED.flatMap((name) => inner.filter(({ key }) => key === name));
  const [chosen] = known.length > 0 ? known : inner;
  if (chosen === undefined)
    throw new WeightsFileError(
      `Expected tensors in the file, got ${listed([...fields.keys()].map((key) => quoted(keyText(key)))) || 'an empty dictionary'}.`,
    );
  if (known.length === 0 && inner.length > 1)
    throw new WeightsFileError(
      `Expected one state_dict in the file, got ${inner.length} (${listed(inner.map(({ key }) => quoted(key)))}); save one of them by itself.`,
    );
  return { tensors: chosen.tensors, notes: leftOut(fields, [chosen.key]) };
}

function leftOut(fields: Fields, taken: readonly string[]): string[] {
  const others = [...fields.keys()].map(keyText).filter((key) => !taken.includes(key));
  if (others.length === 0) return [];
  return [`Left out of the file, as they are no weights: ${listed(others.map(quoted))}.`];
}

/** The entries of a dictionary, or of a whole module as its `state_dict()` would name them; null of all else. */
function fieldsOf(value: Value): Fields | null {
  if (value instanceof Map) return value;
  if (!(value instanceof Called)) return null;
  if (value.callee.path === 'collections.OrderedDict') return value.items;
  return stateOfModule(value);
}

/** Far more than the modules of any network, so that one that holds itself ends. */
const MOST_MODULES = 10_000;

/** What `state_dict()` of a saved module would give, null where it is none. */
function stateOfModule(root: Called): Fields | null {
  const found = new Map<Value, Value>();
  const open: { readonly prefix: string; readonly module: Value }[] = [
    { prefix: '', module: root },
  ];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { prefix, module } = next;
    const state = module instanceof Called ? module.state : null;
    if (!(state instanceof Map)) continue;
    if (++seen > MOST_MODULES)
      throw new WeightsFileError('Expected a module of some layers, got one without an end.');
    for (const part of ['_parameters', '_buffers'])
      for (const [key, tensor] of dictionaryIn(state, part))
        if (tensor !== null) found.set(prefix + keyText(key), tensor);
    const inner = [...dictionaryIn(state, '_modules')].map(([key, below]) => ({
      prefix: `${prefix}${keyText(key)}.`,
      module: below,
    }));
    open.push(...inner.reverse());
  }
  return found.size === 0 ? null : found;
}

function dictionaryIn(state: Fields, name: string): Fields {
  const value = state.get(name);
  if (value instanceof Map) return value;
  return value instanceof Called ? value.items : new Map<Value, Value>();
}

/** What came in place of a dictionary. */
function wordsFor(value: Value): string {
  if (value instanceof Called) return `an object of ${quoted(value.callee.path)}`;
  if (value instanceof Global) return `the name ${quoted(value.path)}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return value === null || value instanceof Persistent ? 'nothing' : `a ${typeof value}`;
}

function tensorsIn(fields: Fields, find: FindStorage): NamedTensor[] {
  return [...fields].flatMap(([key, value]) => {
    const tensor = typeof key === 'string' ? tensorOf(key, value, find) : null;
    return tensor ?? [];
  });
}

/** Functions that make a tensor of another one. */
const WRAPPERS = ['torch._utils._rebuild_parameter', 'torch._utils._rebuild_parameter_with_state'];
const MAKERS = ['torch._utils._rebuild_tensor', 'torch._utils._rebuild_tensor_v2'];
const OF_TYPE = 'torch._tensor._rebuild_from_type_v2';

/** Null where it is no tensor. */
function tensorOf(name: string, value: Value, find: FindStorage): NamedTensor | null {
  let made = value;
  // No tensor is wrapped more than twice.
  for (let wraps = 0; wraps < 4 && made instanceof Called; wraps++) {
    const { callee, args } = made;
    const [first = null, , third = null] = args;
    if (WRAPPERS.includes(callee.path)) made = first;
    else if (callee.path === OF_TYPE && first instanceof Global && Array.isArray(third))
      made = new Called(first, third);
    else if (MAKERS.includes(callee.path)) return viewOf(name, args, find);
    else if (/^torch\..*\._?rebuild/.test(callee.path))
      throw new WeightsFileError(
        `Tensor ${quoted(name)}: expected a plain tensor, got what ${quoted(callee.path)} makes, such as a quantised or sparse one; save it as float32.`,
      );
    else return null;
  }
  return null;
}

const isWhole = (value: Value | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** A tensor by its storage, first number, shape and strides. */
function viewOf(name: string, args: readonly Value[], find: FindStorage): NamedTensor {
  const [storage, place, shape, strides] = args;
  if (
    !(storage instanceof Persistent) ||
    !isWhole(place) ||
    !Array.isArray(shape) ||
    !Array.isArray(strides) ||
    !shape.every(isWhole) ||
    !strides.every(isWhole) ||
    shape.length !== strides.length ||
    shape.length > 8
  )
    throw new WeightsFileError(
      `Tensor ${quoted(name)}: expected a storage, shape and strides, got others; the file is damaged.`,
    );
  const { kind: dtype, key, from: part } = storageOf(storage);
  const offset = part + place;
  return {
    name,
    shape,
    values() {
      const kind = FLOATS.get(dtype);
      if (kind === undefined) throw integersIn(name, dtype);
      const width = FLOAT_BYTES[kind];
      const { bytes, littleEndian } = find(key);
      const size = sizeOf(shape);
      const last = shape.reduce((sum, n, axis) => sum + (n - 1) * strides[axis]!, offset);
      const there = Math.floor(bytes.length / width);
      // A tensor of more numbers than its storage has repeats them, which no weights do.
      if (size > 0 && (last >= there || size > there))
        throw new WeightsFileError(
          `Tensor ${quoted(name)}: expected the numbers of ${shapeText(shape)} in the file, got ${there}; it is damaged.`,
        );
      const span = size === 0 ? 0 : last + 1 - offset;
      const from = bytes.subarray(offset * width, (offset + span) * width);
      return finite(name, rowsFirst(toFloat32(kind, from, littleEndian), shape, strides));
    },
  };
}
