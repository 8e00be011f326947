/** What a file is by its first bytes, whatever its name says, and what to do with it. */
import { Gunzip } from 'fflate';
import { quoted } from './tensor';

/** Bytes from the start of a file that determine its kind. */
export const TELLING_BYTES = 4096;

export type FileKind =
  // Weights that are read.
  | 'safetensors'
  | 'npz'
  | 'torch'
  | 'torch-old'
  // Text.
  | 'json'
  | 'lfs-pointer'
  | 'html'
  | 'text'
  // Images, or archives of them.
  | 'npz-images'
  | 'csv'
  | 'cifar-archive'
  | 'gzip'
  | 'tar'
  | 'idx'
  | 'cifar'
  // Of other programs.
  | 'npy'
  | 'torchscript'
  | 'pickle'
  | 'hdf5'
  | 'keras'
  | 'zip'
  | 'picture'
  | 'gguf'
  | 'empty'
  | 'unknown';

const WEIGHTS: readonly FileKind[] = ['safetensors', 'npz', 'torch', 'torch-old'];
const DATASETS: readonly FileKind[] = ['cifar-archive', 'cifar'];
const OWN: readonly FileKind[] = ['npz-images', 'idx', 'csv'];

/** Whether networks are read from files of a kind. */
export const isWeights = (kind: FileKind): boolean => WEIGHTS.includes(kind);

/** Whether it is of CIFAR-10, in its archive or without. */
export const isDataset = (kind: FileKind): boolean => DATASETS.includes(kind);

/** Whether images of the visitor's own are read from files of a kind. */
export const isOwnData = (kind: FileKind): boolean => OWN.includes(kind);

/** Labels and pixels of one image of CIFAR-10. */
const CIFAR_RECORD = 1 + 3 * 32 * 32;

/**
 * @param start the first `TELLING_BYTES` of the file, or all of it
 * @param size bytes of the whole file
 */
export function kindOf(start: Uint8Array, size: number): FileKind {
  if (size === 0) return 'empty';
  const head = latin(start.subarray(0, 16));
  const begins = (...bytes: readonly (number | string)[]) =>
    head.startsWith(
      bytes.map((part) => (typeof part === 'number' ? String.fromCharCode(part) : part)).join(''),
    );
  if (begins('PK', 3, 4) || begins('PK', 5, 6)) return kindOfZip(start);
  if (begins(0x93, 'NUMPY')) return 'npy';
  if (begins(0x89, 'HDF', 13, 10, 26, 10)) return 'hdf5';
  if (begins(0x1f, 0x8b)) return kindOfGzip(start);
  if (begins('GGUF')) return 'gguf';
  if (begins(0x89, 'PNG') || begins('GIF') || begins(0xff, 0xd8, 0xff)) return 'picture';
  if (latin(start.subarray(257, 262)) === 'ustar')
    return /cifar-10-/.test(latin(start.subarray(0, 100))) ? 'cifar-archive' : 'tar';
  if (isSafetensors(start, size)) return 'safetensors';
  if (begins(0, 0) && [8, 9, 11, 12, 13, 14].includes(start[2] ?? 0) && inRange(start[3], 1, 8))
    return 'idx';
  if (begins(0x80) && inRange(start[1], 1, 5)) return isOldTorch(start) ? 'torch-old' : 'pickle';
  if (isCifar(start, size)) return 'cifar';
  return kindOfText(start) ?? 'unknown';
}

const inRange = (byte: number | undefined, least: number, most: number) =>
  byte !== undefined && byte >= least && byte <= most;

/** Each byte as the character of that number. */
const latin = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** By what is packed. */
function kindOfGzip(start: Uint8Array): FileKind {
  let inside: Uint8Array = new Uint8Array(0);
  const unpack = new Gunzip((piece) => {
    if (inside.length === 0) inside = piece;
  });
  try {
    unpack.push(start);
  } catch {
    return 'gzip';
  }
  const kind = inside.length === 0 ? 'gzip' : kindOf(inside, inside.length);
  return kind === 'cifar-archive' || kind === 'idx' ? kind : 'gzip';
}

/** By the name of the first member, which each program writes in its own way. */
function kindOfZip(start: Uint8Array): FileKind {
  if (start[2] !== 3) return 'npz';
  const length = start.length < 28 ? 0 : start[26]! + 256 * start[27]!;
  const first = latin(start.subarray(30, 30 + length));
  // The reader of arrays reports what is cut short there.
  if (start.length < 30 || first.length < length) return 'npz';
  if (/^([xy]_(train|test)|(train|val|test)_(images|labels))\.npy$/.test(first))
    return 'npz-images';
  if (first.endsWith('.npy')) return 'npz';
  if (
    /(^|\/)(data\.pkl|data\/\d+|\.format_version|byteorder|\.storage_alignment|version)$/.test(
      first,
    )
  )
    return 'torch';
  if (/(^|\/)(constants\.pkl|code\/)/.test(first)) return 'torchscript';
  if (/^(metadata\.json|config\.json|model\.weights\.h5)$/.test(first)) return 'keras';
  return 'zip';
}

/** A length of 64 bits that may be that of a header, and the brace that begins it. */
function isSafetensors(start: Uint8Array, size: number): boolean {
  if (start.length < 9 || start[8] !== 0x7b) return false;
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  return length < 2n ** 48n || length <= BigInt(size);
}

/** The number with which PyTorch begins files before 1.6, as a long integer of a pickle. */
const OLD_TORCH = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

/** A pickle of protocol 4 and later has a frame of 9 bytes before its first value. */
function isOldTorch(start: Uint8Array): boolean {
  const from = start[2] === 0x95 ? 11 : 2;
  return OLD_TORCH.every((byte, i) => start[from + i] === byte);
}

function isCifar(start: Uint8Array, size: number): boolean {
  if (size % CIFAR_RECORD !== 0) return false;
  return [0, CIFAR_RECORD].every((at) => at >= start.length || start[at]! < 10);
}

function kindOfText(start: Uint8Array): FileKind | null {
  // A character may be cut at the end.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text: string;
  try {
    text = decoder.decode(start, { stream: true }).trimStart();
  } catch {
    return null;
  }
  if (text.startsWith('version https://git-lfs')) return 'lfs-pointer';
  if (/^(<!doctype html|<html|<head|<\?xml|<!--)/i.test(text)) return 'html';
  if (/^[{[]/.test(text)) return 'json';
  if (isCsv(text)) return 'csv';
  // eslint-disable-next-line no-control-regex -- text has none of these
  return /[\u0000-\u0008\u000e-\u001a]/.test(text) ? null : 'text';
}

/** Lines of at least five whole numbers, after one of names if there is one. */
function isCsv(text: string): boolean {
  const numbers = /^"?\d{1,3}(\.0*)?"?(\s*[,;\t]\s*"?\d{1,3}(\.0*)?"?){4}/;
  if (numbers.test(text)) return true;
  const [names = '', rest = ''] = text.split(/\n(.*)/s);
  // The line of names may be longer than what is looked at.
  return /^"?label"?[,;\t]/i.test(names) && (rest === '' || numbers.test(rest));
}

/** What JSON is for, by its fields. */
export type JsonKind = 'experiment' | 'index' | 'header' | 'other';

/** Fields one of which every experiment, saved result or sweep has. */
const EXPERIMENT_FIELDS = [
  'version',
  'experiment',
  'runs',
  'network',
  'networks',
  'dataset',
  'sweep',
];

export function jsonKindOf(value: unknown): JsonKind {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'other';
  if ('weight_map' in value) return 'index';
  return EXPERIMENT_FIELDS.some((field) => field in value) ? 'experiment' : 'other';
}

/** In what is dropped or given as a network: what a file is that is none, and what to do; without its name. */
export function adviceFor(kind: FileKind, start: Uint8Array): string {
  if (kind === 'empty') return 'expected a weights file, got an empty one; fetch it again.';
  if (kind === 'unknown')
    return `expected a weights file, got one of a kind that Isthmus does not know (it begins with ${hex(start)}); save the network as safetensors, .npz or .pth.`;
  return `expected a weights file, got ${WHAT[kind]}`;
}

const hex = (start: Uint8Array) =>
  Array.from(start.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');

const KERAS =
  'in Python: np.savez("network.npz", **{w.path: w.numpy() for w in model.weights}), with w.name in Keras 2.';

const WHAT: Readonly<Record<Exclude<FileKind, 'empty' | 'unknown'>, string>> = {
  safetensors: 'safetensors.',
  npz: 'NumPy arrays (.npz).',
  torch: "PyTorch's .pth.",
  'torch-old': "PyTorch's .pth.",
  json: 'an experiment as JSON; open it on the page, or give it to the command run.',
  'lfs-pointer':
    'a Git LFS pointer, which stands in for the file in a clone without its large files; fetch the file itself: git lfs pull.',
  html: 'a web page, as a link to a download often leads to; download the file itself.',
  text: 'text; save the network as safetensors, .npz or .pth.',
  'cifar-archive': 'the archive of CIFAR-10, a dataset.',
  gzip: 'a gzip archive; unpack it, and take the weights file in it.',
  tar: 'a tar archive; unpack it, and take the weights file in it.',
  'npz-images': 'images to train and to test on (.npz); drop them by themselves.',
  csv: 'numbers apart by commas; drop images as CSV by themselves.',
  idx: 'images or labels in the IDX format of MNIST; MNIST and Fashion-MNIST come with Isthmus: choose them as the dataset.',
  cifar: 'images of CIFAR-10, a dataset; its six .bin files belong together.',
  npy: 'a single NumPy array (.npy); save all arrays of the network in one file: np.savez("network.npz", **{"0.weight": w0, "0.bias": b0}).',
  torchscript:
    'a TorchScript program of PyTorch; save its weights alone: torch.save(torch.jit.load(file).state_dict(), "network.pth").',
  pickle:
    'a Python pickle that PyTorch did not write; save its arrays: np.savez("network.npz", **{"0.weight": w0, "0.bias": b0}).',
  hdf5: `HDF5, as Keras writes it (.h5); ${KERAS}`,
  keras: `a .keras archive; ${KERAS}`,
  zip: 'a zip archive of other files; unpack it, and take the weights file in it.',
  picture: 'a picture; networks come as safetensors, .npz or .pth.',
  gguf: 'GGUF, a language model of llama.cpp, which Isthmus does not compute.',
};

/** The same for JSON that is neither an experiment nor an index of shards. */
export const adviceForJson = (value: unknown): string => {
  const fields =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).slice(0, 3).map(quoted)
      : [];
  const came = fields.length === 0 ? 'other JSON' : `JSON with the fields ${fields.join(', ')}`;
  return `expected an experiment of Isthmus, such as {"version": 3, "network": {"kind": "mlp", "hidden": [64]}}, got ${came}.`;
};
