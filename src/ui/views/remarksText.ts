/**
 * What must be said before anything else is looked at: alignment that makes it worse or throws pi(A) far away, nothing to
 * permute, curves that diverge or find no way, networks that have learned nothing. From results to sentences.
 */
import { isGuessing } from '../../data/catalog';
import { entryOf } from '../../data/named';
import type { MatchingResult, PathResult } from '../../jobs/jobs';
import { CURVES, type CurveName } from '../../jobs/paths';
import type { Experiment } from '../../pipeline/experiment';
import { NETWORK_NAMES } from '../../pipeline/kinds/pair/experiment';
import { countText, lossText, numberText, percentText } from '../format';
import { listText } from './pathText';

/** What there is so far; null for what is not there or not up to date. */
export interface Found {
  readonly experiment: Pick<Experiment, 'dataset' | 'points' | 'own' | 'networks'>;
  readonly networks: readonly { readonly name: string; readonly accuracy: number }[];
  readonly matching: Pick<MatchingResult, 'layers' | 'mixed' | 'distance' | 'largestFactor'> | null;
  readonly naive: PathResult | null;
  readonly permuted: PathResult | null;
  readonly curves: readonly {
    readonly name: CurveName;
    readonly path: PathResult | null;
    /** Why it could not be fitted. */
    readonly failure: string | null;
  }[];
}

/** How many times the distance of A pi(A) may have from B without a word. */
const FAR = 1.5;

/** Sentences, the one that matters most first; none where all is as one would wish. */
export function remarksOf(found: Found): readonly string[] {
  return [
    ...chanceRemark(found),
    ...orderRemark(found),
    ...farRemark(found),
    ...worseRemark(found),
    ...found.curves.flatMap(({ failure }) => failure ?? []),
    ...curveRemark(found),
  ];
}

function chanceRemark({ experiment, networks }: Found): readonly string[] {
  const entry = entryOf(experiment);
  const guessing = 1 / entry.classes.length;
  const poor = networks.filter(({ accuracy }) => isGuessing(accuracy, entry));
  if (poor.length === 0) return [];
  const names = listText(poor.map(({ name }) => name));
  const shares = listText(poor.map(({ accuracy }) => percentText(accuracy)));
  const [have, is] = poor.length === 1 ? ['has', 'is'] : ['have', 'are'];
  return [
    `${names} ${is} right on ${shares} of test images, and guessing on ${percentText(guessing, 0)}: ${names} ${have} learned next to nothing, so what lies between tells little.`,
  ];
}

/** Where nothing is to be permuted, or all of the difference was the order. */
function orderRemark({ experiment, matching, naive }: Found): readonly string[] {
  if (matching === null) return [];
  const { layers, mixed, distance, largestFactor } = matching;
  if (distance.before === 0)
    return ['A and B are one and the same network, so every path between them stays where it is.'];
  if (distance.before !== null && distance.after < 1e-3 * distance.before)
    return [
      `π(A) is B: A and B are one network with its units in another order. ${naive === null ? '' : `All of the barrier of ${lossText(naive.barrierOverMean)} is that order.`}`.trim(),
    ];
  if (mixed !== null || layers.length === 0) return [];
  if (largestFactor !== null && largestFactor !== 1) return [];
  const places = layers.flatMap(({ permutation }) =>
    Array.from(permutation, (from, to) => from === to),
  );
  const still = places.filter((stays) => stays).length;
  if (still < MOST * places.length) return [];
  const fork = experiment.networks[NETWORK_NAMES.indexOf('B')]?.fork ?? null;
  const all = still === places.length;
  const what = all
    ? 'Matching leaves every unit in its place, so π(A) is A'
    : `Matching leaves ${countText(still)} of ${countText(places.length)} units in their places`;
  const why =
    fork === null
      ? `A and B agree on what ${all ? 'each unit does' : 'most units do'}`
      : `B began as A stood after ${countText(fork)} steps, and ${all ? 'all' : 'most'} units kept their parts`;
  return [`${what}: ${why}. ${naive === null ? '' : halfway(naive)}`.trim()];
}

/** A share of units: where so many stay, there is next to nothing to permute. */
const MOST = 0.8;

const halfway = ({ accuracy, midpointAccuracy, barrierOverMean }: PathResult): string =>
  `Halfway their plain average is right on ${percentText(midpointAccuracy)} of images, A on ${percentText(accuracy[0] ?? NaN)} and B on ${percentText(accuracy.at(-1) ?? NaN)}${
    barrierOverMean > NOTABLE
      ? `; so the barrier of ${lossText(barrierOverMean)} is hardly one of order`
      : ''
  }.`;

/** A barrier that is one, in units of the loss. */
const NOTABLE = 0.05;

function farRemark({ matching }: Found): readonly string[] {
  if (matching === null) return [];
  const { distance, largestFactor } = matching;
  const times = distance.before === null ? NaN : distance.after / distance.before;
  if (!(times > FAR) || times === Infinity) return [];
  const why =
    largestFactor === null || largestFactor === 1
      ? ''
      : ` Units of A were made larger or smaller by up to ${numberText(largestFactor)} times.`;
  return [`π(A) lies ${numberText(times)} times as far from B as A does.${why}`];
}

/** A rise that differs from another by more than what few images and rounding do. */
const isHigher = (one: number, other: number): boolean =>
  one > other + Math.max(0.01, 0.05 * Math.abs(other));

function worseRemark({ naive, permuted }: Found): readonly string[] {
  if (naive === null || permuted === null) return [];
  if (!isHigher(permuted.barrierOverMean, naive.barrierOverMean)) return [];
  return [
    `Here alignment makes it worse: halfway the aligned average is right on ${percentText(permuted.midpointAccuracy)} of images, the plain one on ${percentText(naive.midpointAccuracy)}. The barrier is ${lossText(permuted.barrierOverMean)} with alignment and ${lossText(naive.barrierOverMean)} without.`,
  ];
}

/** Curves that are there and no better than the straight line. */
function curveRemark({ naive, curves }: Found): readonly string[] {
  if (naive === null) return [];
  const { barrierOverMean } = naive;
  const poor = curves.flatMap(({ name, path }) =>
    path !== null && isHigher(path.barrierOverMean, Math.max(barrierOverMean, NOTABLE))
      ? [`${CURVES[name].phrase} rises by ${lossText(path.barrierOverMean)}`]
      : [],
  );
  if (poor.length === 0) return [];
  const text = listText(poor);
  return [
    `No way around was found: ${text}, the straight line from A to B by ${lossText(barrierOverMean)}.`,
  ];
}
