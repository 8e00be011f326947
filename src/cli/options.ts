/** Options of the commands, over `parseArgs` of Node. */
import { parseArgs } from 'node:util';
import { InputError } from './problem';

export interface Option {
  /** What stands for its value in the help: `N`, `wasm|webgpu`; null of one that has none. */
  readonly value: string | null;
  readonly about: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
}

export type Options = Readonly<Record<string, Option>>;

/** What was given, read and checked by those who use it. */
export interface Given {
  readonly files: readonly string[];
  /** Every value of an option that was given. */
  all(option: string): readonly string[];
  text(option: string): string | undefined;
  /** Whether an option without a value was given. */
  flag(option: string): boolean;
  choice<Choice extends string>(option: string, choices: readonly Choice[]): Choice | undefined;
  numbers(option: string): number[] | undefined;
  number(option: string, range: Range): number | undefined;
}

export interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

const FLAGS = ['json', 'help'] as const;

/** @throws InputError for an unknown option or one without its value */
export function parseOptions(
  options: Options,
  words: readonly string[],
): { given: Given; flags: Readonly<Record<(typeof FLAGS)[number], boolean>> } {
  const flags = [...FLAGS, ...Object.keys(options).filter((name) => options[name]?.value === null)];
  const types = new Map<string, { type: 'string' | 'boolean'; multiple?: boolean }>([
    ...Object.keys(options).map((name) => [name, { type: 'string', multiple: true }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  let values: Readonly<Record<string, unknown>>;
  let files: readonly string[];
  try {
    const parsed = parseArgs({
      args: withNegatives(words),
      options: Object.fromEntries(types),
      allowPositionals: true,
    });
    [values, files] = [parsed.values, parsed.positionals];
  } catch (error) {
    const [said = ''] = error instanceof Error ? error.message.split(/[.\n]/) : [];
    throw new InputError(`${said}.`, { cause: error });
  }
  const all = (option: string) => (values[option] ?? []) as readonly string[];
  const text = (option: string) => {
    const [value, second] = all(option);
    if (second !== undefined && options[option]?.multiple !== true)
      throw new InputError(`--${option}: expected it once, got it twice.`);
    if (value === '') throw new InputError(`--${option}: expected a value, got an empty one.`);
    return value;
  };
  const given: Given = {
    files,
    all,
    text,
    flag: (option) => values[option] === true,
    choice(option, choices) {
      const value = text(option);
      const choice = choices.find((known) => known === value);
      if (value !== undefined && choice === undefined)
        throw new InputError(`--${option}: expected ${choices.join(', ')}, got ${value}.`);
      return choice;
    },
    numbers(option) {
      return text(option)
        ?.split(',')
        .map((part) => numberFrom(option, part));
    },
    number(option, { least, most, whole = false }) {
      const value = text(option);
      if (value === undefined) return undefined;
      const number = numberFrom(option, value);
      if (number < least || number > most || (whole && !Number.isInteger(number)))
        throw new InputError(
          `--${option}: expected a ${whole ? 'whole ' : ''}number from ${least} to ${most}, got ${value}.`,
        );
      return number;
    },
  };
  return { given, flags: { json: values['json'] === true, help: values['help'] === true } };
}

/** @throws InputError for text that is no finite number */
export function numberFrom(option: string, text: string): number {
  const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(number))
    throw new InputError(`--${option}: expected a number, got ${JSON.stringify(text)}.`);
  return number;
}

/** `--coefficients -0.5,1.5` as `--coefficients=-0.5,1.5`: what begins with a minus and a digit is a value. */
function withNegatives(words: readonly string[]): string[] {
  const out: string[] = [];
  for (const word of words) {
    const before = out.at(-1);
    const joins = before !== undefined && /^--[a-z-]+$/.test(before) && /^-\.?\d/.test(word);
    if (joins) out[out.length - 1] = `${before}=${word}`;
    else out.push(word);
  }
  return out;
}
