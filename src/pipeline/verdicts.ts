/** Whether the figures of a run agree with what a paper found, by stated criteria. */
import type { Bound, Criterion } from './examples';
import type { Figure, FigureKind } from './figures';

export interface Verdict {
  /** The criterion in words. */
  readonly says: string;
  /** The figure's own words; null while it is not there. */
  readonly label: string | null;
  readonly kind: FigureKind;
  /** Null while it is not there. */
  readonly value: number | null;
  readonly relation: 'below' | 'above';
  /** What it is held against; null while that is not there. */
  readonly bound: number | null;
  /** Null while either is not there. */
  readonly agrees: boolean | null;
}

/** One verdict for each criterion; a figure that is no number agrees with nothing. */
export function verdictsOf(
  criteria: readonly Criterion[],
  figures: readonly Figure[],
): readonly Verdict[] {
  const byName = new Map(figures.map((figure) => [figure.name, figure]));
  const boundOf = (bound: Bound): number | null => {
    if (typeof bound === 'number') return bound;
    const other = byName.get(bound.figure);
    if (other === undefined) return null;
    return 'times' in bound ? bound.times * other.value : other.value + bound.plus;
  };
  return criteria.map(({ figure: name, below, above, says }) => {
    const figure = byName.get(name);
    const bound = boundOf(below ?? above ?? NaN);
    const value = figure?.value ?? null;
    const relation = below === undefined ? 'above' : 'below';
    const known = value !== null && bound !== null;
    return {
      says,
      value,
      relation,
      bound,
      label: figure?.label ?? null,
      kind: figure?.kind ?? 'number',
      agrees: known ? (relation === 'below' ? value < bound : value > bound) : null,
    };
  });
}
