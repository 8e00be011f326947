/** NumPy's .npz format: a zip of .npy arrays, stored (`np.savez`) or deflated (`np.savez_compressed`). */
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { readNpy } from './npy';
import { quoted, WeightsFileError, type NamedTensor } from './tensor';

/** A deflated byte becomes at most so many (zlib.net/zlib_tech.html). */
const BEST_RATIO = 1032;

/** Bytes of all arrays together: far more than any network here has. */
const MOST_BYTES = 2 ** 30;

/** The least bytes that one member takes in the zip's directory. */
const DIRECTORY_ENTRY = 46;

/**
 * Reads every array, under its name in the zip without `.npy`.
 *
 * @throws WeightsFileError
 */
export function readNpz(file: Uint8Array): NamedTensor[] {
  const members = unzip(file);
  return [...members].map(([name, bytes]) => readNpy(name, bytes));
}

function unzip(file: Uint8Array): Map<string, Uint8Array> {
  /** Stated sizes by name, of the arrays. */
  const stated = new Map<string, number>();
  const others: string[] = [];
  let total = 0;
  const accept = (member: UnzipFileInfo): boolean => {
    checkMember(member, file.length);
    if (stated.size + others.length > file.length / DIRECTORY_ENTRY)
      throw new WeightsFileError(
        'Expected as many files as the zip has room for, got more; it is altered.',
      );
    if (!member.name.endsWith('.npy')) {
      others.push(member.name);
      return false;
    }
    if (stated.has(member.name))
      throw new WeightsFileError(`Expected ${quoted(member.name)} once in the zip, got it twice.`);
    stated.set(member.name, member.originalSize);
    total += member.originalSize;
    if (total > MOST_BYTES)
      throw new WeightsFileError(
        `Expected at most ${MOST_BYTES} bytes of arrays in the zip, got more.`,
      );
    return true;
  };
  let found: Readonly<Record<string, Uint8Array>>;
  try {
    found = unzipSync(file, { filter: accept });
  } catch (error) {
    if (error instanceof WeightsFileError) throw error;
    throw new WeightsFileError('Expected a whole zip file (.npz), got one cut short or altered.', {
      cause: error,
    });
  }
  if (stated.size === 0)
    throw new WeightsFileError(`Expected .npy arrays in the zip, ${came(others)}`);
  return new Map(
    [...stated].map(([name, size]) => {
      const bytes = found[name];
      if (bytes?.length !== size)
        throw new WeightsFileError(
          `${quoted(name)}: expected ${size} bytes in the zip, got ${bytes?.length ?? 0}; it is cut short or altered.`,
        );
      return [name.slice(0, -'.npy'.length), bytes];
    }),
  );
}

/** Before its bytes are unpacked: sizes that cannot be must not take memory. */
function checkMember({ name, size, originalSize, compression }: UnzipFileInfo, length: number) {
  const most = compression === 0 ? size : BEST_RATIO * size;
  if (size > length || originalSize > most)
    throw new WeightsFileError(
      `${quoted(name)}: expected at most ${Math.min(most, BEST_RATIO * length)} bytes in the zip, got a stated size of ${originalSize}; it is altered.`,
    );
}

function came(others: readonly string[]): string {
  if (others.some((name) => name.endsWith('data.pkl')))
    return "got a PyTorch .pt file; save its state_dict with safetensors.torch's save_file.";
  const [first] = others;
  return first === undefined ? 'got none.' : `got ${quoted(first)} and no array.`;
}
