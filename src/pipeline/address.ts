/** An experiment as the fragment of a web address: what differs from the defaults, as `path=value`. */
import { completed, experimentErrors, parseExperiment, type Experiment } from './experiment';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The document as short as it can be: every field is left out that takes its default. */
export function withoutDefaults(experiment: Experiment): unknown {
  const wanted = JSON.stringify(experiment);
  const isSame = (document: unknown) =>
    Object.keys(experimentErrors(document)).length === 0 &&
    JSON.stringify(parseExperiment(document)) === wanted;

  /** @param within puts the part in its place in the whole */
  const shortened = (part: unknown, within: (part: unknown) => unknown): unknown => {
    if (Array.isArray(part)) {
      let items: readonly unknown[] = part;
      for (const i of part.keys())
        items = items.with(
          i,
          shortened(items[i], (item) => within(items.with(i, item))),
        );
      return items;
    }
    if (!isFields(part)) return part;
    let kept = part;
    for (const key of Object.keys(part)) {
      const { [key]: value, ...others } = kept;
      if (isSame(within(others))) kept = others;
      else
        kept = {
          ...others,
          [key]: shortened(value, (inner) => within({ ...others, [key]: inner })),
        };
    }
    return kept;
  };
  return shortened(experiment, (document) => document);
}

/**
 * `network.hidden=512,512&training.epochs=5&version=2`; empty for the experiment that has every default. Items of a
 * list have commas between them, and a lone one a comma after it; nothing at all stands for defaults alone.
 */
export function toFragment(experiment: Experiment): string {
  const document = withoutDefaults(experiment) as Fields;
  const { version, ...fields } = document;
  const leaves = leavesOf(fields, '');
  if (leaves.length === 0) return '';
  // The version stands last, so that no mark of a list ends an address in running text.
  return [...leaves, ['version', String(version)]].map((leaf) => leaf.join('=')).join('&');
}

/** @throws RangeError that says what is wrong, for a person */
export function fromFragment(fragment: string): Experiment {
  const document = emptyFields();
  const text = fragment.replace(/^#/, '');
  for (const leaf of text === '' ? [] : text.split('&')) {
    const [path = '', ...rest] = leaf.split('=');
    if (rest.length === 0)
      throw new RangeError(`expected settings such as training.epochs=5, got ${shown(leaf)}.`);
    setAt(document, path.split('.'), valueOf(rest.join('=')));
  }
  const whole = withLists(completed(listed(document)));
  const [wrong] = Object.entries(experimentErrors(whole));
  if (wrong !== undefined) throw new RangeError(`${wrong[0]}: ${wrong[1]}`);
  return parseExperiment(whole);
}

/** With a list of one in place of what stands alone where a list is expected. */
function withLists(whole: unknown): unknown {
  let lists = whole;
  for (const path of Object.keys(experimentErrors(whole))) {
    const changed = listAt(lists, path.split('.'));
    if (experimentErrors(changed)[path] === undefined) lists = changed;
  }
  return lists;
}

function listAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return isScalar(value) ? [value] : value;
  return isFields(value) && key in value ? { ...value, [key]: listAt(value[key], rest) } : value;
}

const isScalar = (value: unknown) => typeof value !== 'object' || value === null;

function leavesOf(value: unknown, path: string): [path: string, text: string][] {
  const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) {
    const items = value as unknown[];
    if (items.length > 0 && !items.every(isScalar))
      return items.flatMap((item, i) => leavesOf(item, at(i)));
    const text = items.map(textOf).join(',');
    return [[path, items.length < 2 ? `${text},` : text]];
  }
  if (!isFields(value)) return [[path, textOf(value)]];
  const entries = Object.entries(value);
  if (entries.length === 0 && path !== '') return [[path, '']];
  return entries.flatMap(([key, inner]) => leavesOf(inner, at(key)));
}

/** A word that stands for itself: no number, no list, none of JSON's. */
const isPlain = (text: string) =>
  text !== '' && !/[,"]/.test(text) && !isJson(text) && !/^\s|\s$/.test(text);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function textOf(scalar: unknown): string {
  const text = typeof scalar === 'string' && isPlain(scalar) ? scalar : JSON.stringify(scalar);
  return encodeURIComponent(text).replaceAll('%20', '+');
}

/** @throws RangeError */
function valueOf(text: string): unknown {
  if (text === '') return {};
  if (!text.includes(',')) return scalarOf(text);
  const items = text.replace(/,$/, '');
  return items === '' ? [] : items.split(',').map(scalarOf);
}

function scalarOf(encoded: string): unknown {
  let text: string;
  try {
    text = decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw new RangeError(`expected text as addresses have it, got ${shown(encoded)}.`);
  }
  return isJson(text) ? (JSON.parse(text) as unknown) : text;
}

/** Puts a value at its path; items of a list are numbered. */
function setAt(document: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    document[key] = value;
    return;
  }
  const known = document[key];
  const fields = Object.assign(emptyFields(), isFields(known) ? known : {});
  document[key] = fields;
  setAt(fields, rest, value);
}

/** Without a prototype, no name of a path means more than itself. */
const emptyFields = () => Object.create(null) as Record<string, unknown>;

/** Objects whose keys are 0, 1, 2, ... as lists. */
function listed(value: unknown): unknown {
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, listed(inner)] as const);
  const numbered = entries.length > 0 && entries.every(([key], i) => key === String(i));
  return numbered ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const LONGEST = 40;

const shown = (text: string) =>
  JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
