/** Pickles made by hand, and files of PyTorch around them. */
import { zipSync } from 'fflate';

type Bytes = readonly number[];

const text = (value: string): Bytes => [...new TextEncoder().encode(value)];
const word = (n: number): Bytes => [...new Uint8Array(Uint32Array.of(n).buffer)];

export const string = (value: string): Bytes => [0x58, ...word(text(value).length), ...text(value)];
export const int = (n: number): Bytes => [0x4a, ...word(n)];
export const none: Bytes = [0x4e];
export const global = (module: string, name: string): Bytes => [
  0x63,
  ...text(`${module}\n${name}\n`),
];
export const tuple = (...items: readonly Bytes[]): Bytes => [0x28, ...items.flat(), 0x74];
export const call = (callee: Bytes, ...args: readonly Bytes[]): Bytes => [
  ...callee,
  ...tuple(...args),
  0x52,
];
export const dict = (entries: Readonly<Record<string, Bytes>>): Bytes => [
  0x7d,
  0x28,
  ...Object.entries(entries).flatMap(([key, value]) => [...string(key), ...value]),
  0x75,
];
/** An object of a class, with attributes. */
export const object = (module: string, name: string, state: Bytes): Bytes => [
  ...call(global(module, name)),
  ...state,
  0x62,
];

export interface View {
  readonly key: string;
  /** `FloatStorage` by default. */
  readonly kind?: string;
  readonly numel: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset?: number;
  /** Of the storage's numbers, where it is a part of another, as before 0.4. */
  readonly part?: number;
}

/** What `torch.save` writes for a tensor. */
export function tensor({
  key,
  kind = 'FloatStorage',
  numel,
  shape,
  strides,
  offset = 0,
  part,
}: View): Bytes {
  const storage = tuple(
    string('storage'),
    global('torch', kind),
    string(key),
    string('cpu'),
    int(numel),
    ...(part === undefined ? [] : [tuple(string('part'), int(part), int(numel))]),
  );
  return call(
    global('torch._utils', '_rebuild_tensor_v2'),
    [...storage, 0x51],
    int(offset),
    tuple(...shape.map(int)),
    tuple(...strides.map(int)),
    [0x89],
    call(global('collections', 'OrderedDict')),
  );
}

/** A whole tensor of float32, row by row. */
export const rows = (key: string, ...shape: number[]): Bytes =>
  tensor({
    key,
    shape,
    numel: shape.reduce((product, n) => product * n, 1),
    strides: shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1)),
  });

export const pickle = (value: Bytes): Uint8Array => Uint8Array.from([0x80, 2, ...value, 0x2e]);

/** A file of PyTorch since 1.6. */
export const torchZip = (
  value: Bytes,
  storages: Readonly<Record<string, Uint8Array>>,
  order = 'little',
): Uint8Array =>
  zipSync(
    {
      'network/data.pkl': pickle(value),
      'network/byteorder': new TextEncoder().encode(order),
      ...Object.fromEntries(
        Object.entries(storages).map(([key, bytes]) => [`network/data/${key}`, bytes]),
      ),
    },
    { level: 0 },
  );

/** Numbers as the bytes of a storage. */
export const storage = (values: ArrayLike<number>): Uint8Array =>
  new Uint8Array(Float32Array.from(values).buffer);
