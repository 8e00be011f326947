/** A result's key is its request: for every change of one field, keys are equal exactly when requests are. */
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/pipeline/kinds/kinds';
import { createResultCache } from '../../src/pipeline/results';
import { createRunner } from '../../src/pipeline/runner';
import { keyOf } from '../../src/pipeline/task';
import { answeringPool, hashOf } from '../support/answeringPool';
import { BASES } from '../support/bases';
import { fieldChanges } from '../support/fieldChanges';

/** Key and hash of the result of every task, by its id. */
async function computed(kind: (typeof KINDS)[keyof typeof KINDS], document: unknown) {
  const plan = kind.plan(kind.parse(document));
  const hashes = new Map<string, Promise<string>>();
  await createRunner(answeringPool(), createResultCache(0)).run(plan, [...plan.keys()], {
    signal: new AbortController().signal,
    read: async (file) =>
      new Float32Array(SIZES_OF_FILES).fill(parseInt((await hashOf(file)).slice(0, 6), 16)),
    made: () => ({ engine: 'none', version: 'test' }),
    finished: () => null,
    onRunning: () => undefined,
    onDone: ({ id }, value) => void hashes.set(id, hashOf(value)),
    onFailed: ({ id }, error) => void hashes.set(id, Promise.resolve(`failed: ${error.message}`)),
  });
  const results = await Promise.all(
    [...plan.keys()].map(
      async (id) => [id, { key: keyOf(plan, id), result: await hashes.get(id) }] as const,
    ),
  );
  return new Map(results);
}

/** Parameters of a perceptron 2-3-2-2. */
const SIZES_OF_FILES = 3 * 2 + 3 + 2 * 3 + 2 + 2 * 2 + 2;

describe.each(Object.entries(KINDS))('a plan of the kind %s', (name, kind) => {
  it.each(BASES[name as keyof typeof KINDS].map((base, i) => [i, base] as const))(
    'has equal keys exactly where requests are equal, around base %i',
    async (_, base) => {
      const whole = kind.parse(base);
      const before = await computed(kind, whole);
      const changes = fieldChanges(whole, kind.errors, kind.parse);
      expect(changes.length).toBeGreaterThan(50);
      const wrong: string[] = [];
      for (const { path, document } of changes) {
        const after = await computed(kind, document);
        for (const [id, { key, result }] of after) {
          const earlier = before.get(id);
          if (earlier === undefined || result === undefined || earlier.result === undefined)
            continue;
          if ((key === earlier.key) !== (result === earlier.result))
            wrong.push(`${path}: ${id}: keys ${key === earlier.key ? 'equal' : 'differ'}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
