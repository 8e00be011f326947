/** Activation matching and SciPy's assignments. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiddenWidths } from '../../src/model/architecture';
import { checkPermutation } from '../../src/model/permutation';
import type { DatasetEngine } from '../../src/engine/engine';
import { assign } from '../../src/science/assignment';
import { matchActivations } from '../../src/science/matching/activationMatching';
import { drain } from '../../src/worker/drain';
import { engineOn } from '../support/engineOn';
import { GOLDEN_ENGINES } from '../support/engines';
import { golden, goldenAssignments, GOLDEN_CASES, goldenDataset } from '../support/golden';

const dataset = goldenDataset();

/** Milliseconds: convolutions on 10,000 images in plain JavaScript, on a busy machine. */
const SLOW = 1_800_000;

describe.each(GOLDEN_ENGINES)('%s', (_, create, slow) => {
  let engine: DatasetEngine;
  beforeAll(async () => {
    engine = await engineOn(create(), dataset);
  });
  afterAll(() => engine.dispose());

  // Minutes for convolutions on 10,000 images; the suite of all engines holds their moments to the oracle.
  const cases = GOLDEN_CASES.filter((name) => !(slow && golden(name).architecture.kind === 'cnn'));

  it.each(cases)('total similarity of each layer of %s', async (name) => {
    const { similarities, similarityTolerance, matchedOn, architecture, weights } = golden(name);
    const matches = await drain(
      matchActivations(engine, {
        architecture,
        a: weights('a'),
        b: weights('b'),
        similarity: 'cosine',
        stage: 'after',
        samples: matchedOn,
      }),
      new AbortController().signal,
      () => undefined,
    );
    const widths = hiddenWidths(architecture);
    expect(matches).toHaveLength(similarities.length);
    similarities.forEach((similarity, l) => {
      checkPermutation(matches[l]!.permutation, widths[l]!);
      expect(Math.abs(matches[l]!.total / similarity - 1)).toBeLessThan(similarityTolerance);
    });
  }, SLOW);
});

describe('assignments', () => {
  it.each(goldenAssignments())('of $n rows cost what SciPy found', ({ n, costs, minimum, tolerance }) => {
    const { assignment, cost } = assign(costs, n, n);
    checkPermutation(Uint32Array.from(assignment), n);
    expect(Math.abs(cost - minimum)).toBeLessThanOrEqual(tolerance);
  });
});
