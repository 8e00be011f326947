/** How good the network halfway is, in one sentence. */
import type { AlongPath } from '../../jobs/jobs';
import { percentText } from '../format';
import type { Guess } from '../page';

/** Shares of images that are right. */
export interface Halfway {
  /** Of A and B, in the mean. */
  readonly ends: number;
  /** Of their plain average. */
  readonly naive: number;
  /** Of the average once A is aligned with B; null while that is not known. */
  readonly aligned: number | null;
}

type Path = Pick<AlongPath, 'accuracy' | 'midpointAccuracy'>;

export function halfwayOf(naive: Path | null, permuted: Path | null): Halfway | null {
  const first = naive?.accuracy[0];
  const last = naive?.accuracy.at(-1);
  if (naive === null || first === undefined || last === undefined) return null;
  return {
    ends: (first + last) / 2,
    naive: naive.midpointAccuracy,
    aligned: permuted?.midpointAccuracy ?? null,
  };
}

/** Falls of accuracy up to which a network is as good as its ends, and up to which it is a bit worse. */
const AS_GOOD = 0.02;
const A_BIT_WORSE = 0.15;

/** What the plain average turned out to be. */
export function truthOf({ ends, naive }: Halfway): Guess {
  const fall = ends - naive;
  return fall <= AS_GOOD ? 'good' : fall <= A_BIT_WORSE ? 'worse' : 'broken';
}

/** Never broken before its sign. */
const share = (value: number) => percentText(value, 0).replace(' ', '\u00a0');

/** `Halfway the plain average is right on 52 % of images; aligned, on 78 %; the two networks themselves on 84 %.` */
export function answerText({ ends, naive, aligned }: Halfway): string {
  const middle =
    aligned === null
      ? ''
      : aligned < naive
        ? `; aligned, on only ${share(aligned)}: here aligning makes it worse`
        : `; aligned, on ${share(aligned)}`;
  return `Halfway the plain average is right on ${share(naive)} of images${middle}; the two networks themselves on ${share(ends)}.`;
}
