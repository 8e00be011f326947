/** The numbers that sum up the stages of a pipeline, as one list: for tables, means over seeds, and comparisons. */
import { NETWORK_NAMES, type NetworkName } from '../jobs/experiment';
import type { AlongPath, FitResult, PathResult, TrainedNetwork } from '../jobs/jobs';
import { FITTED_NAMES, PATH_NAMES, PATHS, type FittedName, type PathName } from '../jobs/paths';
import { STAGE_NAMES } from './stages';
import type { ResultOf, StageName } from './state';

/** How a figure is written; a difference is near 0, and no two runs take the same seconds. */
export type FigureKind =
  'loss' | 'barrier' | 'share' | 'number' | 'count' | 'difference' | 'seconds';

export interface Figure {
  /** The stage and what of it: `naive.barrierOverMean`, `averages.3.alignedLoss`. */
  readonly name: string;
  /** For people: `Naive: barrier over the mean`. */
  readonly label: string;
  readonly kind: FigureKind;
  /** May be infinite or no number where a network has failed. */
  readonly value: number;
}

/** Of the stages that are there. */
export type Results = { readonly [Name in StageName]?: ResultOf<Name> };

type Row = readonly [what: string, label: string, kind: FigureKind, value: number];

interface Summary<Name extends StageName> {
  readonly title: string;
  rows(result: ResultOf<Name>): readonly Row[];
}

const network = (name: NetworkName) => ({
  title: name,
  rows: ({ test, history }: TrainedNetwork): Row[] => [
    ['testLoss', 'test loss', 'loss', test.loss],
    ['testAccuracy', 'test accuracy', 'share', test.accuracy],
    ['seconds', 'seconds of training', 'seconds', history.seconds],
  ],
});

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

const path = (name: PathName) => ({
  title: PATHS[name].label,
  rows({ alphas, other, arc, disagreement, varianceRatios, ...own }: PathResult): Row[] {
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
});

const fit = (name: FittedName) => ({
  title: PATHS[name].label,
  rows: ({ history }: FitResult): Row[] => [
    ['seconds', 'seconds of fitting', 'seconds', history.seconds],
  ],
});

const scored = (
  what: string,
  words: string,
  { loss, accuracy }: { readonly loss: number; readonly accuracy: number },
): Row[] => [
  [`${what}Loss`, `loss${words}`, 'loss', loss],
  [`${what}Accuracy`, `accuracy${words}`, 'share', accuracy],
];

/** A figure more is a row here; a stage more is an entry. */
const SUMMARIES: { readonly [Name in StageName]?: Summary<Name> } = {
  ...(Object.fromEntries<unknown>([
    ...NETWORK_NAMES.map((name) => [`network${name}`, network(name)] as const),
    ...FITTED_NAMES.map((name) => [`${name}Fit`, fit(name)] as const),
    ...PATH_NAMES.map((name) => [name, path(name)] as const),
  ]) as object),
  matching: {
    title: 'Alignment',
    rows: ({ objective, tried, layers, weakShare, largestLogitDifference, seconds }) => [
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
  },
  averages: {
    title: 'Averages',
    rows: (points) =>
      points.flatMap(({ networks, naive, naiveRepaired, aligned, repaired, initial }) => [
        ...scored(`${networks}.naive`, ` of ${networks} as they are`, naive),
        ...scored(
          `${networks}.naiveRepaired`,
          ` of ${networks} as they are, REPAIR`,
          naiveRepaired,
        ),
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
  },
  transfer: {
    title: 'Halfway',
    rows: ({ points, naive }) => [
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
  },
  simplex: {
    title: 'Simplex',
    rows: ({ logVolume, drawn }) => [
      ['logVolume', 'logarithm of its volume', 'number', logVolume ?? NaN],
      ...scored('ensemble', ' of an ensemble drawn from it', drawn),
      ['memberAccuracy', 'accuracy of one of these', 'share', meanAccuracy(drawn.members)],
      ['disagreement', 'disagreement of two of these', 'share', drawn.disagreement],
    ],
  },
  ensemble: {
    title: 'Ensemble',
    rows: ({ loss, accuracy, members, disagreement }) => [
      ['loss', 'loss', 'loss', loss],
      ['accuracy', 'accuracy', 'share', accuracy],
      ['memberAccuracy', 'accuracy of a member', 'share', meanAccuracy(members)],
      ['disagreement', 'disagreement of two members', 'share', disagreement],
    ],
  },
};

/** The figures of the results that are there, in the order of the pipeline. */
export function figuresOf(results: Results): Figure[] {
  return STAGE_NAMES.flatMap((stage) => {
    const result = results[stage];
    // The table's types tie a stage's name to its result; its entries only know names.
    const summary = SUMMARIES[stage] as Summary<StageName> | undefined;
    if (result === undefined || summary === undefined) return [];
    return summary.rows(result).map(([what, label, kind, value]) => ({
      name: `${stage}.${what}`,
      label: `${summary.title}: ${label}`,
      ...{ kind, value },
    }));
  });
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
