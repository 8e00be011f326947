/** What confusion matrices say. */
import type { Confusion } from '../../jobs/jobs';

export interface ClassRow {
  readonly label: number;
  /** Images of the class. */
  readonly count: number;
  /** Share of them that is taken for it, 0 to 1; NaN without images. */
  readonly right: number;
  /** The class that they are taken for most often beside their own; null where there is none. */
  readonly mostly: { readonly label: number; readonly share: number } | null;
}

/** Every class with what becomes of its images. */
export function classRows({ classes, matrix, counts }: Confusion): readonly ClassRow[] {
  return Array.from(counts, (count, label) => {
    const row = matrix.subarray(label * classes, (label + 1) * classes);
    let other = -1;
    row.forEach((n, predicted) => {
      if (predicted !== label && n > (row[other] ?? 0)) other = predicted;
    });
    return {
      label,
      count,
      right: row[label]! / count,
      mostly: other < 0 ? null : { label: other, share: row[other]! / count },
    };
  });
}

/** The class that has lost most since A; null where none has lost anything. */
export function mostHurt(
  before: readonly ClassRow[],
  now: readonly ClassRow[],
): { readonly before: ClassRow; readonly now: ClassRow } | null {
  let most: { before: ClassRow; now: ClassRow } | null = null;
  let loss = 0;
  before.forEach((row, label) => {
    const here = now[label];
    if (here === undefined || !(row.right - here.right > loss)) return;
    loss = row.right - here.right;
    most = { before: row, now: here };
  });
  return most;
}
