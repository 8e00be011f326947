/**
 * The Hungarian method step by step (Kuhn 1955; covers as Munkres 1957): gives each row a column of its own at the greatest
 * sum. For a few rows and to be read; what matches networks is `science/assignment.ts`.
 *
 * Steps hold how much each entry loses against better ones: a zero loses nothing. Where as many zeros can be picked as there
 * are rows, none sharing a row or a column, they are the best assignment.
 */

interface Shown {
  /** What is lost at each entry after the step, `[n, n]`, row-major; never below zero. */
  readonly losses: readonly number[];
}

export type HungarianStep = Shown &
  (
    | {
        /** The best of each row was taken as its zero, or then the least loss of each column. */
        readonly kind: 'rows' | 'columns';
        /** What was taken from each. */
        readonly by: readonly number[];
      }
    | {
        readonly kind: 'cover';
        /** Column of the zero that was picked in each row, or -1: as many as there can be. */
        readonly picked: readonly number[];
        /** Lines that cover all zeros: as few as there can be, which is as many as zeros were picked. */
        readonly rows: readonly boolean[];
        readonly columns: readonly boolean[];
      }
    | {
        readonly kind: 'shift';
        /** The least loss under no line: taken from all under none, added where two lines cross. */
        readonly by: number;
        readonly rows: readonly boolean[];
        readonly columns: readonly boolean[];
      }
    | {
        readonly kind: 'done';
        /** Column of each row. */
        readonly picked: readonly number[];
      }
  );

/** @param gains `[n, n]`, row-major, finite */
export function hungarianSteps(gains: readonly number[], n: number): readonly HungarianStep[] {
  const all = Array.from({ length: n }, (_, i) => i);
  const best = all.map((i) => Math.max(...gains.slice(i * n, (i + 1) * n)));
  let losses = gains.map((gain, k) => (best[Math.floor(k / n)] ?? 0) - gain);
  const steps: HungarianStep[] = [{ kind: 'rows', losses, by: best }];
  const least = all.map((j) => Math.min(...all.map((i) => losses[i * n + j] ?? 0)));
  losses = losses.map((loss, k) => loss - (least[k % n] ?? 0));
  steps.push({ kind: 'columns', losses, by: least });
  for (;;) {
    const picked = mostZeros(losses, n);
    if (!picked.includes(-1)) return [...steps, { kind: 'done', losses, picked }];
    const { rows, columns } = coverOf(losses, n, picked);
    steps.push({ kind: 'cover', losses, picked, rows, columns });
    const isUnder = (k: number) => [rows[Math.floor(k / n)] === true, columns[k % n] === true];
    const by = Math.min(...losses.filter((_, k) => !isUnder(k).includes(true)));
    losses = losses.map((loss, k) => {
      const [row, column] = isUnder(k);
      return row !== column ? loss : row === true ? loss + by : loss - by;
    });
    steps.push({ kind: 'shift', losses, by, rows, columns });
  }
}

/** As many zeros as there can be, none sharing a row or a column: column of each row, or -1 (augmenting paths). */
function mostZeros(losses: readonly number[], n: number): readonly number[] {
  const rowOf = new Array<number>(n).fill(-1);
  const place = (row: number, tried: Set<number>): boolean => {
    for (let column = 0; column < n; column++) {
      if (losses[row * n + column] !== 0 || tried.has(column)) continue;
      tried.add(column);
      const holder = rowOf[column] ?? -1;
      if (holder >= 0 && !place(holder, tried)) continue;
      rowOf[column] = row;
      return true;
    }
    return false;
  };
  for (let row = 0; row < n; row++) place(row, new Set());
  return Array.from({ length: n }, (_, row) => rowOf.indexOf(row));
}

/**
 * Lines over all zeros (Koenig): from rows without a picked zero, along zeros and picked zeros in turn; rows that are not
 * reached and columns that are.
 */
function coverOf(losses: readonly number[], n: number, picked: readonly number[]) {
  const reached = picked.map((column) => column < 0);
  const columns = new Array<boolean>(n).fill(false);
  const waiting = picked.flatMap((column, row) => (column < 0 ? [row] : []));
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop())
    for (let column = 0; column < n; column++) {
      if (losses[row * n + column] !== 0 || columns[column] === true) continue;
      columns[column] = true;
      const holder = picked.indexOf(column);
      if (holder < 0 || reached[holder] === true) continue;
      reached[holder] = true;
      waiting.push(holder);
    }
  return { rows: reached.map((isReached) => !isReached), columns };
}

/** The sum of an assignment, column of each row; rows without one add nothing. */
export const sumOf = (gains: readonly number[], n: number, columns: readonly number[]): number =>
  columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : (gains[row * n + column] ?? 0)), 0);
