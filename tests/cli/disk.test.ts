import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkWritable, FILLING, makeFolder, READING, refused, WRITING } from '../../src/cli/disk';
import { InputError } from '../../src/cli/problem';

/** As Node throws it. */
const failure = (code: string, errno: number) =>
  Object.assign(new Error(`${code}: as the system says, open 'x'`), { code, errno });

describe('a failure of the file system', () => {
  it.each([
    [READING, 'EACCES', -13, 'a: expected a file, but it may not be read.'],
    [WRITING, 'ENOENT', -2, 'a: expected a file that may be written, but its folder is not there.'],
    [FILLING, 'EACCES', -13, 'a: expected a folder that may be written, but it may not be.'],
    [FILLING, 'EEXIST', -17, 'a: expected a folder that may be written, but it is another file.'],
    [READING, 'EPERM', -1, 'a: expected a file, but the system says: operation not permitted.'],
    [READING, 'EODD', -9999, 'a: expected a file, but the system says: EODD.'],
  ])('of %o: %s', (use, code, errno, message) => {
    const error = refused('a', use, failure(code, errno));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toHaveProperty('message', message);
  });

  it('is told from an error of the program', () => {
    const error = new RangeError('Expected 1, got 2.');
    expect(refused('a', READING, error)).toBe(error);
  });
});

describe('what cannot be written', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const locked = path.join(folder, 'locked');
  mkdirSync(locked, { mode: 0o555 });
  const file = path.join(folder, 'file');
  writeFileSync(file, 'kept');
  chmodSync(file, 0o444);

  // Permissions do not bind root.
  it.skipIf(process.getuid?.() === 0)('is found before it is written', async () => {
    await expect(makeFolder(locked)).rejects.toThrow(/locked: .* written, but it may not be\.$/);
    await expect(checkWritable(path.join(locked, 'a'))).rejects.toThrow(/a: .* may not be written/);
    await expect(checkWritable(file)).rejects.toThrow(/file: .* may not be written/);
  });

  it('is told from what can be, and nothing is written to find out', async () => {
    await expect(checkWritable(path.join(folder, 'no', 'a'))).rejects.toThrow(
      /folder is not there/,
    );
    await expect(checkWritable(`${folder}/no/`)).rejects.toThrow(/it is a folder/);
    await checkWritable(path.join(folder, 'new'));
    await makeFolder(folder);
    await expect(makeFolder(path.join(file, 'a'))).rejects.toThrow(/no folder/);
    expect(readdirSync(folder).sort()).toEqual(['file', 'locked']);
  });

  it.skipIf(!existsSync('/proc/self'))('is refused by a folder that takes none', async () => {
    await expect(makeFolder('/proc/isthmus/a')).rejects.toThrow(
      /isthmus\/a: expected a folder that may be written, but none can be made there\.$/,
    );
  });
});

it('makes folders, those above them first, also where another program makes them at the same time', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
  try {
    const deep = path.join(folder, 'a', 'b', 'c');
    await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(`${deep}/`)]);
    expect(existsSync(deep)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
