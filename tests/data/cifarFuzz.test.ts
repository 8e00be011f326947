/** Broken archives of CIFAR-10 are read, or refused in one plain line: no crash, no hang, little memory. */
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CATALOG } from '../../src/data/catalog';
import { readCifar } from '../../src/data/cifar';
import { DatasetError } from '../../src/data/idx';
import { altered } from '../files/edits';
import { CIFAR_NAMES, cifarArchive, cifarContents } from '../support/cifar';
import { BROKEN_FILES } from '../support/thorough';

/** The least archive of its form: an image a file. */
const entry = { ...CATALOG['cifar-10'], trainCount: 5, testCount: 1 };
const contents = cifarContents(1);
const archive = cifarArchive(contents);
const never = new AbortController().signal;

const WHOLE = [
  ['gzipped archive', 'cifar-10-binary.tar.gz', archive, []],
  ['archive', 'cifar-10-binary.tar', new Uint8Array(gunzipSync(archive)), []],
  [
    'file of six',
    'test_batch.bin',
    contents.get('test_batch.bin') ?? new Uint8Array(),
    CIFAR_NAMES.slice(0, 5).map((name) => new File([contents.get(name) ?? ''], name)),
  ],
] as const;

it.each(WHOLE)('an altered %s', async (_, name, whole, others) => {
  const outcomes = { read: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(altered(whole), async (changed) => {
      const before = process.memoryUsage().arrayBuffers;
      try {
        const file = new File([Uint8Array.from(changed)], name);
        const { train, test } = await readCifar(entry, [file, ...others], never);
        expect([...train.labels, ...test.labels].every((label) => label < 10)).toBe(true);
        outcomes.read++;
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        expect(error.message).toMatch(/^[^\n]{10,500}$/);
        expect(error.message).not.toMatch(/NaN|undefined|\[object/);
        outcomes.refused++;
      }
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(
        4 * changed.length + 2 ** 26,
      );
    }),
    { numRuns: BROKEN_FILES, seed: 1 },
  );
  expect(outcomes.refused).toBeGreaterThan(BROKEN_FILES / 4);
  expect(outcomes.read).toBeGreaterThan(0);
});
