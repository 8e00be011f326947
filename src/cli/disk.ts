/** Files by name, with plain words for those that are not there. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { InputError } from './problem';

/** Bytes; more than any weights or costs of this program. */
const LARGEST = 2 ** 30;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is none',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read or written',
  ENOTDIR: 'a part of its path is no folder',
};

function refused(name: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined
    ? error
    : new InputError(`${name}: expected a file, but ${reason}.`, { cause: error });
}

/** @throws InputError when there is no such file */
export async function readBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { size } = await stat(name);
    if (size > LARGEST)
      throw new InputError(`${name}: expected at most ${LARGEST} bytes, got ${size}.`);
    return new Uint8Array(await readFile(name));
  } catch (error) {
    throw refused(name, error);
  }
}

/** @throws InputError when its folder is not there */
export async function writeBytes(name: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(name, bytes);
  } catch (error) {
    throw refused(name, error);
  }
}
