/** Every lesson is right, and what it says is true of the landscapes that it stands beside, and not of any others. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/pipeline/figures';
import { pathNames } from '../../../src/pipeline/kinds/pair/paths';
import { readLandscape, type Landscape } from '../../../src/pipeline/landscape';
import { thumbnailOf } from '../../../src/pipeline/landscapeIndex';
import { valueOf } from '../../../src/pipeline/lessons/expression';
import {
  claimsAbout,
  claimsOf,
  expressionsOf,
  figuresFor,
  figuresIn,
  landscapesOf,
} from '../../../src/pipeline/lessons/figures';
import {
  landscapeOf,
  readLesson,
  screensOf,
  type Lesson,
} from '../../../src/pipeline/lessons/lesson';
import { rightChoice, rightNumber } from '../../../src/pipeline/lessons/questions';
import { expressionsIn } from '../../../src/pipeline/lessons/text';
import { SHIPPED } from '../../support/shippedFiles';

const ROOT = new URL('../../../', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, ROOT), 'utf8');
const files = readdirSync(new URL('lessons/', ROOT)).sort();
const documentOf = (file: string): unknown => JSON.parse(textOf(`lessons/${file}`));

const landscapes = new Map(
  SHIPPED.map((name): [string, Landscape] => [
    name,
    readLandscape(name, textOf(`public/landscapes/${name}.json`)),
  ]),
);
const figures = new Map([...landscapes].map(([name, landscape]) => [name, figuresIn(landscape)]));
const shipped = (name: string) => figures.get(name);

/** The claims of a lesson that do not hold. */
const failing = (lesson: Lesson, figuresBy: (name: string) => readonly Figure[] | undefined) =>
  lesson.steps.flatMap((step) =>
    claimsOf(lesson, step, figuresBy)
      .filter(({ agrees }) => agrees !== true)
      .map(({ says }) => says),
  );

describe.each(files)('%s', (file) => {
  const lesson = readLesson(documentOf(file));

  it('claims nothing that its landscapes do not hold', () => {
    expect(landscapesOf(lesson).filter((name) => !landscapes.has(name))).toEqual([]);
    expect(failing(lesson, shipped)).toEqual([]);
  });

  it('has its claims fail where another landscape stands in the place of its own', () => {
    for (const step of lesson.steps)
      for (const { says } of step.claims) {
        const alone = { ...lesson, steps: [step] };
        const foiled = landscapesOf(alone).some((replaced) =>
          SHIPPED.some((other) =>
            claimsOf(lesson, step, (name) => shipped(name === replaced ? other : name)).some(
              (verdict) => verdict.says === says && verdict.agrees === false,
            ),
          ),
        );
        expect([says, foiled]).toEqual([says, true]);
      }
  });

  it('says no number that is not there', () => {
    const { sources, limits, tasks } = lesson.closing;
    const closing = [
      ...sources.flatMap(({ says }) => says),
      ...limits.flat(),
      ...tasks.flatMap(({ ask, hint, answer }) => [...ask, ...hint, ...answer]),
    ];
    const all = landscapesOf(lesson);
    const named = (own: string) =>
      new Map(figuresFor(own, all, shipped).map((figure) => [figure.name, figure]));
    const said = [
      ...lesson.steps.map((step) => [landscapeOf(lesson, step), expressionsOf(step)] as const),
      [lesson.landscape, expressionsIn(closing)] as const,
      ...lesson.steps.flatMap(({ act }) =>
        act?.kind === 'landscapes'
          ? act.choices.map(({ landscape }) => [landscape, expressionsIn(act.reading)] as const)
          : [],
      ),
    ];
    for (const [own, expressions] of said)
      for (const expression of expressions) {
        const known = valueOf(expression, named(own));
        expect([own, expression, Number.isFinite(known?.value)]).toEqual([own, expression, true]);
      }
  });

  it('asks what has an answer, and not always the first', () => {
    for (const step of lesson.steps) {
      const { question } = step;
      const own = figuresFor(landscapeOf(lesson, step), landscapesOf(lesson), shipped);
      if (question?.kind === 'choice') expect(rightChoice(question, own)).not.toBeNull();
      if (question?.kind === 'number') {
        const right = rightNumber(question, own) ?? NaN;
        expect(right).toBeGreaterThan(question.from);
        expect(right).toBeLessThan(question.to);
      }
    }
  });

  it('shows and hides paths that there are, on a plane that prints', () => {
    for (const step of lesson.steps) {
      const landscape = landscapes.get(landscapeOf(lesson, step));
      const { experiment, results } = landscape ?? {};
      const known = experiment === undefined ? [] : pathNames(experiment);
      const { act, view, after } = step;
      const named = [
        ...(view.hidden ?? []),
        ...(after?.view.hidden ?? []),
        ...(act?.kind === 'paths' ? act.shows : []),
      ];
      expect(named.filter((name) => !known.includes(name))).toEqual([]);
      expect(
        thumbnailOf(Object.fromEntries((results ?? []).map((result) => [result.id, result]))),
      ).not.toBeNull();
    }
  });

  it('has 5 to 8 screens, and a claim about each landscape that it shows', () => {
    expect(screensOf(lesson).length).toBeGreaterThanOrEqual(5);
    expect(screensOf(lesson).length).toBeLessThanOrEqual(8);
    for (const step of lesson.steps)
      expect(claimsAbout(lesson, landscapeOf(lesson, step))).not.toEqual([]);
  });
});

it('has lessons whose numbers differ', () => {
  const numbers = files.map((file) => readLesson(documentOf(file)).number);
  expect(new Set(numbers).size).toBe(files.length);
});

describe('readLesson', () => {
  const right = documentOf('two-networks-one-task.json') as { steps: Record<string, unknown>[] };
  const withStep = (change: Record<string, unknown>) => ({
    ...right,
    steps: right.steps.map((step, i) => (i === 0 ? { ...step, ...change } : step)),
  });

  it.each<[string, unknown, string]>([
    ['another field', { ...right, colour: 'red' }, 'colour'],
    ['too few steps', { ...right, steps: right.steps.slice(0, 2) }, 'steps'],
    ['two steps of one id', withStep({ id: right.steps[1]?.['id'] }), 'ids that differ'],
    ['a step that is named like the end', withStep({ id: 'closing' }), 'ids that differ'],
    ['a step that claims nothing', withStep({ claims: [] }), 'steps.0.claims'],
    ['a mark without its end', withStep({ text: ['a *b'] }), 'marks in pairs'],
    ['a number that is none', withStep({ text: ['{a ~ b}'] }), 'expected a number such as'],
    ['an unknown way of writing', withStep({ text: ['{a | octal}'] }), 'expected a number such as'],
    ['a view that is none', withStep({ view: { alpha: 2 } }), 'Slider'],
    ['an act that is none', withStep({ act: { kind: 'dance', ask: 'Dance' } }), 'steps.0.act'],
    ['what comes after no question', withStep({ after: { text: ['x'] } }), 'after'],
    ['a path to somewhere else', withStep({ landscape: '../x' }), 'steps.0.landscape'],
  ])('refuses %s', (_, document, message) => {
    expect(() => readLesson(document)).toThrow(message);
  });
});
