/** Numbers as people read them, on the page and in a terminal. */

/** From this size on a number is written with an exponent: its digits before the point would say nothing. */
const LARGE = 1e5;
/** Below this size too, unless it is 0: its first digits after the point are all noughts. */
const SMALL = 1e-3;

/** Whether so many significant digits of a number are written with an exponent. */
function hasExponent(x: number, digits: number): boolean {
  const size = Math.abs(Number(x.toPrecision(digits)));
  return size >= LARGE || (size > 0 && size < SMALL);
}

/** `2.921e+35`: with so many decimals, those that are 0 included. */
export const exponentText = (x: number, decimals: number): string => x.toExponential(decimals);

/** With so many decimals, or with an exponent and three of them where the number is too large for these. */
export function decimalText(x: number, decimals: number): string {
  if (Math.abs(x) >= LARGE) return exponentText(x, 3);
  const text = x.toFixed(decimals);
  // What rounds to nothing has no sign.
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** With at most so many significant digits: `0.956`, `133`, `20,400`, `3e-6`. */
export function significantText(x: number, digits: number): string {
  const rounded = Number(x.toPrecision(digits));
  if (!hasExponent(x, digits)) return rounded.toLocaleString('en', { maximumFractionDigits: 20 });
  return rounded.toExponential();
}

/** Numbers of one column: with at most so many significant digits each, all with an exponent if one of them has. */
export function columnTexts(column: readonly number[], digits: number): readonly string[] {
  const exponents = column.some((x) => Number.isFinite(x) && hasExponent(x, digits));
  return column.map((x) =>
    exponents && x !== 0 ? exponentText(x, digits - 1) : significantText(x, digits),
  );
}
