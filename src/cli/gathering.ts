/** Kept experiments of a folder, put together: a row for each point of the grid, or for each experiment. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FigureKind } from '../store/figures';
import { readBytes, UNFINISHED } from './disk';
import type { Point } from './grid';
import { meansOf, type Mean } from './means';
import { InputError } from './problem';
import { RESULTS, type Kept, type KeptRun } from './results';

export interface Column {
  readonly name: string;
  readonly label: string;
  readonly kind: FigureKind;
}

export interface Row {
  readonly point: Point;
  /** Of a single experiment; null of means. */
  readonly seed: number | null;
  /** Experiments that came to their end, and those that failed. */
  readonly n: number;
  readonly failed: number;
  readonly figures: ReadonlyMap<string, Mean>;
}

export interface Gathering {
  /** Swept fields. */
  readonly fields: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

interface Experiment extends KeptRun {
  readonly point: Point;
}

/**
 * Reads every `results.json` below a folder. What comes out depends on what is there alone, not on who wrote it when.
 *
 * @param each a row for each experiment in place of means over seeds
 * @throws InputError where there is none, or one that is not Isthmus's
 */
export async function gather(folder: string, each: boolean): Promise<Gathering> {
  const files = await resultsBelow(folder);
  const experiments: Experiment[] = [];
  for (const file of files.sort()) {
    const { point, runs } = await readKept(file);
    experiments.push(...runs.map((run) => ({ ...run, point })));
  }
  if (experiments.length === 0)
    throw new InputError(`${folder}: expected results of run or sweep in it, got none.`);
  const fields = [...new Set(experiments.flatMap(({ point }) => Object.keys(point)))];
  experiments.sort(
    (a, b) =>
      comparePoints(fields, a.point, b.point) ||
      a.seed - b.seed ||
      compare(JSON.stringify(a.experiment), JSON.stringify(b.experiment)),
  );
  const groups: Experiment[][] = [];
  for (const experiment of experiments) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    const same = first !== undefined && comparePoints(fields, first.point, experiment.point) === 0;
    if (same && !each) last?.push(experiment);
    else groups.push([experiment]);
  }
  const rows = groups.map((group) => rowOf(group, each));
  const columns = meansOf(experiments.map(({ figures }) => figures));
  return { fields, columns, rows };
}

async function resultsBelow(folder: string): Promise<string[]> {
  try {
    const files = await readdir(folder, { recursive: true });
    return files
      .filter((file) => path.basename(file) === RESULTS && !file.startsWith(UNFINISHED))
      .map((file) => path.join(folder, file));
  } catch (error) {
    throw new InputError(`${folder}: expected a folder of results, got none that can be read.`, {
      cause: error,
    });
  }
}

async function readKept(file: string): Promise<Kept> {
  const refuse = () =>
    new InputError(
      `${file}: expected results that Isthmus wrote, got another file or a part of one.`,
    );
  let kept: unknown;
  try {
    kept = JSON.parse(new TextDecoder().decode(await readBytes(file)));
  } catch {
    throw refuse();
  }
  if (typeof kept !== 'object' || kept === null || !('runs' in kept) || !('point' in kept))
    throw refuse();
  return kept as Kept;
}

function rowOf(group: readonly Experiment[], each: boolean): Row {
  const whole = group.filter(({ failed }) => Object.keys(failed).length === 0);
  const [first] = group;
  return {
    point: first?.point ?? {},
    seed: each ? (first?.seed ?? null) : null,
    n: whole.length,
    failed: group.length - whole.length,
    figures: new Map(meansOf(whole.map(({ figures }) => figures)).map((mean) => [mean.name, mean])),
  };
}

function comparePoints(fields: readonly string[], a: Point, b: Point): number {
  for (const field of fields) {
    const order = compare(a[field], b[field]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers by size, lists item by item, all else by its text. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return a.length - b.length;
    for (const [i, item] of a.entries()) {
      const order = compare(item, b[i]);
      if (order !== 0) return order;
    }
    return 0;
  }
  // Within a list, so that what is not there has a text, too.
  const [left, right] = [JSON.stringify([a]), JSON.stringify([b])];
  return left < right ? -1 : left > right ? 1 : 0;
}
