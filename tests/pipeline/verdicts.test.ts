import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/pipeline/figures';
import { verdictsOf } from '../../src/pipeline/verdicts';

const figure = (name: string, value: number): Figure => ({
  name,
  value,
  label: name.toUpperCase(),
  kind: 'barrier',
});

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
    const [verdict] = verdictsOf([{ ...criterion, says: 'so' }], figures);
    expect(verdict).toMatchObject({ says: 'so', bound, agrees });
  });
});
