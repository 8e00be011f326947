/** The numbers that sum up the results of a plan, as one list: for tables, means over seeds, and comparisons. */
import type { AlongPath } from '../jobs/jobs';
import { isOfJob, type AnyResult } from './results';
import type { ResultOf } from './state';
import type { Plan, Task, TaskJob } from './task';

/** How a figure is written; a difference is near 0, and no two runs take the same seconds. */
export type FigureKind =
  'loss' | 'barrier' | 'share' | 'number' | 'count' | 'difference' | 'seconds';

export interface Figure {
  /** The task and what of it: `naive.barrierOverMean`, `averages.3.alignedLoss`. */
  readonly name: string;
  /** For people: `Naive: barrier over the mean`. */
  readonly label: string;
  readonly kind: FigureKind;
  /** May be infinite or no number where a network has failed. */
  readonly value: number;
}

type Row = readonly [what: string, label: string, kind: FigureKind, value: number];

const along = (
  alphas: ArrayLike<number>,
  { loss, accuracy, ...summed }: AlongPath,
  [prefix, suffix]: readonly [string, string],
): Row[] => [
  [`${prefix}barrierOverMean`, `barrier over the mean${suffix}`, 'barrier', summed.barrierOverMean],
  [
    ...([`${prefix}barrierOverChord`, `barrier over the chord${suffix}`, 'barrier'] as const),
    summed.barrierOverChord,
  ],
  [`${prefix}midpointLoss`, `loss halfway${suffix}`, 'loss', halfway(alphas, loss)],
  [`${prefix}midpointAccuracy`, `accuracy halfway${suffix}`, 'share', summed.midpointAccuracy],
  [`${prefix}startLoss`, `loss at its start${suffix}`, 'loss', loss[0] ?? NaN],
  [`${prefix}startAccuracy`, `accuracy at its start${suffix}`, 'share', accuracy[0] ?? NaN],
  [`${prefix}endLoss`, `loss at its end${suffix}`, 'loss', loss.at(-1) ?? NaN],
  [`${prefix}endAccuracy`, `accuracy at its end${suffix}`, 'share', accuracy.at(-1) ?? NaN],
];

const scored = (
  what: string,
  words: string,
  { loss, accuracy }: { readonly loss: number; readonly accuracy: number },
): Row[] => [
  [`${what}Loss`, `loss${words}`, 'loss', loss],
  [`${what}Accuracy`, `accuracy${words}`, 'share', accuracy],
];

/** A figure more is a row here; pictures have none. */
const ROWS: { readonly [Job in TaskJob]: (result: ResultOf<Job>) => readonly Row[] } = {
  network: ({ test, history }) => [
    ['testLoss', 'test loss', 'loss', test.loss],
    ['testAccuracy', 'test accuracy', 'share', test.accuracy],
    ['seconds', 'seconds of training', 'seconds', history.seconds],
  ],
  fit: ({ history }) => [['seconds', 'seconds of fitting', 'seconds', history.seconds]],
  path({ alphas, other, arc, disagreement, varianceRatios, ...own }) {
    const differing = (which: string, words: string, values: ArrayLike<number>): Row => [
      ...([
        `midpointDisagreement.${which}`,
        `disagreement halfway with ${words}`,
        'share',
      ] as const),
      halfway(alphas, values),
    ];
    return [
      ...along(alphas, own, ['', '']),
      ...(other === null ? [] : along(alphas, other, ['other.', ', other split'])),
      ['length', 'length', 'number', arc.at(-1) ?? NaN],
      ...(disagreement === null
        ? []
        : [
            differing('start', 'its start', disagreement.withStart),
            differing('end', 'its end', disagreement.withEnd),
          ]),
      ...(varianceRatios ?? []).map((ratio, layer): Row => [
        `varianceRatio.${layer + 1}`,
        `variance halfway over its ends' in hidden layer ${layer + 1}`,
        'number',
        ratio,
      ]),
    ];
  },
  match: ({ objective, tried, layers, weakShare, largestLogitDifference, seconds }) => [
    ['objective', objective.is, 'number', objective.value],
    ...(tried === null ? [] : [['tried', 'permutations tried', 'count', tried] as Row]),
    ...layers.map(({ total }, layer): Row => [
      `similarity.${layer + 1}`,
      `similarity in hidden layer ${layer + 1}`,
      'number',
      total,
    ]),
    ['weakShare', 'units below similarity 0.3', 'share', weakShare],
    [
      ...(['largestLogitDifference', 'largest difference of a logit', 'difference'] as const),
      largestLogitDifference,
    ],
    ['seconds', 'seconds', 'seconds', seconds],
  ],
  average: (points) =>
    points.flatMap(({ networks, naive, naiveRepaired, aligned, repaired, initial }) => [
      ...scored(`${networks}.naive`, ` of ${networks} as they are`, naive),
      ...scored(`${networks}.naiveRepaired`, ` of ${networks} as they are, REPAIR`, naiveRepaired),
      ...scored(`${networks}.aligned`, ` of ${networks} permuted`, aligned),
      ...scored(`${networks}.repaired`, ` of ${networks} permuted, REPAIR`, repaired),
      ...(initial === null
        ? []
        : [
            ...scored(`${networks}.initialNaive`, ` of ${networks} untrained`, initial.naive),
            ...scored(
              ...([`${networks}.initialAligned`, ` of ${networks} untrained, permuted`] as const),
              initial.aligned,
            ),
          ]),
    ]),
  transfer: ({ points, naive }) => [
    ...naive.flatMap(({ applied, ...score }) =>
      scored(`${applied}.naive`, ` at step ${applied} as they are`, score),
    ),
    ...points.flatMap(({ found, applied, ...score }) =>
      scored(
        `${applied}.${found === null ? 'own' : `found${found}`}`,
        ` at step ${applied}, permuted as at ${found === null ? 'that step' : `step ${found}`}`,
        score,
      ),
    ),
  ],
  simplex: ({ logVolume, drawn }) => [
    ['logVolume', 'logarithm of its volume', 'number', logVolume ?? NaN],
    ...scored('ensemble', ' of an ensemble drawn from it', drawn),
    ['memberAccuracy', 'accuracy of one of these', 'share', meanAccuracy(drawn.members)],
    ['disagreement', 'disagreement of two of these', 'share', drawn.disagreement],
  ],
  ensemble: ({ loss, accuracy, members, disagreement }) => [
    ['loss', 'loss', 'loss', loss],
    ['accuracy', 'accuracy', 'share', accuracy],
    ['memberAccuracy', 'accuracy of a member', 'share', meanAccuracy(members)],
    ['disagreement', 'disagreement of two members', 'share', disagreement],
  ],
  projection: () => [],
  plane: () => [],
};

/** True of jobs that come to numbers of a table, not to pictures alone. */
export const hasFigures = (job: TaskJob): boolean => job !== 'projection' && job !== 'plane';

/**
 * The figures of the results that are there, in the order of the plan.
 *
 * @param results by the id of their task
 */
export function figuresOf(plan: Plan, results: Readonly<Record<string, AnyResult>>): Figure[] {
  return [...plan.values()].flatMap((task) => {
    const result = results[task.id];
    return result === undefined ? [] : figuresIn(task, result);
  });
}

function figuresIn<Job extends TaskJob>(
  { id, job, label: title }: Task<Job>,
  result: AnyResult,
): readonly Figure[] {
  if (!isOfJob(result, job)) return [];
  return ROWS[job](result.value).map(([what, label, kind, value]) => ({
    name: `${id}.${what}`,
    label: `${title}: ${label}`,
    kind,
    value,
  }));
}

const meanAccuracy = (scores: readonly { readonly accuracy: number }[]) =>
  scores.reduce((sum, { accuracy }) => sum + accuracy, 0) / scores.length;

/** The value at 0.5, between two neighbours where the path lacks it. */
function halfway(alphas: ArrayLike<number>, values: ArrayLike<number>): number {
  let right = 0;
  while (right < alphas.length && alphas[right]! < 0.5) right++;
  if (alphas[right] === 0.5) return values[right]!;
  const [a, b] = [alphas[right - 1]!, alphas[right]!];
  const share = (0.5 - a) / (b - a);
  return (1 - share) * values[right - 1]! + share * values[right]!;
}
