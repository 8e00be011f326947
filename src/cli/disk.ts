/** Files by name, with plain words for those that are not there. */
import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from './problem';

/** Bytes; more than any weights or costs of this program. */
const LARGEST = 2 ** 30;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is none',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read or written',
  ENOTDIR: 'a part of its path is no folder',
  ENOSPC: 'the disk is full',
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

/** Makes a folder and those above it where they are not there. */
export async function makeFolder(name: string): Promise<void> {
  try {
    await mkdir(name, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'EEXIST' && code !== 'EACCES' && code !== 'ENOTDIR') throw error;
    throw new InputError(`${name}: expected a folder that may be written, got another file.`, {
      cause: error,
    });
  }
}

export const exists = (name: string): Promise<boolean> =>
  access(name).then(
    () => true,
    () => false,
  );

/** Begins the name of a folder that is being written. */
export const UNFINISHED = '.unfinished-';

/**
 * Writes a folder that is there whole or not at all, however the program ends; one that another program wrote meanwhile
 * stays.
 */
export async function placeFolder(
  above: string,
  name: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const fresh = path.join(above, `${UNFINISHED}${name}-${randomUUID()}`);
  await makeFolder(fresh);
  for (const file of files) await writeBytes(path.join(fresh, file.name), file.bytes);
  try {
    await rename(fresh, path.join(above, name));
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await exists(path.join(above, name)))) throw error;
  }
}
