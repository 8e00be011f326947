/** Numbers and times as people read them. What is not a number is never shown as one: it is a dash, or a word. */
import { format } from 'd3-format';

/** Stands for a value that is not known. */
export const DASH = '–';

/** By the digits after the point. */
const fixed = { 0: format('.0f'), 1: format('.1f'), 2: format('.2f'), 3: format('.3f') };
const fixedText = (x: number, decimals: keyof typeof fixed) => fixed[decimals](x);

const grouped = format(',');
const brief = format('.3~g');
const exponent = format('.1~e');

/** A loss or barrier: three decimals while that says something, `infinite` beyond all numbers, a dash when unknown. */
export function lossText(loss: number): string {
  if (Number.isNaN(loss)) return DASH;
  if (!Number.isFinite(loss)) return 'infinite';
  const size = Math.abs(loss);
  if (size >= 1e5) return exponent(loss);
  if (size >= 100) return fixedText(loss, 0);
  if (size >= 10) return fixedText(loss, 2);
  return fixedText(loss, 3);
}

/**
 * A share from 0 to 1 in per cent.
 *
 * @param decimals digits after the point
 */
export function percentText(share: number, decimals: keyof typeof fixed = 1): string {
  return Number.isFinite(share) ? `${fixedText(100 * share, decimals)} %` : DASH;
}

/** A count with its thousands apart: `10,000`. */
export function countText(count: number): string {
  return Number.isFinite(count) ? grouped(count) : DASH;
}

/** Any other number with at most three significant digits; very small ones as `3e-6`. */
export function numberText(x: number): string {
  if (Number.isNaN(x)) return DASH;
  if (!Number.isFinite(x)) return 'infinite';
  if (x !== 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e5)) return exponent(x);
  return brief(x);
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

/** Bytes as `30.9 MB`. */
export function bytesText(bytes: number): string {
  return Number.isFinite(bytes) ? `${fixedText(bytes / 1e6, 1)} MB` : DASH;
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
