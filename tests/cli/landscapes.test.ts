/** Landscapes that are made again, held against those that come with the page. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { sameBesideTimes } from '../../src/cli/landscape';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = fileURLToPath(new URL('../../scripts/landscapes.mjs', import.meta.url));
const shipped = fileURLToPath(new URL('../../public/landscapes/', import.meta.url));
const NAMES = ['two-networks-one-task', 'git-re-basin-counter-example'];

it('are the same to the last digit, weights included', async () => {
  await promisify(execFile)('node', [script, '--out', folder, ...NAMES]);
  const textIn = (of: string, name: string) => readFileSync(path.join(of, `${name}.json`), 'utf8');
  for (const name of NAMES)
    expect([name, sameBesideTimes(textIn(folder, name), textIn(shipped, name))]).toEqual([
      name,
      true,
    ]);
  // Their names are digests of what is in them.
  const files = (of: string) => readdirSync(path.join(of, 'weights'));
  expect(files(folder).length).toBeGreaterThan(6);
  expect(files(shipped)).toEqual(expect.arrayContaining(files(folder)));
});

it('another number is another landscape, another time is none', () => {
  const of = (loss: number, seconds: number) => JSON.stringify({ loss, deep: [{ seconds }] });
  expect(sameBesideTimes(of(1, 2), of(1, 3))).toBe(true);
  expect(sameBesideTimes(of(1, 2), of(1.0000001, 2))).toBe(false);
});
