/** What the networks along a path take one image for. */
import type { Classification } from '../../jobs/jobs';
import type { Sample } from '../draw/curvePath';

export interface ClassAlong {
  readonly label: number;
  /** How sure the networks are of the class, by alpha. */
  readonly samples: readonly Sample[];
  /** The most that they are. */
  readonly most: number;
}

/** Of some classes at a place that has been asked about, the surest first. */
export function certaintiesAt(
  curves: readonly ClassAlong[],
  x: number,
): readonly { readonly curve: ClassAlong; readonly y: number }[] {
  return curves
    .map((curve) => ({ curve, y: curve.samples.find((sample) => sample.x === x)?.y ?? NaN }))
    .sort((one, other) => other.y - one.y);
}

/** Every class along a path, the one that networks are ever most sure of first. */
export function classesAlong(
  { classes, certainties }: Pick<Classification, 'classes' | 'certainties'>,
  alphas: readonly number[],
): readonly ClassAlong[] {
  return Array.from({ length: classes }, (_, label) => {
    const samples = alphas.map((x, m) => ({ x, y: certainties[m * classes + label]! }));
    const finite = samples.map(({ y }) => y).filter(Number.isFinite);
    return { label, samples, most: Math.max(0, ...finite) };
  }).sort((a, b) => b.most - a.most || a.label - b.label);
}

/** A stretch of a path on which networks say the same of an image. */
export interface Stretch {
  /** Null where outputs are no numbers. */
  readonly label: number | null;
  /** The first place of it. */
  readonly from: number;
}

/** What is said from where on, from A to B. */
export function stretchesOf(
  { classes, decided }: Pick<Classification, 'classes' | 'decided'>,
  alphas: readonly number[],
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  alphas.forEach((from, m) => {
    const label = decided[m]! < classes ? decided[m]! : null;
    if (stretches.at(-1)?.label !== label) stretches.push({ label, from });
  });
  return stretches;
}
