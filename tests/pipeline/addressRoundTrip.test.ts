/** Addresses hold every field of an experiment and of its view, and altered ones are read or refused in one plain line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFragment, readFragment, toFragment } from '../../src/pipeline/address';
import { experimentErrors, parseExperiment, type Experiment } from '../../src/pipeline/experiment';
import { KINDS } from '../../src/pipeline/kinds/kinds';
import { parseView, USUAL_VIEW, viewErrors, viewWithout, type View } from '../../src/pipeline/view';
import { altered } from '../files/edits';
import { BASES } from '../support/bases';
import { fieldChanges } from '../support/fieldChanges';
import { BROKEN_FILES } from '../support/thorough';

const experiments: Experiment[] = Object.entries(BASES).flatMap(([name, bases]) =>
  bases.flatMap((base) => {
    const whole = parseExperiment({ ...base, kind: name });
    const changes = fieldChanges(whole, experimentErrors, parseExperiment);
    return [whole, ...changes.map(({ document }) => document as Experiment)];
  }),
);

/** The usual view with one field changed, then from each of these another, so that fields meet. */
const changesOf = (view: View): View[] =>
  fieldChanges(view, viewErrors, (document) => parseView(document as object)).map(
    ({ document }) => document as View,
  );
const views: View[] = [USUAL_VIEW, ...changesOf(USUAL_VIEW)];

const anyView = fc
  .constantFrom(...views)
  .chain((view) => fc.constantFrom(view, ...changesOf(view)));

const read = (address: string) => {
  const { experiment, view, viewRefused } = readFragment(address);
  expect(viewRefused).toBeNull();
  return { experiment, view: parseView(view) };
};

describe('an address', () => {
  it('holds every field of a view', () => {
    const changed = new Set(views.flatMap((view) => Object.keys(viewWithout(view))));
    expect([...changed].sort()).toEqual(Object.keys(USUAL_VIEW).sort());
    for (const view of views)
      expect(read(toFragment(null, view))).toEqual({ experiment: null, view });
  });

  it('holds every field of an experiment', () => {
    expect(Object.keys(KINDS).sort()).toEqual(Object.keys(BASES).sort());
    for (const experiment of experiments)
      expect(fromFragment(toFragment(experiment))).toEqual(experiment);
  });

  it('holds both', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...experiments),
        anyView,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (experiment, look, alpha) => {
          const view = { ...look, alpha };
          const { experiment: again, ...seen } = read(toFragment(experiment, view));
          expect(again ?? fromFragment('')).toEqual(experiment);
          expect(JSON.stringify(seen.view)).toBe(JSON.stringify(parseView({ ...view })));
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });

  it('says of a view what differs from another', () => {
    const base: View = { ...USUAL_VIEW, alpha: 0.2 };
    expect(toFragment(null, base, base)).toBe('');
    expect(toFragment(null, USUAL_VIEW, base)).toBe('view.alpha=0.5');
    expect(readFragment('view.alpha=0.5').view).toEqual({ alpha: 0.5 });
  });

  it('keeps its experiment where its view is refused', () => {
    const { experiment, viewRefused } = readFragment('training.epochs=5&view.alpha=2&version=3');
    expect(experiment?.training.epochs).toBe(5);
    expect(viewRefused).toBe('view.alpha: Slider: expected a number from 0 to 1.');
    expect(readFragment('view=5').viewRefused).toMatch(/^view: Expected settings/);
    expect(readFragment('view.aplha=5').viewRefused).toMatch(/got "aplha"/);
  });
});

/** True where it is refused, as a whole or its view, in words for a person. */
function refusedInWords(address: string): boolean {
  const inWords = (words: string) => {
    expect(words).toMatch(/^[^\n]{10,500}$/);
    expect(words).not.toMatch(/NaN|undefined|\[object|call stack/);
    return true;
  };
  try {
    const { experiment, view, viewRefused } = readFragment(address);
    if (experiment !== null) expect(experimentErrors(experiment)).toEqual({});
    expect(viewErrors(view)).toEqual({});
    return viewRefused !== null && inWords(viewRefused);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return inWords(error.message);
  }
}

describe('an altered address', () => {
  it('is read, or refused in words', () => {
    const texts = experiments
      .slice(0, 40)
      .map((experiment, i) => toFragment(experiment, views[i % views.length]));
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...texts).chain((text) => altered(new TextEncoder().encode(text))),
        (bytes) => {
          if (refusedInWords(new TextDecoder().decode(bytes))) refused++;
        },
      ),
      { numRuns: BROKEN_FILES, seed: 1 },
    );
    expect(refused).toBeGreaterThan(BROKEN_FILES / 3);
  });

  it.each([
    ['long', 'a'.repeat(1_000_000)],
    ['of many settings', Array.from({ length: 3000 }, (_, i) => `a${i}=1`).join('&')],
    ['of many items', `network.hidden=${'x,'.repeat(9000)}`],
    ['of many networks', Array.from({ length: 1500 }, (_, i) => `networks.${i}=1`).join('&')],
    ['deep', `${'a.'.repeat(9000)}b=1`],
    ['of deep lists', `training.epochs=${'['.repeat(9000)}${']'.repeat(9000)}`],
    ['of names that objects have', '__proto__.version=2&constructor.x=1&view.toString=1'],
    ['of prototypes', 'view.__proto__.alpha=0.1'],
    ['of markup', 'dataset=%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
    ['of halves of characters', 'dataset=%ED%A0%80'],
    ['of numbers beyond all', 'view.alpha=1e999&training.epochs=-1e999'],
    ['of equals signs', '='.repeat(2000)],
  ])('%s', (_, address) => {
    expect(refusedInWords(address)).toBe(true);
  });
});
