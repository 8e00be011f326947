/** The numbers that a lesson speaks of, and which landscapes they come from. */
import { permutationCount } from '../../model/enumeration';
import { layoutOf } from '../../model/layout';
import { architectureOf } from '../kinds/pair/experiment';
import { stepsOfA } from '../kinds/pair/histories';
import { planOfExperiment, type Experiment } from '../experiment';
import type { Criterion } from '../examples';
import { figuresOf, type Figure } from '../figures';
import type { Landscape } from '../landscape';
import { heldAgainst, type Verdict } from '../verdicts';
import { namesIn, type Expression } from './expression';
import { landscapeOf, type Lesson, type Step } from './lesson';
import { expressionsIn, type Run } from './text';

/** The figures of a landscape by its name; undefined while it is not there. */
export type FiguresBy = (landscape: string) => readonly Figure[] | undefined;

/** Of the results that are there without their weights, with what the experiment itself says. */
export const figuresIn = ({ experiment, results }: Landscape): readonly Figure[] => [
  ...figuresOf(
    planOfExperiment(experiment),
    Object.fromEntries(results.map((result) => [result.id, result])),
  ),
  ...factsOf(experiment),
];

/** Numbers of an experiment that nothing has to be computed for. */
export const factsOf = (experiment: Experiment): readonly Figure[] => [
  {
    name: 'weights',
    label: 'Weights of a network',
    kind: 'count',
    value: layoutOf(architectureOf(experiment)).size,
  },
  { name: 'steps', label: 'Steps of training', kind: 'count', value: stepsOfA(experiment) },
  {
    name: 'orderDigits',
    label: 'Digits of the number of orders of its hidden units',
    kind: 'count',
    value: Math.floor(Math.log10(permutationCount(architectureOf(experiment)))) + 1,
  },
];

/** The figures that a step may speak of: its own landscape's by their names, all others with their landscape before. */
export function figuresFor(
  own: string,
  landscapes: Iterable<string>,
  figuresBy: FiguresBy,
): readonly Figure[] {
  const named = [...landscapes].flatMap((landscape) =>
    (figuresBy(landscape) ?? []).map((figure) => ({
      ...figure,
      name: `${landscape}:${figure.name}`,
    })),
  );
  return [...(figuresBy(own) ?? []), ...named];
}

/** One for each claim of a step, in its order. */
export const claimsOf = (lesson: Lesson, step: Step, figuresBy: FiguresBy): readonly Verdict[] =>
  heldAgainst(step.claims, figuresFor(landscapeOf(lesson, step), landscapesOf(lesson), figuresBy));

/** A claim of a lesson, with the landscape whose figures it calls by their names alone. */
export interface OwnedClaim {
  readonly own: string;
  readonly claim: Criterion;
}

/** The claims that say something of a landscape. */
export const claimsAbout = (lesson: Lesson, landscape: string): readonly OwnedClaim[] =>
  lesson.steps.flatMap((step) => {
    const own = landscapeOf(lesson, step);
    return step.claims
      .filter((claim) =>
        namesInCondition(claim).some(
          (name) => (name.includes(':') ? name.split(':')[0] : own) === landscape,
        ),
      )
      .map((claim) => ({ own, claim }));
  });

/** All landscapes that a lesson shows or speaks of, its own first. */
export function landscapesOf(lesson: Lesson): readonly string[] {
  const { landscape, steps } = lesson;
  const shown = steps.flatMap((step) => [
    landscapeOf(lesson, step),
    ...(step.act?.kind === 'landscapes' ? step.act.choices.map((choice) => choice.landscape) : []),
  ]);
  const spoken = namesOf(lesson).flatMap((name) => {
    const [before = '', figure] = name.split(':');
    return figure === undefined ? [] : [before];
  });
  return [...new Set([landscape, ...shown, ...spoken])];
}

/** The names of all figures that a lesson speaks of. */
function namesOf({ steps, closing }: Lesson): readonly string[] {
  const { sources, limits, tasks } = closing;
  const said = [
    ...sources.flatMap(({ says }) => says),
    ...limits.flat(),
    ...tasks.flatMap(({ ask, hint, answer }) => [...ask, ...hint, ...answer]),
  ];
  return [
    ...steps.flatMap((step) => [
      ...expressionsOf(step).flatMap(namesIn),
      ...conditionsOf(step).flatMap(namesInCondition),
    ]),
    ...expressionsIn(said).flatMap(namesIn),
  ];
}

/** The numbers in the texts of a step. */
export function expressionsOf({ text, act, question, after }: Step): readonly Expression[] {
  const said: readonly Run[] = [
    ...text.flat(),
    ...(act?.ask ?? []),
    ...(question?.ask ?? []),
    ...(after?.text.flat() ?? []),
  ];
  return [...expressionsIn(said), ...(question?.kind === 'number' ? [question.answer] : [])];
}

type Condition = Omit<Criterion, 'says'>;

const conditionsOf = ({ claims, question }: Step): readonly Condition[] => [
  ...claims,
  ...(question?.kind === 'choice' ? question.choices.flatMap(({ when }) => when) : []),
];

function namesInCondition({ figure, below, above }: Condition): readonly string[] {
  const bound = below ?? above;
  return typeof bound === 'object' ? [figure, bound.figure] : [figure];
}
