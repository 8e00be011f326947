/** Numbers and times as people read them. What is not a number is never shown as one: it is a dash, or a word. */
import { columnTexts as columnOf, decimalText, significantText } from '../jobs/numbers';

/** Stands for a value that is not known. */
export const DASH = '–';

/** Significant digits of what is read. */
const DIGITS = 3;

/** The sign of numbers below 0, as wide as a plus. */
const MINUS = '\u2212';
const signed = (text: string) => text.replaceAll('-', MINUS);

type Decimals = 0 | 1 | 2 | 3;
const fixedText = (x: number, decimals: Decimals) => signed(decimalText(x, decimals));

/** A loss or barrier with at most three significant digits and three decimals, `infinite` beyond all numbers, a dash when unknown. */
export function lossText(loss: number): string {
  if (Number.isNaN(loss)) return DASH;
  if (!Number.isFinite(loss)) return 'infinite';
  const size = Math.abs(loss);
  if (size >= 99.95) return numberText(loss);
  if (size >= 9.995) return fixedText(loss, 1);
  return fixedText(loss, size >= 0.9995 ? 2 : 3);
}

/**
 * A share from 0 to 1 in per cent.
 *
 * @param decimals digits after the point
 */
export function percentText(share: number, decimals: Decimals = 1): string {
  return Number.isFinite(share) ? `${fixedText(100 * share, decimals)} %` : DASH;
}

/** A count with its thousands apart: `10,000`. */
export function countText(count: number): string {
  return Number.isFinite(count) ? count.toLocaleString('en') : DASH;
}

/** Any other number with at most three significant digits; very small and very large ones as `3e−6`. */
export function numberText(x: number): string {
  if (Number.isNaN(x)) return DASH;
  if (!Number.isFinite(x)) return 'infinite';
  return signed(significantText(x, DIGITS));
}

/** The numbers of a column: all with an exponent if one of them has, and dashes for those that are not known. */
export function columnTexts(column: readonly number[]): readonly string[] {
  const known = column.filter(Number.isFinite);
  const texts = columnOf(known, DIGITS).map(signed);
  return column.map((x) => (Number.isFinite(x) ? (texts.shift() ?? DASH) : numberText(x)));
}

/**
 * Texts of a column at its right edge, so that the points of numbers without an exponent stand below each other: filled
 * up with spaces as wide as a digit and a point.
 */
export function alignedTexts(texts: readonly string[]): readonly string[] {
  const after = (text: string) =>
    /^[\d,.\u2212]+$/.test(text) ? (/\.\d+$/.exec(text)?.[0].length ?? 0) : null;
  const most = Math.max(0, ...texts.map((text) => after(text) ?? 0));
  return texts.map((text) => {
    const own = after(text);
    if (own === null || own === most) return text;
    return `${text}${own === 0 ? '\u2008' : ''}${'\u2007'.repeat(most - own - (own === 0 ? 1 : 0))}`;
  });
}

/** How alike two units are, with two decimals: `0.97`; distances, which have no bound, with three digits. */
export function similarityText(similarity: number): string {
  return Math.abs(similarity) < 10 ? fixedText(similarity, 2) : numberText(similarity);
}

/** A length of time in seconds: `8.2 s`, `42 s`, `2 min 5 s`, `1 h 12 min`. */
export function timeText(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return DASH;
  if (seconds < 9.95) return `${fixedText(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** What is left, in whole seconds, as an estimate deserves: `3 s`. */
export function timeLeftText(seconds: number): string {
  return Number.isFinite(seconds) && seconds < 59.5
    ? `${Math.max(0, Math.ceil(seconds))} s`
    : timeText(seconds);
}

/** Bytes as `30.9 MB`, or `5.2 GB`. */
export function bytesText(bytes: number): string {
  if (!Number.isFinite(bytes)) return DASH;
  return bytes < 1e9 ? `${fixedText(bytes / 1e6, 1)} MB` : `${fixedText(bytes / 1e9, 1)} GB`;
}

/** A place between two networks: the slider moves in hundredths. */
export function alphaText(alpha: number): string {
  return fixedText(alpha, 2);
}

/** Widths of layers as they are typed: `64, 64`. */
export const widthsText = joined(', ');

/** Convolutions as they are typed: `8-avg-16`. */
export const convolutionsText = joined('-');

/** Hands lists to fields, which know their values as anything. */
function joined(separator: string): (value: unknown) => string {
  return (value) => (Array.isArray(value) ? value.join(separator) : '');
}

/** `A`, `A and B`, `A, B and C`. */
export function listText(names: readonly string[]): string {
  const [last = '', ...before] = [...names].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}

/** A count and what is counted: `1 epoch`, `1,000 images`. */
export function countedText(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Names as papers write them: `pi(A)` is π(A), `A0` is A₀. */
export function pointText(name: string): string {
  return name.replace('pi(', 'π(').replace(/^([AB])0$/, '$1₀');
}

/** The same in a sentence. */
export function sentenceText(sentence: string): string {
  return sentence.replaceAll('pi(', 'π(').replace(/\b([AB])0\b/g, '$1₀');
}
