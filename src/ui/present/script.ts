/** What is said and shown before a room, step by step, in the numbers at hand. */
import { METHODS } from '../../jobs/methods';
import { isLine, PATHS, type PathName } from '../../jobs/paths';
import type { PathResult } from '../../jobs/jobs';
import type { Experiment } from '../../pipeline/experiment';
import type { View } from '../../pipeline/view';
import { halfwayOf } from '../explorer/halfway';
import { lossText, percentText } from '../format';

export interface Step {
  /** In the row of steps. */
  readonly label: string;
  readonly sentence: string;
  readonly view: Pick<View, 'hidden' | 'alpha'>;
  /** The slider walks by itself. */
  readonly plays: boolean;
}

export interface ComputedPath {
  readonly name: PathName;
  readonly path: Pick<PathResult, 'accuracy' | 'midpointAccuracy' | 'barrierOverMean'> | null;
}

const share = (value: number) => percentText(value, 0);

/** @param paths those of the experiment; what is not computed has no step */
export function scriptOf(
  paths: readonly ComputedPath[],
  { alignment, curves, evaluation }: Pick<Experiment, 'alignment' | 'curves' | 'evaluation'>,
): readonly Step[] {
  const find = (name: PathName) => paths.find((own) => own.name === name)?.path ?? null;
  const [naive, permuted] = [find('naive'), find('permuted')];
  const halfway = halfwayOf(naive, permuted);
  if (naive === null || halfway === null) return [];
  const all = paths.map(({ name }) => name);
  const only = (...shown: readonly PathName[]) => all.filter((name) => !shown.includes(name));
  const [first = NaN, last = NaN] = [naive.accuracy[0], naive.accuracy.at(-1)];
  const images = `${evaluation.split} images`;
  const steps: Step[] = [
    {
      label: 'Two networks',
      sentence: `A and B learned the same, each by itself: A is right on ${share(first)} of ${images}, B on ${share(last)}.`,
      view: { hidden: only(), alpha: 0 },
      plays: false,
    },
    {
      label: 'Average',
      sentence: `Halfway between them, their plain average is right on ${share(halfway.naive)}.`,
      view: { hidden: only('naive'), alpha: 0.5 },
      plays: false,
    },
  ];
  if (permuted !== null && halfway.aligned !== null)
    steps.push(
      {
        label: 'Align',
        sentence: `${alignText(alignment)}, and average again: ${share(halfway.aligned)}.${halfway.aligned < halfway.naive ? ' Here aligning makes it worse.' : ''}`,
        view: { hidden: only('naive', 'permuted'), alpha: 0.5 },
        plays: false,
      },
      {
        label: 'Walk',
        sentence: `Straight from A to B the loss ${riseText(naive)} above the mean of its ends; from π(A) to B it ${riseText(permuted)}.`,
        view: { hidden: only('naive', 'permuted'), alpha: 0 },
        plays: true,
      },
    );
  const [best] = paths
    .flatMap(({ name, path }) => (path === null || isLine(name) ? [] : [{ name, path }]))
    .sort((one, other) => one.path.barrierOverMean - other.path.barrierOverMean);
  if (best !== undefined)
    steps.push({
      label: 'Curve',
      sentence: `A path need not be straight. On the best curve found (${PATHS[best.name].label}) the loss ${riseText(best.path)} above the mean of its ends${curves.ends === 'A and B' ? ', and no neuron was moved' : ''}.`,
      view: { hidden: only('naive', 'permuted', best.name), alpha: 0.5 },
      plays: false,
    });
  return steps;
}

/** How far a path rises above the mean of its ends, to go on with. */
const riseText = ({ barrierOverMean }: { readonly barrierOverMean: number }): string =>
  barrierOverMean < 0.0005 ? 'does not rise' : `rises ${lossText(barrierOverMean)}`;

/** What becomes of A's neurons, to begin a sentence with. */
function alignText({ method }: Experiment['alignment']): string {
  const { mixes } = METHODS[method];
  return mixes === true
    ? 'Mix A’s neurons so that they are like B’s'
    : 'Match A’s neurons with B’s, which changes nothing that A says';
}
