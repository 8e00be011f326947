/** Means over seeds with twice their standard error. */
import { decimalText, exponentText } from '../jobs/numbers';
import type { Figure } from '../pipeline/figures';

export interface Mean extends Omit<Figure, 'value'> {
  /** Null where a value is not finite or there is none. */
  readonly mean: number | null;
  /** Twice the standard error, `2 s / sqrt(n)` with `s` the deviation over `n - 1`; null of fewer than two values. */
  readonly error: number | null;
  readonly n: number;
}

type Values = readonly (Omit<Figure, 'value'> & { readonly value: number | null })[];

/** One for each figure of any run, in the order in which they first come. */
export function meansOf(runs: readonly Values[]): Mean[] {
  const figures = new Map(
    runs.flatMap((figures) =>
      figures.map(({ name, label, kind }) => [name, { name, label, kind }]),
    ),
  );
  return [...figures.values()].map((figure) => {
    const values = runs.flatMap((run) =>
      run.filter(({ name }) => name === figure.name).map(({ value }) => value ?? NaN),
    );
    return { ...figure, ...meanOf(values), n: values.length };
  });
}

export function meanOf(values: readonly number[]): Pick<Mean, 'mean' | 'error'> {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (!Number.isFinite(mean)) return { mean: null, error: null };
  if (n < 2) return { mean, error: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: 2 * Math.sqrt(squares / (n - 1) / n) };
}

/** `0.4123 ± 0.0056`, a share in percent. */
export function meanText({ kind, mean, error }: Pick<Mean, 'kind' | 'mean' | 'error'>): string {
  if (mean === null) return 'not finite';
  const number = writing(kind, mean);
  const spread = error === null ? '' : ` ± ${number(error)}`;
  return `${number(mean)}${spread}${kind === 'share' ? ' %' : ''}`;
}

/** How a mean and its error are written, with as many decimals. */
function writing(kind: Mean['kind'], mean: number): (value: number) => string {
  switch (kind) {
    case 'loss':
    case 'barrier':
      return (value) => decimalText(value, 4);
    case 'share':
      return (value) => (100 * value).toFixed(2);
    case 'difference':
      return (value) => exponentText(value, 1);
    case 'seconds':
      return (value) => value.toFixed(2);
    case 'count':
      return (value) => value.toFixed(0);
    case 'number': {
      const size = mean === 0 ? 0 : Math.floor(Math.log10(Math.abs(mean)));
      const decimals = Math.min(Math.max(4 - size, 0), 20);
      return (value) => decimalText(value, decimals);
    }
  }
}
