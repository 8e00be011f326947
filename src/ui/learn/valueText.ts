/** How the numbers of a lesson are written. */
import type { FigureKind } from '../../pipeline/figures';
import type { ExpressionValue, NumberFormat } from '../../pipeline/lessons/expression';
import { countText, lossText, numberText, percentText, timeText } from '../format';

/** What a figure is written as where nothing else is asked for. */
const USUAL: Readonly<Record<FigureKind, (value: number) => string>> = {
  loss: lossText,
  barrier: lossText,
  share: (value) => percentText(value, 0),
  number: numberText,
  count: countText,
  difference: numberText,
  seconds: timeText,
};

const FORMATTED: Readonly<Record<NumberFormat, (value: number) => string>> = {
  percent: (value) => percentText(value, 0),
  percent1: (value) => percentText(value, 1),
  points: (value) => percentText(value, 0).replace(/\s*%$/, ' points'),
  loss: lossText,
  number: numberText,
  count: countText,
  times: (value) => `${numberText(value)} times`,
};

/** Number and unit stay on one line. */
export const valueText = ({ value, kind }: ExpressionValue, format: NumberFormat | null): string =>
  (format === null ? USUAL[kind] : FORMATTED[format])(value).replaceAll(' ', '\u00a0');
