/** A gzip file of one member (RFC 1952), unpacked with a bound on what it may become. */
import { Gunzip } from 'fflate';
import { DatasetError } from '../data/idx';
import { crc32 } from './crc32';

/** A deflated byte becomes at most so many (zlib.net/zlib_tech.html). */
const BEST_RATIO = 1032;
/** Bytes that are unpacked at once, so that a file that is longer than it states takes little memory. */
const PIECE = 2 ** 14;
/** CRC-32 and length at its end. */
const TRAILER = 8;

const isGzip = (file: Uint8Array): boolean => file[0] === 0x1f && file[1] === 0x8b;

/**
 * The file itself where it is not gzipped.
 *
 * @param most bytes that it may unpack to
 * @throws DatasetError
 */
export function gunzipped(
  name: string,
  file: Uint8Array<ArrayBuffer>,
  most: number,
): Uint8Array<ArrayBuffer> {
  if (!isGzip(file)) return file;
  const refuse = () =>
    new DatasetError(`${name}: expected a whole gzip file, got one cut short or altered.`);
  if (file.length < 18) throw refuse();
  const trailer = new DataView(file.buffer, file.byteOffset + file.length - TRAILER, TRAILER);
  const size = trailer.getUint32(4, true);
  if (size > BEST_RATIO * file.length) throw refuse();
  if (size > most)
    throw new DatasetError(
      `${name}: expected at most ${most / 1e6} MB unpacked, got ${Math.ceil(size / 1e6)} MB.`,
    );
  const out = new Uint8Array(size);
  let arrived = 0;
  const unpack = new Gunzip((piece) => {
    if (arrived + piece.length <= size) out.set(piece, arrived);
    arrived += piece.length;
  });
  try {
    for (let at = 0; at < file.length && arrived <= size; at += PIECE)
      unpack.push(file.subarray(at, at + PIECE), at + PIECE >= file.length);
  } catch {
    throw refuse();
  }
  if (arrived !== size || crc32(out) !== trailer.getUint32(0, true)) throw refuse();
  return out;
}
