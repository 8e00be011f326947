/** NumPy's .npz format: a zip of .npy arrays, stored (`np.savez`) or deflated (`np.savez_compressed`). */
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { crc32 } from './crc32';
import { readNpy } from './npy';
import { quoted, WeightsFileError, type NamedTensor } from './tensor';

/** A deflated byte becomes at most so many (zlib.net/zlib_tech.html). */
const BEST_RATIO = 1032;

/** Bytes of all arrays together: far more than any network here has. */
const MOST_BYTES = 2 ** 30;

/** The least bytes of the zip's end, which says where its directory is. */
const DIRECTORY_END = 22;

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
  const checks = statedChecks(file);
  const checkOf = new Map<string, number>();
  const others: string[] = [];
  let total = 0;
  let place = 0;
  const accept = (member: UnzipFileInfo): boolean => {
    const check = checks[place++];
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
    if (check !== undefined) checkOf.set(member.name, check);
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
      if (crc32(bytes) !== checkOf.get(name))
        throw new WeightsFileError(
          `${quoted(name)}: expected the bytes that the zip was made with, got others; it is damaged.`,
        );
      return [name.slice(0, -'.npy'.length), bytes];
    }),
  );
}

/** CRC-32 of each member as the directory at the zip's end states it, in the directory's order. */
function statedChecks(file: Uint8Array): number[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let end = file.length - DIRECTORY_END;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  const checks: number[] = [];
  if (end < 0) return checks;
  let at = view.getUint32(end + 16, true);
  while (at + DIRECTORY_ENTRY <= file.length && view.getUint32(at, true) === 0x02014b50) {
    checks.push(view.getUint32(at + 16, true));
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    at += DIRECTORY_ENTRY + lengths.reduce((sum, length) => sum + length, 0);
  }
  return checks;
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
