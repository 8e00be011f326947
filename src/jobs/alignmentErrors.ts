/** Whether a method of alignment takes the networks it is given. */
import { hiddenWidths, type Architecture } from '../model/architecture';
import { MAX_PERMUTATIONS, permutationCount } from '../model/enumeration';
import { METHODS, type AlignmentSettings } from './methods';

/** What is wrong with settings, by name, where A is to be aligned with B; empty when the method takes them. */
export function alignmentErrors(
  settings: AlignmentSettings,
  a: Architecture,
  b: Architecture,
): Readonly<Record<string, string>> {
  const { label, only, few, mixes } = METHODS[settings.method];
  const differ = JSON.stringify(a) !== JSON.stringify(b);
  if (differ && mixes !== true)
    return { method: 'Alignment: expected optimal transport for networks that differ in widths.' };
  if (only !== undefined && a.activation !== only)
    return { method: `${label}: expected ${only} networks, got ${a.activation}.` };
  if (few === true && permutationCount(a) > MAX_PERMUTATIONS)
    return {
      method: `${label}: expected hidden layers with at most ${MAX_PERMUTATIONS.toLocaleString('en')} permutations in all, such as 7 units or 4 and 4, got ${hiddenWidths(a).join(' and ')}.`,
    };
  if ('coldest' in settings && settings.coldest > settings.hottest)
    return {
      coldest: `Last temperature: expected at most the first, ${settings.hottest}, got ${settings.coldest}.`,
    };
  if (differ && 'regularisation' in settings && settings.regularisation === 0)
    return {
      regularisation:
        'Regularisation: expected a number above 0 for networks that differ in widths.',
    };
  return {};
}
