/**
 * The binary version of CIFAR-10 (Krizhevsky 2009, www.cs.toronto.edu/~kriz/cifar.html): six files of 10,000 records
 * (as many as there are test images), each a label and 32 x 32 levels of red, then green, then blue; alone or in an archive.
 */
import { parseTar } from 'nanotar';
import type { CatalogEntry } from './catalog';
import type { Dataset, Samples } from './dataset';
import { DatasetError, gunzip } from './idx';
import type { LoadProgress } from './load';

const PIXELS = 3 * 32 * 32;
const TRAIN_FILES = [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`);
const TEST_FILE = 'test_batch.bin';
const FILES = [...TRAIN_FILES, TEST_FILE];
const EXPECTED =
  'cifar-10-binary.tar.gz, or data_batch_1.bin to data_batch_5.bin and test_batch.bin';

/** A file, wherever it was found. */
interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads the archive or the six files and checks names, sizes and labels; the caller owns the buffers.
 *
 * @throws DatasetError that says what is missing, twice there, cut short or of another dataset
 */
export async function readCifar(
  entry: CatalogEntry,
  files: readonly File[],
  signal: AbortSignal,
  onProgress: (progress: LoadProgress) => void = () => undefined,
): Promise<Dataset> {
  const train = emptySamples(entry.trainCount);
  const test = emptySamples(entry.testCount);
  const seen = new Set<string>();
  const others: string[] = [];
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const file of files) {
    const onBytes = (arrived: number) => onProgress({ arrived: before + arrived, total });
    for (const { name: path, bytes } of await membersOf(file, signal, onBytes)) {
      const name = path.split('/').at(-1) ?? '';
      if (!FILES.includes(name)) {
        others.push(path);
        continue;
      }
      if (seen.has(name)) throw new DatasetError(`${name}: expected it once, got it twice.`);
      seen.add(name);
      const index = TRAIN_FILES.indexOf(name);
      fill(index < 0 ? test : train, Math.max(0, index) * entry.testCount, bytes, name, entry);
    }
    before += file.size;
  }

  if (seen.size === 0)
    throw new DatasetError(`Expected ${EXPECTED}, got ${listText(files, others)}.`);
  const missing = FILES.filter((name) => !seen.has(name));
  if (missing.length > 0)
    throw new DatasetError(
      `Expected all six files of ${entry.title} at once, but ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    );
  checkDistinct(train, entry.testCount);
  return {
    id: entry.id,
    pixels: PIXELS,
    classes: entry.classes.length,
    normalization: entry.normalization,
    train,
    test,
  };
}

const emptySamples = (count: number): Samples => ({
  count,
  images: new Uint8Array(count * PIXELS),
  labels: new Uint8Array(count),
});

/** The file itself, or the members of the archive that it is: views into one buffer. */
async function membersOf(
  file: File,
  signal: AbortSignal,
  onBytes: (arrived: number) => void,
): Promise<Member[]> {
  const start = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  const gzipped = start[0] === 0x1f && start[1] === 0x8b;
  const archived = new TextDecoder('latin1').decode(start.subarray(257, 262)) === 'ustar';
  signal.throwIfAborted();
  // Whatever else was dropped beside them is not worth reading.
  if (!gzipped && !archived && !FILES.includes(file.name))
    return [{ name: file.name, bytes: new Uint8Array() }];
  const bytes =
    file.size === 0 ? new Uint8Array() : await gunzip(file.stream(), file.name, onBytes);
  signal.throwIfAborted();
  if (!gzipped && !archived) return [{ name: file.name, bytes }];
  try {
    return parseTar(bytes.buffer)
      .filter(({ type }) => type === 'file')
      .map(({ name, data = new Uint8Array() }) => ({ name, bytes: data }));
  } catch (error) {
    throw new DatasetError(
      `${file.name}: expected a whole tar archive, got another file or one that is cut short.`,
      { cause: error },
    );
  }
}

/** Takes the records of a file apart into images and labels, from the `first`-th sample on. */
function fill(
  { images, labels }: Samples,
  first: number,
  records: Uint8Array,
  name: string,
  { classes, testCount: count }: CatalogEntry,
): void {
  const bytes = count * (1 + PIXELS);
  if (records.length !== bytes)
    throw new DatasetError(
      `${name}: expected ${bytes.toLocaleString('en')} bytes (${count.toLocaleString('en')} images), got ${records.length.toLocaleString('en')}; it is cut short or of another dataset.`,
    );
  for (let i = 0; i < count; i++) {
    const at = i * (1 + PIXELS);
    const label = records[at]!;
    if (label >= classes.length)
      throw new DatasetError(
        `${name}: expected labels 0 to ${classes.length - 1}, got ${label} for image ${i + 1}; it is altered or of another dataset.`,
      );
    labels[first + i] = label;
    images.set(records.subarray(at + 1, at + 1 + PIXELS), (first + i) * PIXELS);
  }
}

/** Finds two batches that are the same file under two names. */
function checkDistinct({ images }: Samples, count: number): void {
  const batch = (n: number) => images.subarray(n * count * PIXELS, (n + 1) * count * PIXELS);
  TRAIN_FILES.forEach((name, n) => {
    for (let other = 0; other < n; other++) {
      const before = batch(other);
      if (batch(n).every((level, i) => level === before[i]))
        throw new DatasetError(
          `${name}: expected other images than in ${TRAIN_FILES[other]}, got the same ones.`,
        );
    }
  });
}

/** What came instead, in a few words. */
function listText(files: readonly File[], members: readonly string[]): string {
  const all = [...files.map(({ name }) => name), ...members].join(' ');
  if (/cifar-100/.test(all)) return 'CIFAR-100';
  if (/batches-py|-python/.test(all)) return 'its Python version';
  if (/batches-mat|-matlab/.test(all)) return 'its Matlab version';
  const names = files.map(({ name }) => name);
  return names.length === 0
    ? 'nothing'
    : names.slice(0, 3).join(', ') + (names.length > 3 ? ' and others' : '');
}
