/** What is said before a room, in numbers that are made up. */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/pipeline/kinds/pair/experiment';
import { scriptOf, type ComputedPath } from '../../src/ui/present/script';

const experiment = parseExperiment({ version: 3 });

const path = (
  name: ComputedPath['name'],
  midpointAccuracy: number,
  rise: number,
): ComputedPath => ({
  name,
  path: {
    accuracy: Float64Array.of(0.84, midpointAccuracy, 0.85),
    midpointAccuracy,
    barrierOverMean: rise,
  },
});

const ALL = [
  path('naive', 0.33, 1.3),
  path('permuted', 0.81, 0.12),
  path('chain', 0.84, 0.05),
  path('bezier', 0.85, 0),
];

describe('the script for a room', () => {
  const steps = scriptOf(ALL, experiment);

  it('shows one thing after the other', () => {
    expect(steps.map(({ label }) => label)).toEqual([
      ...['Two networks', 'Average', 'Align', 'Walk', 'Curve'],
    ]);
    const seen = steps.map(({ view }) =>
      ALL.flatMap(({ name }) => (view.hidden.includes(name) ? [] : name)),
    );
    // The plain line stays, so that the chart's scale does and every barrier is seen in proportion.
    const lines = ['naive', 'permuted'];
    expect(seen).toEqual([[], ['naive'], lines, lines, [...lines, 'bezier']]);
    expect(steps.map(({ plays }) => plays)).toEqual([false, false, false, true, false]);
  });

  it('says the numbers', () => {
    const said = steps.map(({ sentence }) => sentence).join('\n');
    expect(said).toContain('A is right on 84 % of test images, B on 85 %');
    expect(said).toContain('plain average is right on 33 %');
    expect(said).toContain('average again: 81 %.');
    expect(said).toContain(
      'Straight from A to B the loss rises 1.30 above the mean of its ends; from π(A) to B it rises 0.120.',
    );
    expect(said).toContain(
      '(Bezier) the loss does not rise above the mean of its ends, and no neuron was moved',
    );
    expect(said).not.toMatch(/NaN|undefined|worse/);
  });

  it('says first that aligning made it worse', () => {
    const [, , align] = scriptOf([path('naive', 0.5, 1), path('permuted', 0.2, 2)], experiment);
    expect(align?.sentence).toMatch(/20 %. Here aligning makes it worse\.$/);
  });

  it('leaves out what is not computed', () => {
    const missing = (name: ComputedPath['name']) => ({ name, path: null });
    expect(scriptOf([missing('naive'), missing('permuted')], experiment)).toEqual([]);
    expect(scriptOf([ALL[0]!, missing('permuted'), missing('bezier')], experiment)).toHaveLength(2);
  });
});
