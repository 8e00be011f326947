/** A sweep: lists over fields of an experiment make a grid of experiments, each repeated with other seeds. */
import { createHash } from 'node:crypto';
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import { hasFigures } from '../pipeline/figures';
import { experimentFrom, isObject, type Fields } from './documents';
import { InputError } from './problem';
import { reseeded } from './seeds';

/** The swept fields by path (`network.hidden`), in the order of the sweep. */
export type Point = Readonly<Record<string, unknown>>;

/** One experiment of a sweep. */
export interface Cell {
  readonly point: Point;
  /** Which repetition, from 1. */
  readonly seed: number;
  readonly experiment: Experiment;
  /** Tasks that are wanted. */
  readonly only: readonly string[];
  /** The folder that it goes to: equal ids mean equal experiments, at one place of the grid. */
  readonly id: string;
}

const KEYS = [
  ...['experiment', 'sweep', 'seeds', 'only'],
  // What a ready experiment says for its readers.
  ...['title', 'source', 'about', 'found', 'expect', 'note', 'paper', 'criteria'],
];
const MOST_SEEDS = 1000;
const MOST_EXPERIMENTS = 100_000;

/**
 * @param file for what is said of it
 * @throws InputError for the first thing that is wrong in any of its experiments
 */
export function sweepFrom(document: Fields, file: string): Cell[] {
  const refuse = (field: string, expected: string, got: unknown) =>
    new InputError(
      `${file}: ${field}: expected ${expected}, got ${got === undefined ? 'none' : JSON.stringify(got)}.`,
    );
  const unknown = Object.keys(document).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw refuse('its fields', KEYS.join(', '), unknown);
  const { experiment, sweep = {}, seeds = 1, only } = document;
  if (!isObject(experiment)) throw refuse('experiment', 'an experiment', experiment);
  if (!isObject(sweep)) throw refuse('sweep', 'lists by field', sweep);
  if (typeof seeds !== 'number' || !Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS)
    throw refuse('seeds', `a whole number from 1 to ${MOST_SEEDS}`, seeds);
  if (only !== undefined && !isNames(only))
    throw refuse('only', 'a list of stages, such as ["naive", "permuted"]', only);

  const lists = Object.entries(sweep).map(([path, list]): [string, readonly unknown[]] => {
    if (!Array.isArray(list) || list.length === 0)
      throw refuse(`sweep: ${path}`, 'a list of values', list);
    return [path, list];
  });
  const count = lists.reduce((product, [, { length }]) => product * length, seeds);
  if (count > MOST_EXPERIMENTS)
    throw refuse(
      'sweep',
      `a grid of at most ${MOST_EXPERIMENTS} experiments, seeds and all`,
      count,
    );
  const points = lists.reduce<Point[]>(
    (made, [path, list]) =>
      made.flatMap((point) => list.map((value) => ({ ...point, [path]: value }))),
    [{}],
  );
  const base = experimentFrom(experiment, `${file}: experiment`);
  /** Whether any experiment has a stage that is asked for. */
  const named = new Map<string, boolean>();
  const cells = points.flatMap((point) => {
    const where = [
      file,
      ...Object.entries(point).map(([path, value]) => `${path} = ${JSON.stringify(value)}`),
    ].join(': ');
    const whole = choicesFirst(point).reduce<unknown>(
      (made, [path, value]) => withField(made, path.split('.'), value, base),
      experiment,
    );
    const first = experimentFrom(whole, where);
    for (const path of Object.keys(point))
      if (fieldOf(first, path.split('.')) === undefined)
        throw refuse(`sweep: ${path}`, 'a field of the experiment', path);
    const tasks = [...planOfExperiment(first).values()];
    const ids = tasks.map(({ id }) => id);
    for (const id of only ?? []) named.set(id, named.get(id) === true || ids.includes(id));
    // Pictures are dear, and of no number of a table.
    const wanted = tasks
      .filter(({ id, job }) => (only === undefined ? hasFigures(job) : only.includes(id)))
      .map(({ id }) => id);
    if (wanted.length === 0)
      throw new InputError(
        `${where}: only: expected some of ${ids.join(', ')}, as the experiment has them, got ${JSON.stringify(only)}.`,
      );
    return Array.from({ length: seeds }, (_, k) => {
      const cell = { point, seed: k + 1, experiment: reseeded(first, k), only: wanted };
      return { ...cell, id: idOf(cell) };
    });
  });
  for (const [id, isThere] of named)
    if (!isThere)
      throw refuse(
        'only',
        `stages of its experiments (${[...planOfExperiment(base).keys()].join(', ')})`,
        id,
      );
  return [...new Map(cells.map((cell) => [cell.id, cell])).values()];
}

const isNames = (only: unknown): only is readonly string[] =>
  Array.isArray(only) && only.length > 0 && only.every((name) => typeof name === 'string');

const idOf = ({ only, ...cell }: Omit<Cell, 'id'>): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...cell, stages: only }))
    .digest('hex')
    .slice(0, 16);

const lastOf = (path: string) => path.split('.').at(-1) ?? '';

const choicesFirst = (point: Point) =>
  Object.entries(point).sort(
    ([one], [other]) =>
      Number(CHOICES.includes(lastOf(other))) - Number(CHOICES.includes(lastOf(one))),
  );

/** Fields that say which others there are: what is beside them by default is of another choice. */
const CHOICES: readonly string[] = ['kind', 'method'];

/** A copy of a document with a field set; what it leaves out around that field begins as the defaults. */
function withField(
  document: unknown,
  [key, ...rest]: readonly string[],
  value: unknown,
  base: unknown,
): unknown {
  if (key === undefined) return value;
  const below = fieldOf(base, [key]);
  if (Array.isArray(document) || (document === undefined && Array.isArray(base))) {
    const list = [...((document ?? base) as unknown[])];
    list[Number(key)] = withField(list[Number(key)], rest, value, below);
    return list;
  }
  const isChoice = rest.length === 0 && CHOICES.includes(key);
  const around = document ?? (isChoice ? {} : base);
  const fields = isObject(around) ? around : {};
  return { ...fields, [key]: withField(fields[key], rest, value, below) };
}

function fieldOf(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Fields)[key] : undefined,
    value,
  );
}
