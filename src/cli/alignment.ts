/** The settings of every method of alignment as options, and aligning A with B. */
import { alignmentErrors } from '../jobs/alignmentErrors';
import type { MatchingResult } from '../jobs/jobs';
import {
  alignmentOf,
  fieldsOf,
  METHOD_NAMES,
  type AlignmentSettings,
  type MethodField,
  type MethodName,
} from '../jobs/methods';
import type { Network } from './networks';
import { numberFrom, type Given, type Option, type Options } from './options';
import { InputError } from './problem';
import type { Session } from './session';

export const METHOD_VALUES = METHOD_NAMES.join('|');

const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** `expected ...` of `Restarts: expected ...`, as the option's name comes before it. */
const withoutTitle = (message: string) => message.replace(/^[^:]*: (?=expected)/, '');

/** How a command asks for an alignment. */
export interface Asking {
  /** The option that names the method. */
  readonly option: 'method' | 'align';
  /** The method without that option; null for none. */
  readonly usual: MethodName | null;
  /** Other options of the command: a setting of such a name has `align-` before it. */
  readonly taken: Options;
  /** Settings that the command uses itself, too. */
  readonly shared?: readonly string[];
}

/** A setting by its name in a document, of every method that has it. */
const SETTINGS: ReadonlyMap<string, ReadonlyMap<MethodName, MethodField>> = settingsByName();

function settingsByName() {
  const settings = new Map<string, Map<MethodName, MethodField>>();
  for (const method of METHOD_NAMES)
    for (const [name, field] of fieldsOf(method))
      settings.set(name, new Map([...(settings.get(name) ?? []), [method, field]]));
  return settings;
}

/** `learningRate` as `learning-rate`, or `align-learning-rate` where that is taken. */
function optionOf(name: string, { taken }: Asking): string {
  const option = name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
  return option in taken ? `align-${option}` : option;
}

export const alignmentOptions = (asking: Asking): Options =>
  Object.fromEntries([...SETTINGS].map(([name, of]) => [optionOf(name, asking), optionFor(of)]));

/** `Restarts (weight 0)`: with the methods that have the setting and its default. */
function optionFor(methods: ReadonlyMap<MethodName, MethodField>): Option {
  const fields = [...methods.values()];
  const usual = [...new Set(fields.map((field) => field.usual))].map((value) => {
    const having = [...methods.keys()].filter((method) => methods.get(method)?.usual === value);
    return `${having.join(', ')} ${value}`;
  });
  const choices = new Set(fields.flatMap(({ options = {} }) => Object.keys(options)));
  return {
    value: choices.size === 0 ? 'N' : [...choices].join('|'),
    about: `${fields[0]?.label ?? ''} (${usual.join('; ')})`,
  };
}

/**
 * The settings that were given, with the method's defaults for the others.
 *
 * @returns null where nothing is to be aligned
 * @throws InputError for a setting that the method does not have, and for one that is wrong
 */
export function alignmentFrom(given: Given, asking: Asking): AlignmentSettings | null {
  const { option, usual, shared = [] } = asking;
  const method = given.choice(option, METHOD_NAMES) ?? usual;
  const own: Record<string, unknown> = {};
  for (const [name, methods] of SETTINGS) {
    const words = optionOf(name, asking);
    const text = given.text(words);
    if (text === undefined) continue;
    const field = method === null ? undefined : methods.get(method);
    if (method !== null && field !== undefined) {
      own[name] = field.options === undefined ? numberFrom(words, text) : text;
      checkSetting(method, { [name]: own[name] }, `--${words}`, text);
    } else if (!shared.includes(name))
      throw new InputError(
        `--${words}: expected it with --${option} ${OR.format(methods.keys())}, got it with ${method ?? 'none'}.`,
      );
  }
  return method === null ? null : alignmentOf(method, own);
}

function checkSetting(method: MethodName, setting: object, option: string, text: string): void {
  try {
    alignmentOf(method, { ...setting });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const expected = withoutTitle(error.message).replace(/\.$/, '');
    throw new InputError(`${option}: ${expected}, got ${text}.`, { cause: error });
  }
}

/** @throws InputError where the method does not take the networks */
export function checkAlignment(
  settings: AlignmentSettings,
  [a, b]: readonly [Network, Network],
  asking: Asking,
): void {
  const errors = alignmentErrors(settings, a.architecture, b.architecture);
  for (const [wrong, message] of Object.entries(errors)) {
    const name = SETTINGS.has(wrong) ? optionOf(wrong, asking) : asking.option;
    throw new InputError(`--${name}: ${withoutTitle(message)}`);
  }
}

/** pi(A), of B's architecture, and what is said of it. */
export const alignNetworks = (
  { data, loss, run }: Session,
  [a, b]: readonly [Network, Network],
  settings: AlignmentSettings,
): Promise<MatchingResult> =>
  run(
    'match',
    {
      architecture: a.architecture,
      a: a.weights,
      target: b.architecture,
      b: b.weights,
      initial: null,
      data,
      loss,
      settings,
    },
    ({ done, of }) => `Aligning: ${done}${of === null ? '' : ` of ${of}`}`,
  );
