import { describe, expect, it } from 'vitest';
import { parseExperiment, planOfExperiment } from '../../src/pipeline/experiment';
import { PRESETS } from '../../src/pipeline/kinds/pair/presets';
import { secondsOf } from '../../src/pipeline/cost';
import { changesOf, isChanged } from '../../src/ui/changes';
import {
  alignedPaths,
  curvesOf,
  isShown,
  withCurve,
  withNewSeeds,
  withPaths,
} from '../../src/ui/explorer/acts';
import { answerText, halfwayOf, truthOf } from '../../src/ui/explorer/halfway';
import { aboutText } from '../../src/ui/explorer/price';
import { wordsOf } from '../../src/ui/explorer/words';
import { errorsIn } from '../../src/ui/lab/JsonEditor';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const quick = PRESETS['quick-look'].experiment;

const sentence = (experiment: typeof quick) =>
  wordsOf(experiment)
    .map(({ before, text, after }) => before + text + after)
    .join('');

describe('the experiment as a sentence', () => {
  it('says what it is', () => {
    expect(sentence(quick)).toBe(
      'Two 64-64 perceptrons on Fashion-MNIST, AdamW, 1 epoch, matched by activations, joined by line + Bezier + Polygonal chain.',
    );
    expect(sentence(PRESETS['paper-cnn-large'].experiment)).toMatch(
      /^Two 32-32-avg-64-64 convolutional networks on Fashion-MNIST, SGD, 0.1, 3 epochs/,
    );
  });

  it('offers three to six changes of each word, all of them right by themselves', () => {
    for (const { name, choices } of wordsOf(quick)) {
      expect([name, choices.length >= 3 && choices.length <= 6]).toEqual([name, true]);
      for (const { experiment } of choices) expect(parseExperiment(experiment)).toEqual(experiment);
      expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
    }
  });

  it('has what is set among the choices', () => {
    for (const { choices } of wordsOf(quick))
      expect(choices.map(({ experiment }) => experiment)).toContainEqual(quick);
  });
});

describe('what is halfway', () => {
  const path = (first: number, middle: number, last: number) => ({
    accuracy: Float64Array.of(first, middle, last),
    midpointAccuracy: middle,
  });
  const naive = path(0.84, 0.52, 0.84);

  it('is told in one sentence', () => {
    expect(halfwayOf(null, null)).toBeNull();
    const known = halfwayOf(naive, path(0.84, 0.78, 0.84));
    expect(known && plain(answerText(known))).toBe(
      'Halfway the plain average is right on 52 % of images; aligned, on 78 %; the two networks themselves on 84 %.',
    );
    const worse = halfwayOf(naive, path(0.84, 0.4, 0.84));
    expect(worse && plain(answerText(worse))).toContain(
      'aligned, on only 40 %: here aligning makes it worse',
    );
  });

  it('is as good, a bit worse or broken', () => {
    const truths = [0.83, 0.75, 0.52].map((middle) => {
      const known = halfwayOf(path(0.84, middle, 0.84), null);
      return known && truthOf(known);
    });
    expect(truths).toEqual(['good', 'worse', 'broken']);
  });
});

describe('what can be done', () => {
  it('shows and hides the paths of a button together', () => {
    expect(alignedPaths(quick)).toEqual(['permuted']);
    expect(curvesOf(quick)).toEqual(['bezier', 'chain']);
    const hidden = withPaths([], curvesOf(quick), false);
    expect(isShown(hidden, curvesOf(quick))).toBe(false);
    expect(isShown(hidden, alignedPaths(quick))).toBe(true);
    expect(withPaths(hidden, curvesOf(quick), true)).toEqual([]);
  });

  it('finds a curve where there is none', () => {
    const straight = parseExperiment({ ...quick, curves: { ...quick.curves, kinds: [] } });
    expect(curvesOf(straight)).toEqual([]);
    const curved = withCurve(straight);
    expect(parseExperiment(curved)).toEqual(curved);
    expect(curvesOf(curved)).toEqual(['bezier']);
  });

  it('trains networks that are new, and an experiment that is right', () => {
    for (const random of [0, 0.5, 1 - 2 ** -53]) {
      const own = withNewSeeds(quick, () => random);
      expect(parseExperiment(own)).toEqual(own);
      const seeds = own.networks.map(({ initialisation }) => initialisation);
      expect(new Set(seeds).size).toBe(2);
    }
    // Copies that went apart begin as one again.
    const [a, b] = quick.networks;
    const fork = parseExperiment({ ...quick, networks: [a, { ...b, initialisation: 1, fork: 5 }] });
    const [first, second] = withNewSeeds(fork).networks;
    expect(first?.initialisation).toBe(second?.initialisation);
    expect(first?.order).not.toBe(second?.order);
  });
});

describe('the price', () => {
  const price = (id: keyof typeof PRESETS) =>
    secondsOf(planOfExperiment(PRESETS[id].experiment), {}, 2);

  it('tells seconds from minutes', () => {
    expect(price('quick-look')).toBeGreaterThan(1);
    expect(price('quick-look')).toBeLessThan(20);
    expect(price('paper')).toBeGreaterThan(60);
    expect(price('paper-cnn-large')).toBeGreaterThan(price('paper'));
  });

  it('is said with one digit that counts', () => {
    expect([0.2, 1.2, 8.4, 42, 61, 290, 3700].map(aboutText)).toEqual([
      'a moment',
      'about 1 s',
      'about 8 s',
      'about 40 s',
      'about 1 min',
      'about 5 min',
      'about 1 h',
    ]);
  });
});

describe('what was changed', () => {
  it('is listed by setting', () => {
    expect(changesOf(quick)).toEqual([]);
    const [a, b] = quick.networks;
    if (a === undefined || b === undefined) throw new Error('Expected two networks.');
    const changed = parseExperiment({
      ...quick,
      network: { kind: 'mlp', hidden: [8] },
      training: { ...quick.training, epochs: 3 },
      networks: [a, { ...b, order: 7 }],
    });
    expect(changesOf(changed)).toEqual(['network.hidden', 'training.epochs', 'networks.1.order']);
    expect(isChanged(changed, 'training.epochs')).toBe(true);
    expect(isChanged(changed, 'training.batch')).toBe(false);
  });
});

describe('the document as text', () => {
  it('is refused with a reason', () => {
    expect(errorsIn(JSON.stringify(quick))).toEqual([]);
    expect(errorsIn('{')[0]).toMatch(/^Expected JSON/);
    expect(errorsIn(JSON.stringify({ ...quick, dataset: 'cats' }))[0]).toMatch(/^dataset: /);
  });
});
