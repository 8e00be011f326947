/** Fields of a document, each with the words for what is wrong with it. */
import * as v from 'valibot';

export const wholeNumber = (name: string, least: number, most: number) => {
  const message = `${name}: expected a whole number from ${least} to ${most.toLocaleString('en')}.`;
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
};

export const realNumber = (name: string, range: string, allowed: (x: number) => boolean) => {
  const message = `${name}: expected a number ${range}.`;
  return v.pipe(v.number(message), v.finite(message), v.check(allowed, message));
};

const positive = (x: number) => x > 0;

export const above0 = (name: string) => realNumber(name, 'above 0', positive);

export const seed = (name: string) => wholeNumber(name, 0, 2_147_483_647);

export const images = (name: string) => wholeNumber(name, 1, 60_000);

export const yesOrNo = (name: string) => v.boolean(`${name}: expected true or false.`);

/** Settings by name; one that does not exist is an error, as a word misspelt would else be lost in silence. */
export const settings = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, ({ expected, received }) => {
    const known = Object.keys(entries).join(', ');
    if (expected === 'never') return `Expected settings that exist (${known}), got ${received}.`;
    return received === 'undefined'
      ? `Expected ${expected}, got none.`
      : `Expected settings (${known}), got ${received}.`;
  });

/** Settings of which one, such as `kind`, says which others there are. */
export const settingsBy = <const Key extends string, const Options extends v.VariantOptions<Key>>(
  name: string,
  key: Key,
  options: Options,
) =>
  v.variant(
    key,
    options,
    ({ expected, received }) =>
      `${name}: expected one of ${expected.replace(/[(")]/g, '').replaceAll(' | ', ', ')}, got ${received === 'undefined' ? 'none' : received}.`,
  );

/** A choice by name. */
export const oneOf = <const Choices extends readonly string[]>(name: string, choices: Choices) =>
  v.picklist(choices, `${name}: expected one of ${choices.join(', ')}.`);

export const isWithoutRepeats = (list: readonly unknown[]) => new Set(list).size === list.length;
