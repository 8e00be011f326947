import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/pipeline/experiment';
import type { Figure } from '../../src/pipeline/figures';
import { verdictsOf } from '../../src/pipeline/verdicts';

const figure = (name: string, value: number): Figure => ({
  name,
  value,
  label: name.toUpperCase(),
  kind: 'barrier',
});

const experiment = parseExperiment({ version: 2 });

const figures = [figure('low', 0.1), figure('high', 1), figure('broken', NaN)];

describe('verdictsOf', () => {
  it.each([
    [{ figure: 'low', below: 0.2 }, 0.2, true],
    [{ figure: 'low', below: 0.1 }, 0.1, false],
    [{ figure: 'high', above: 0.5 }, 0.5, true],
    [{ figure: 'low', below: { figure: 'high', times: 0.25 } }, 0.25, true],
    [{ figure: 'low', above: { figure: 'high', plus: -0.5 } }, 0.5, false],
    [{ figure: 'broken', below: 1 }, 1, false],
    [{ figure: 'missing', below: 1 }, 1, null],
    [{ figure: 'low', below: { figure: 'missing', times: 1 } }, null, null],
  ])('%o', (criterion, bound, agrees) => {
    const [verdict] = verdictsOf({ criteria: [{ ...criterion, says: 'so' }], experiment }, figures);
    expect(verdict).toMatchObject({ says: 'so', bound, agrees, doubt: null });
  });

  it.each([
    [0.766, true],
    [0.1, null],
  ])('knows nothing of networks that have not learned: right on %d', (accuracy, agrees) => {
    const criteria = [{ figure: 'high', above: 0.5, says: 'so' }];
    const learned = ['networkA', 'networkB'].map((name) => figure(`${name}.testAccuracy`, 0.8));
    const all = [...figures, ...learned.slice(1), figure('networkA.testAccuracy', accuracy)];
    const [verdict] = verdictsOf({ criteria, experiment }, all);
    expect(verdict?.agrees).toBe(agrees);
    expect(verdict?.doubt ?? '').toMatch(agrees === null ? /^A learned next to nothing/ : /^$/);
  });
});
