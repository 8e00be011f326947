/** Documents altered in any way are opened or refused in one plain line. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/pipeline/documents';
import { parseExperiment } from '../../src/pipeline/experiment';
import { altered } from '../files/edits';
import { BROKEN_FILES } from '../support/thorough';

const example = readFileSync(
  new URL('../../experiments/git-re-basin-counter-example.json', import.meta.url),
  'utf8',
);
const experiment = parseExperiment({ version: 3, evaluation: { points: 3 } });
const floats = [1, 0.5, 0.25];
const barriers = { barrierOverMean: 0.1, barrierOverChord: 0.1, midpointAccuracy: 0.5 };
const path = {
  alphas: [0, 0.5, 1],
  loss: floats,
  accuracy: floats,
  ...barriers,
  arc: floats,
  fromStart: floats,
  fromEnd: floats,
  other: null,
  disagreement: null,
  varianceRatios: null,
};
/** A saved experiment with a result. */
const saved = JSON.stringify({
  version: '0.1.0',
  experiment,
  figures: [],
  stages: {
    naive: {
      recipe: { experiment, engine: 'E', version: '0.1.0' },
      result: path,
    },
  },
});

/** Every value of a document by its path. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, of]) => pathsIn(of, [...path, key]))
      : [];
  return [[...path], ...inner];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, i) =>
      String(i) === key ? replaced(item, rest, by) : (item as unknown),
    );
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: replaced(fields[key], rest, by) };
}

const refusedInWords = (text: string): boolean => {
  try {
    readDocument('e.json', text);
    return false;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    expect(error.message).toMatch(/^e\.json: [^\n]{10,500}$/);
    expect(error.message).not.toMatch(/NaN|undefined|\[object/);
    return true;
  }
};

describe.each([
  ['a ready experiment', example],
  ['a saved one', saved],
])('%s', (_, text) => {
  it('is opened as it is', () => {
    const { results } = readDocument('e.json', text);
    expect(results).toHaveLength(text === saved ? 1 : 0);
  });

  it('with other bytes', () => {
    let refused = 0;
    fc.assert(
      fc.property(altered(new TextEncoder().encode(text)), (file) => {
        if (refusedInWords(new TextDecoder().decode(file))) refused++;
      }),
      { numRuns: BROKEN_FILES, seed: 1 },
    );
    expect(refused).toBeGreaterThan(BROKEN_FILES / 2);
  });

  it('with another value in any place', () => {
    const document: unknown = JSON.parse(text);
    const paths = pathsIn(document);
    const change = fc.tuple(fc.nat(paths.length - 1), fc.jsonValue({ maxDepth: 3 }));
    let refused = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        let other = document;
        for (const [at, value] of changes) {
          const path = paths[at] ?? [];
          // The place may be gone with the change before.
          if (pathsIn(other).some((known) => known.join('/') === path.join('/')))
            other = replaced(other, path, value);
        }
        if (refusedInWords(JSON.stringify(other))) refused++;
      }),
      { numRuns: BROKEN_FILES, seed: 1 },
    );
    expect(refused).toBeGreaterThan(BROKEN_FILES / 4);
  });
});
