/** Settings as text: reading a field, and writing one into the experiment if the whole stays valid. */
import {
  experimentErrors,
  type Experiment,
  type NetworkSettings,
} from '../pipeline/kinds/pair/experiment';
import { REMEDIES } from './remedies';

/** What a text stands for, as the experiment's schema is to judge it; what is no number stays text. */
export function parseNumber(text: string): number | string {
  const trimmed = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : trimmed;
}

/** A list such as `512, 512`, `0 50 100` or `32-32-avg-64-64`, apart by commas, spaces or dashes. */
export function parseList(text: string): (number | string)[] {
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

/** A copy of the document with another value at `path`; what is off the path is shared. */
export function withValueAt(document: unknown, path: string, value: unknown): unknown {
  const [key = '', ...rest] = path.split('.');
  const fields = fieldsOf(document);
  const inner = rest.length === 0 ? value : withValueAt(fields[key], rest.join('.'), value);
  return Array.isArray(document)
    ? document.map((item: unknown, i) => (key === String(i) ? inner : item))
    : { ...fields, [key]: inner };
}

/** The first two networks in each other's place: what was A is B. */
export function swapped(networks: readonly NetworkSettings[]): NetworkSettings[] {
  return networks.map((own, i) => (i < 2 ? (networks[1 - i] ?? own) : own));
}

/** Why a change is refused, and what else would have to change for it, if that is known. */
export interface Refusal {
  readonly message: string;
  readonly remedy: Remedy | null;
}

/** A change that makes another one right. */
export interface Remedy {
  /** On a button. */
  readonly words: string;
  /** With both changes. */
  readonly experiment: Experiment;
}

/** The changed experiment, or why it is refused. */
export type Edit =
  | { readonly experiment: Experiment; readonly refusal: null }
  | { readonly experiment: null; readonly refusal: Refusal };

/** Changes one setting. */
export function editAt(experiment: Experiment, path: string, value: unknown): Edit {
  const changed = withValueAt(experiment, path, value);
  if (isExperiment(changed)) return { experiment: changed, refusal: null };
  const errors = Object.entries(experimentErrors(changed));
  const [at = '', message = 'This setting is not valid.'] =
    errors.find(([at]) => at === path || at.startsWith(`${path}.`)) ?? errors[0] ?? [];
  const remedy = CONTRADICTED.some((pattern) => pattern.test(at)) ? remedyFor(changed, path) : null;
  return { experiment: null, refusal: { message, remedy } };
}

/** Where settings that are right by themselves contradict each other: all of them can be read. */
const CONTRADICTED = [
  /^normalization$/,
  /^alignment\.method$/,
  /^network\.layers$/,
  /^curves\.ends$/,
  /^plane\.(anchors|center|of)$/,
  /^measurements\.(initialisations|averages|transfer|simplex|ensemble\.along)$/,
  /^networks\.\d\.(hidden|fork)$/,
];

/** The first further change that makes the document right and leaves the value at `path` alone. */
function remedyFor(changed: unknown, path: string): Remedy | null {
  const kept = JSON.stringify(valueAt(changed, path));
  for (const { words, change } of REMEDIES) {
    const experiment = change(changed as Experiment);
    if (isExperiment(experiment) && JSON.stringify(valueAt(experiment, path)) === kept)
      return { words, experiment };
  }
  return null;
}

function isExperiment(document: unknown): document is Experiment {
  return Object.keys(experimentErrors(document)).length === 0;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
