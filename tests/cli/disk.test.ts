import { describe, expect, it } from 'vitest';
import { FILLING, READING, refused, WRITING } from '../../src/cli/disk';
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
