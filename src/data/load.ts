/** Loads a catalogue dataset and checks every file before it is used. */
import type { CatalogFile, ServedEntry } from './catalog';
import type { Dataset, Samples } from './dataset';
import { DatasetError, gunzip, parseIdx } from './idx';

/** Bytes that have arrived, of all. */
export interface LoadProgress {
  readonly arrived: number;
  readonly total: number;
}

/** Reads one file whole and decompressed, and reports how many of its own bytes have arrived. */
export type ReadFile = (
  file: CatalogFile,
  onBytes: (arrived: number) => void,
) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Fetches, decompresses and checks a dataset; the caller owns the buffers.
 *
 * @param base address that the catalogue's paths are relative to
 */
export function loadDataset(
  entry: ServedEntry,
  base: string,
  signal: AbortSignal,
  onProgress?: (progress: LoadProgress) => void,
): Promise<Dataset> {
  return readDataset(entry, (file, onBytes) => fetchFile(file, base, signal, onBytes), onProgress);
}

/** The same from wherever its files are. */
export async function readDataset(
  entry: ServedEntry,
  read: ReadFile,
  onProgress: (progress: LoadProgress) => void = () => undefined,
): Promise<Dataset> {
  const files = Object.values(entry.files);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const arrived = new Map<string, number>();
  const load = async (file: CatalogFile) => {
    const bytes = await read(file, (n) => {
      arrived.set(file.path, Math.min(n, file.bytes));
      const sum = [...arrived.values()].reduce((a, b) => a + b, 0);
      onProgress({ arrived: sum, total });
    });
    await checkDigest(bytes, file);
    return parseIdx(bytes, file.path);
  };
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all([
    load(entry.files.trainImages),
    load(entry.files.trainLabels),
    load(entry.files.testImages),
    load(entry.files.testLabels),
  ]);
  const pixels = entry.side ** 2;
  const samples = (
    images: typeof trainImages,
    labels: typeof trainLabels,
    count: number,
  ): Samples => {
    checkShape(images.shape, [count, entry.side, entry.side], `${entry.title} images`);
    checkShape(labels.shape, [count], `${entry.title} labels`);
    const wrong = labels.bytes.find((label) => label >= entry.classes.length);
    if (wrong !== undefined)
      throw new DatasetError(
        `${entry.title}: expected labels 0 to ${entry.classes.length - 1}, got ${wrong}.`,
      );
    return { count, images: images.bytes, labels: labels.bytes };
  };
  return {
    id: entry.id,
    pixels,
    classes: entry.classes.length,
    normalization: entry.normalization,
    train: samples(trainImages, trainLabels, entry.trainCount),
    test: samples(testImages, testLabels, entry.testCount),
  };
}

async function fetchFile(
  file: CatalogFile,
  base: string,
  signal: AbortSignal,
  onBytes: (arrived: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(new URL(file.path, base), { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new DatasetError(
      `${file.path}: expected the file beside the page, but the server did not answer. Is it still running?`,
      { cause: error },
    );
  }
  if (!response.ok || response.body === null)
    throw new DatasetError(
      `${file.path}: expected the file beside the page, got the answer ${response.status} ${response.statusText}.`,
    );
  return gunzip(response.body, file.path, onBytes);
}

async function checkDigest(bytes: Uint8Array<ArrayBuffer>, file: CatalogFile): Promise<void> {
  // `subtle` is missing on pages served without TLS from another machine; sizes and labels are still checked there.
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  if (subtle === undefined) return;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== file.sha256)
    throw new DatasetError(
      `${file.path}: expected the original file (SHA-256 ${file.sha256.slice(0, 12)}...), got another (${hex.slice(0, 12)}...). Fetch it again.`,
    );
}

function checkShape(shape: readonly number[], expected: readonly number[], name: string): void {
  if (shape.join() !== expected.join())
    throw new DatasetError(`${name}: expected ${expected.join(' x ')}, got ${shape.join(' x ')}.`);
}
