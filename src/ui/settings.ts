/** Settings as text: reading a field, and writing one into the experiment if the whole stays valid. */
import { experimentErrors, type Experiment } from '../jobs/experiment';

/** What a text stands for, as the experiment's schema is to judge it; what is no number stays text. */
export function parseNumber(text: string): number | string {
  const trimmed = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : trimmed;
}

/** Layers such as `512, 512` or `32-32-avg-64-64`, apart by commas, spaces or dashes. */
export function parseLayers(text: string): (number | string)[] {
  return text
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .split(/\s*[,;\s]\s*|(?<=\w)-(?=\w)/)
    .filter((part) => part !== '')
    .map(parseNumber);
}

/** The value at `training.epochs`; undefined when there is none. */
export function valueAt(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => fieldsOf(value)[key], document);
}

/** A copy of the document with another value at `path`; objects off the path are shared. */
export function withValueAt(document: unknown, path: string, value: unknown): unknown {
  const [key = '', ...rest] = path.split('.');
  const fields = fieldsOf(document);
  return {
    ...fields,
    [key]: rest.length === 0 ? value : withValueAt(fields[key], rest.join('.'), value),
  };
}

/** The changed experiment, or why it is refused. */
export type Edit =
  | { readonly experiment: Experiment; readonly message: null }
  | { readonly experiment: null; readonly message: string };

/** Changes one setting. */
export function editAt(experiment: Experiment, path: string, value: unknown): Edit {
  const changed = withValueAt(experiment, path, value);
  if (isExperiment(changed)) return { experiment: changed, message: null };
  const errors = Object.entries(experimentErrors(changed));
  const [, message] =
    errors.find(([at]) => at === path || at.startsWith(`${path}.`)) ?? errors[0] ?? [];
  return { experiment: null, message: message ?? 'This setting is not valid.' };
}

function isExperiment(document: unknown): document is Experiment {
  return Object.keys(experimentErrors(document)).length === 0;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
