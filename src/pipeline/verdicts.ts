/** Whether the figures of a run agree with what a paper found, by stated criteria. */
import { isGuessing } from '../data/catalog';
import { entryOf } from '../data/named';
import type { Bound, Criterion, Example } from './examples';
import type { Figure, FigureKind } from './figures';
import { NETWORK_NAMES, type NetworkName } from './kinds/pair/experiment';
import { networkRef } from './kinds/pair/refs';

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
  /** Null while either is not there, and where a network has learned next to nothing. */
  readonly agrees: boolean | null;
  /** Why nothing is known although the figures are there, in a sentence. */
  readonly doubt: string | null;
}

const accuracyFigure = (name: NetworkName) => `${networkRef(name).id}.testAccuracy`;

/**
 * One verdict for each criterion; a figure that is no number agrees with nothing. What lies between networks that have
 * not learned is no finding, whichever way it comes out.
 */
export function verdictsOf(
  { criteria, experiment }: Pick<Example, 'criteria' | 'experiment'>,
  figures: readonly Figure[],
): readonly Verdict[] {
  const entry = entryOf(experiment);
  const poor = NETWORK_NAMES.filter((name) => {
    const accuracy = figures.find((figure) => figure.name === accuracyFigure(name))?.value;
    return accuracy !== undefined && isGuessing(accuracy, entry);
  });
  const verdicts = heldAgainst(criteria, figures);
  if (poor.length === 0) return verdicts;
  const doubt = `${poor.join(' and ')} learned next to nothing here, so this tells neither way.`;
  return verdicts.map((verdict) =>
    verdict.agrees === null ? verdict : { ...verdict, doubt, agrees: null },
  );
}

/** One verdict for each criterion, whatever the networks have learned. */
export function heldAgainst(
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
      doubt: null,
      agrees: known ? (relation === 'below' ? value < bound : value > bound) : null,
    };
  });
}
