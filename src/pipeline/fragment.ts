/** A document as the fragment of a web address: `network.hidden=512,512&training.epochs=5`. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Characters of the longest address that is read, and fields within fields: beyond are only those made to harm. */
const LONGEST_FRAGMENT = 20_000;
const DEEPEST = 10;

/** What a field may be called. */
const NAME = /^\w{1,40}$/;

/**
 * Each value with its path, as they stand in an address. Items of a list have commas between them, and a lone one a
 * comma after it; nothing at all stands for defaults alone.
 *
 * @param path of the value in its document
 */
export function leavesOf(value: unknown, path: string): string[] {
  const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) {
    const items = value as unknown[];
    if (items.length > 0 && !items.every(isScalar))
      return items.flatMap((item, i) => leavesOf(item, at(i)));
    const text = items.map(textOf).join(',');
    return [`${path}=${items.length < 2 ? `${text},` : text}`];
  }
  if (!isFields(value)) return [`${path}=${textOf(value)}`];
  const entries = Object.entries(value);
  if (entries.length === 0 && path !== '') return [`${path}=`];
  return entries.flatMap(([key, inner]) => leavesOf(inner, at(key)));
}

/** The document of a fragment, without or with its `#`. @throws RangeError that says what is wrong, for a person */
export function documentIn(fragment: string): Fields {
  const text = fragment.replace(/^#/, '');
  if (text.length > LONGEST_FRAGMENT)
    throw new RangeError(
      `expected at most ${LONGEST_FRAGMENT.toLocaleString('en')} characters, got ${text.length.toLocaleString('en')}.`,
    );
  const document = emptyFields();
  for (const leaf of text === '' ? [] : text.split('&')) {
    const [path = '', ...rest] = leaf.split('=');
    if (rest.length === 0)
      throw new RangeError(`expected settings such as training.epochs=5, got ${shown(leaf)}.`);
    const keys = path.split('.');
    if (keys.length > DEEPEST || !keys.every((key) => NAME.test(key)))
      throw new RangeError(`expected settings that exist, got ${shown(path)}.`);
    setAt(document, keys, valueOf(rest.join('=')));
  }
  return listed(document) as Fields;
}

/** The document with a list of one in place of what stands alone where a list is expected, and of none in place of nothing. */
export function withLists(
  whole: unknown,
  errorsOf: (document: unknown) => Readonly<Record<string, string>>,
): unknown {
  let lists = whole;
  for (const path of Object.keys(errorsOf(whole))) {
    const changed = listAt(lists, path.split('.'));
    if (changed !== null && errorsOf(changed)[path] === undefined) lists = changed;
  }
  return lists;
}

/** Null where something else than a single value, or nothing, stands at that path. */
function listAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) {
    if (isScalar(value)) return [value];
    return isFields(value) && Object.keys(value).length === 0 ? [] : null;
  }
  if (!isFields(value) || !(key in value)) return null;
  const inner = listAt(value[key], rest);
  return inner === null ? null : { ...value, [key]: inner };
}

const isScalar = (value: unknown) => typeof value !== 'object' || value === null;

/** A word that stands for itself: no number, no list, none of JSON's. */
const isPlain = (text: string) =>
  text !== '' && !/[,"]/.test(text) && scalarIn(text) === undefined && !/^\s|\s$/.test(text);

/** A number, a text in quotes, true, false or null as JSON has them; undefined for anything else. */
function scalarIn(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return isScalar(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Half a pair of code units, which no address can hold. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function textOf(scalar: unknown): string {
  const text = typeof scalar === 'string' && isPlain(scalar) ? scalar : JSON.stringify(scalar);
  return encodeURIComponent(text.replace(LONE, '\ufffd')).replaceAll('%20', '+');
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
  const scalar = scalarIn(text);
  return scalar === undefined ? text : scalar;
}

/** Puts a value at its path; items of a list are numbered. */
function setAt(
  document: Record<string, unknown>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    document[key] = value;
    return;
  }
  const known = document[key];
  const fields = isOwn(known) ? known : emptyFields();
  document[key] = fields;
  setAt(fields, rest, value);
}

/** True of the fields that {@link setAt} itself has made. */
const isOwn = (value: unknown): value is Record<string, unknown> =>
  isFields(value) && Object.getPrototypeOf(value) === null;

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
