/** What somebody has changed: where an experiment differs from the first one. */
import type { Experiment } from '../pipeline/kinds/pair/experiment';
import { PRESETS } from '../pipeline/kinds/pair/presets';
import { valueAt } from './settings';

/** What every setting is by itself. */
const FIRST = PRESETS['quick-look'].experiment;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null ? (value as Fields) : null;

const textOf = (value: unknown) => JSON.stringify(value);

/** Paths of the settings that differ; a list or a choice with settings of its own counts as one. */
export function changesOf(experiment: Experiment, first: Experiment = FIRST): readonly string[] {
  const differing = (one: unknown, other: unknown, path: string): readonly string[] => {
    if (textOf(one) === textOf(other)) return [];
    const [fields, others] = [fieldsOf(one), fieldsOf(other)];
    const names = fields === null ? [] : Object.keys(fields);
    const alike =
      fields !== null && others !== null && textOf(names) === textOf(Object.keys(others));
    // Lists of numbers are one setting, lists of networks many.
    if (!alike || (Array.isArray(one) && fieldsOf(one[0]) === null)) return [path];
    return names.flatMap((name) =>
      differing(fields[name], others[name], path === '' ? name : `${path}.${name}`),
    );
  };
  return differing(experiment, first, '');
}

/** What a setting is by itself; undefined where it is only there because of others. */
export const usualAt = (path: string): unknown => valueAt(FIRST, path);

export const isChanged = (experiment: Experiment, path: string): boolean =>
  textOf(valueAt(experiment, path)) !== textOf(usualAt(path));
