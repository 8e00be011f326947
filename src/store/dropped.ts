/** Files that the user picks or drops: each kind, by its first bytes, to where it belongs. */
import {
  adviceFor,
  adviceForJson,
  isDataset,
  isOwnData,
  isWeights,
  jsonKindOf,
  kindOf,
  TELLING_BYTES,
  type FileKind,
} from '../files/fileKinds';
import { listed } from '../files/tensor';
import { readDocument, type OpenedDocument } from '../pipeline/documents';

export type Dropped =
  | { readonly kind: 'document'; readonly document: OpenedDocument }
  /** Weights, and indices of networks in several files. */
  | { readonly kind: 'networks'; readonly files: readonly File[] }
  /** Of CIFAR-10, the only one that is imported. */
  | { readonly kind: 'dataset'; readonly files: readonly File[] }
  /** Images of the visitor's own. */
  | { readonly kind: 'own'; readonly files: readonly File[] };

/** Bytes: longer than any document that the page saves. */
const LONGEST_DOCUMENT = 100_000_000;

type Belongs = 'document' | 'networks' | 'dataset' | 'own' | 'nowhere';

interface Sorted {
  readonly file: File;
  readonly belongs: Belongs;
  /** Of a file that belongs nowhere: what it is and what to do with it. */
  readonly advice: string;
  /** Of a document. */
  readonly text: string;
}

/**
 * Finds out what files are.
 *
 * @throws RangeError that says of a file what it is and what to do with it
 */
export async function sortDropped(files: readonly File[]): Promise<Dropped> {
  const sorted = await Promise.all(files.map(sort));
  const of = (belongs: Belongs) => sorted.filter((one) => one.belongs === belongs);
  const [odd, ...others] = of('nowhere');
  const [document, ...documents] = of('document');
  const [networks, datasets] = [of('networks'), of('dataset')];
  // Whatever lies beside the files of a dataset is left to its reader.
  if (datasets.length > 0 && networks.length === 0 && document === undefined)
    return { kind: 'dataset', files };
  const own = of('own');
  if (own.length > 0 && own.length === files.length) return { kind: 'own', files };
  if (own[0] !== undefined)
    throw new RangeError(
      `Expected the files of a dataset by themselves, got ${listed(files.map(({ name }) => name))} together.`,
    );
  if (odd !== undefined) {
    const names = listed(others.map(({ file }) => file.name));
    const also = others.length === 0 ? '' : ` Nothing here reads ${names} either.`;
    throw new RangeError(`${odd.file.name}: ${odd.advice}${also}`);
  }
  if (document === undefined && datasets.length === 0) return { kind: 'networks', files };
  if (document === undefined || documents.length + networks.length + datasets.length > 0)
    throw new RangeError(
      `Expected one experiment, or weights files, or the files of a dataset by themselves, got ${listed(files.map(({ name }) => name))} together; drop weights first, then the experiment on them.`,
    );
  return { kind: 'document', document: readDocument(document.file.name, document.text) };
}

async function sort(file: File): Promise<Sorted> {
  const start = await startOf(file);
  const kind = kindOf(start, file.size);
  const sorted = (belongs: Belongs, advice = '', text = '') => ({ file, belongs, advice, text });
  if (isWeights(kind)) return sorted('networks');
  if (isOfDataset(kind, file.name)) return sorted('dataset');
  if (isOwnData(kind)) return sorted('own');
  if (kind !== 'json') return sorted('nowhere', adviceFor(kind, start));
  if (file.size > LONGEST_DOCUMENT)
    return sorted('nowhere', `expected an experiment of at most ${LONGEST_DOCUMENT / 1e6} MB.`);
  const text = await file.text();
  const json = jsonIn(text);
  if (json === null)
    return sorted('nowhere', 'expected an experiment as JSON, got text that is not.');
  const jsonKind = jsonKindOf(json.value);
  if (jsonKind === 'index') return sorted('networks');
  if (jsonKind === 'experiment') return sorted('document', '', text);
  return sorted('nowhere', adviceForJson(json.value));
}

async function startOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, TELLING_BYTES).arrayBuffer());
  } catch (error) {
    throw new RangeError(
      `${file.name}: expected a file, got a folder or one that cannot be read; drop the files in it.`,
      { cause: error },
    );
  }
}

/** A damaged file of a dataset, known by its name alone, is refused by the dataset's reader with the cause. */
const isOfDataset = (kind: FileKind, name: string) =>
  isDataset(kind) ||
  (!isWeights(kind) && /^((data|test)_batch.*\.bin|cifar.*gz|cifar.*tar)$/i.test(name));

function jsonIn(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
