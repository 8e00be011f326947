/** Kept experiments of a folder, put together: a row for each point of the grid, or for each experiment. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FigureKind } from '../pipeline/figures';
import { UNFINISHED } from './disk';
import { isObject, type Fields } from './documents';
import type { Point } from './sweepGrid';
import { readKept } from './keptForm';
import { meansOf, type Mean } from './means';
import { InputError } from './problem';
import { RESULTS, type KeptRun } from './results';
import { isSeed } from './seeds';

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
  /** Swept fields, then all others in which rows differ. */
  readonly fields: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

interface Experiment extends Pick<KeptRun, 'seed' | 'experiment' | 'figures' | 'failed'> {
  readonly point: Point;
  /** That computed it; several where one was lost on the way. */
  readonly engine: string;
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
    experiments.push(...runs.map((run) => ({ ...run, point, engine: engineOf(run) })));
  }
  if (experiments.length === 0)
    throw new InputError(`${folder}: expected results of run or sweep in it, got none.`);
  const apart = distinguished(experiments);
  const fields = fieldsOf(apart);
  const sorted = grouped(apart, ({ point, experiment, engine }) => [
    ...[coordinatesOf(fields, point), experiment, engine],
  ])
    .map(together)
    .sort(
      (a, b) =>
        compare(coordinatesOf(fields, a.point), coordinatesOf(fields, b.point)) ||
        a.seed - b.seed ||
        compare(JSON.stringify(a.experiment), JSON.stringify(b.experiment)),
    );
  const groups = each ? sorted.map((experiment) => [experiment]) : byCoordinates(fields, sorted);
  const rows = groups.map((group) => rowOf(group, each));
  const columns = meansOf(sorted.map(({ figures }) => figures));
  return { fields, columns, rows };
}

const fieldsOf = (experiments: readonly Experiment[]): string[] => [
  ...new Set(experiments.flatMap(({ point }) => Object.keys(point))),
];

const coordinatesOf = (fields: readonly string[], point: Point): unknown[] =>
  fields.map((field) => point[field]);

const byCoordinates = (fields: readonly string[], experiments: readonly Experiment[]) =>
  grouped(experiments, ({ point }) => coordinatesOf(fields, point));

/** Those of equal keys together, in the order in which they first come. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

const engineOf = ({ stages }: KeptRun): string =>
  [...new Set(Object.values(stages).map(({ recipe }) => recipe.engine))].sort().join(', ');

/** With points that are equal only where the experiments and engines are, apart from their seeds. */
function distinguished(experiments: readonly Experiment[]): readonly Experiment[] {
  const differing = new Set<string>();
  for (const group of byCoordinates(fieldsOf(experiments), experiments)) {
    const [first = {}, ...others] = group.map(({ experiment }) => leavesOf(experiment));
    for (const other of others)
      for (const path of Object.keys({ ...first, ...other }))
        if (!isSeed(lastOf(path), first[path]) && compare(first[path], other[path]) !== 0)
          differing.add(path);
  }
  for (const group of byCoordinates(fieldsOf(experiments), experiments)) {
    // Where nothing was computed, there is none.
    const engines = new Set(group.map(({ engine }) => engine).filter((engine) => engine !== ''));
    if (engines.size > 1) differing.add('engine');
  }
  if (differing.size === 0) return experiments;
  // Once more, as a field that one point leaves out may now make it equal to another.
  return distinguished(
    experiments.map((one) => {
      const leaves: Point = { ...leavesOf(one.experiment), engine: one.engine };
      const distinguishing = Object.fromEntries([...differing].map((path) => [path, leaves[path]]));
      return { ...one, point: { ...one.point, ...distinguishing } };
    }),
  );
}

/** One experiment that is there more than once, perhaps with other stages. */
function together(copies: readonly Experiment[]): Experiment {
  return copies.reduce((one, copy) => ({
    ...one,
    seed: Math.min(one.seed, copy.seed),
    figures: [
      ...one.figures,
      ...copy.figures.filter(({ name }) => one.figures.every((figure) => figure.name !== name)),
    ],
    failed: { ...copy.failed, ...one.failed },
  }));
}

/** By path, as a sweep names them; a list is one value unless it is of objects. */
function leavesOf(value: unknown, path = ''): Point {
  const isInner = Array.isArray(value) ? value.some(isObject) : isObject(value);
  if (!isInner) return { [path]: value };
  const inner = Object.entries(value as Fields);
  return Object.assign(
    {},
    ...inner.map(([key, of]) => leavesOf(of, path === '' ? key : `${path}.${key}`)),
  ) as Point;
}

const lastOf = (path: string) => path.split('.').at(-1) ?? '';

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
