/** Files by name, with plain words for what goes wrong with them. */
import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { InputError } from './problem';

/** Bytes; more than any weights or costs of this program. */
const LARGEST = 2 ** 30;

/** What a folder must allow whose files are to be written. */
const TO_FILL = constants.W_OK | constants.X_OK;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is none',
  EEXIST: 'it is another file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead round in a circle',
  EROFS: 'it is on a disk that may only be read',
};

/** What the file system does with a file or a folder. */
interface Use {
  readonly expected: string;
  /** Words of this use in place of the common ones. */
  readonly reasons: Readonly<Record<string, string>>;
}

export const READING: Use = {
  expected: 'a file',
  reasons: { EACCES: 'it may not be read' },
};
export const WRITING: Use = {
  expected: 'a file that may be written',
  reasons: { ENOENT: 'its folder is not there', EACCES: 'it or its folder may not be written' },
};
export const FILLING: Use = {
  expected: 'a folder that may be written',
  reasons: { EACCES: 'it may not be', ENOENT: 'none can be made there' },
};

/**
 * @param error what was thrown over a file
 * @returns an InputError for every failure of the file system, in the system's own words where there are no better
 *   ones; other errors as they are
 */
export function refused(name: string, { expected, reasons }: Use, error: unknown): unknown {
  const isOfSystem = error instanceof Error && 'code' in error && 'errno' in error;
  if (!isOfSystem) return error;
  const [code, number] = [String(error.code), Number(error.errno)];
  const said = getSystemErrorMap().get(number)?.[1] ?? code;
  const reason = reasons[code] ?? REASONS[code] ?? `the system says: ${said}`;
  return new InputError(`${name}: expected ${expected}, but ${reason}.`, { cause: error });
}

/** @throws InputError for what is not there or cannot be read */
export async function readBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { size } = await stat(name);
    if (size > LARGEST)
      throw new InputError(`${name}: expected at most ${LARGEST} bytes, got ${size}.`);
    return new Uint8Array(await readFile(name));
  } catch (error) {
    throw refused(name, READING, error);
  }
}

/** @throws InputError for what cannot be written */
export async function writeBytes(name: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(name, bytes);
  } catch (error) {
    throw refused(name, WRITING, error);
  }
}

/**
 * Finds out before hours of work whether a file can be written after them.
 *
 * @throws InputError for a folder, and where the file or its folder cannot be written
 */
export async function checkWritable(name: string): Promise<void> {
  try {
    const found = await stat(name).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
    if (found?.isDirectory() === true || name.endsWith(path.sep))
      throw new InputError(`${name}: expected ${WRITING.expected}, but it is a folder.`);
    if (found === null) await access(path.dirname(name), TO_FILL);
    else await access(name, constants.W_OK);
  } catch (error) {
    throw refused(name, WRITING, error);
  }
}

/**
 * `checkWritable` of a file for weights.
 *
 * @throws InputError also for a name of another format than the one they are written in
 */
export async function checkWeightsFile(name: string): Promise<void> {
  if (/\.npz$/i.test(name))
    throw new InputError(
      `${name}: expected a name ending in .safetensors, the format that weights are written in, got .npz.`,
    );
  await checkWritable(name);
}

/**
 * Makes a folder and those above it where they are not there.
 *
 * @throws InputError where it cannot be made, and for one that is there and cannot be written
 */
export async function makeFolder(name: string): Promise<void> {
  try {
    await makeFolders(path.resolve(name));
    await access(name, TO_FILL);
  } catch (error) {
    throw refused(name, FILLING, error);
  }
}

/** As `mkdir` with `recursive`, which never ends below a folder that is there and takes none, such as /proc. */
async function makeFolders(name: string): Promise<void> {
  try {
    await mkdir(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const above = path.dirname(name);
    if (code === 'ENOENT' && !(await exists(above))) {
      await makeFolders(above);
      await makeFolders(name);
    } else if (!(await isFolder(name))) throw error;
  }
}

const isFolder = (name: string): Promise<boolean> =>
  stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );

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
    if (!(await exists(path.join(above, name))))
      throw refused(path.join(above, name), FILLING, error);
  }
}
