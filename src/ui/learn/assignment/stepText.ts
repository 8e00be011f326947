/** What a step of the Hungarian method does, in a sentence. */
import { countedText } from '../../format';
import type { HungarianStep } from './hungarian';

/** A whole number, with the sign of arithmetic. */
export const wholeText = (value: number): string => String(value).replace('-', '−');

/**
 * @param best the greatest sum, for the end
 * @param own that of the visitor's own assignment; null where it is not whole
 */
export function stepText(step: HungarianStep, best: number, own: number | null): string {
  switch (step.kind) {
    case 'rows':
      return 'Each entry now says how much is lost against the best of its row. The best loses 0.';
    case 'columns': {
      const changed = step.by.filter((least) => least > 0).length;
      return changed === 0
        ? 'Each column has a zero, too. So there is nothing to take away here.'
        : `Whoever takes a column loses at least its least entry: it is taken away from ${countedText(changed, 'column')} that had no zero.`;
    }
    case 'cover': {
      const most = step.picked.filter((column) => column >= 0).length;
      return `Pick zeros so that no two share a row or a column: at most ${most} can be, as ${most} lines cover all zeros. ${step.picked.length} are needed.`;
    }
    case 'shift':
      return `The least entry under no line is ${step.by}. It is taken away from all under none, and added where two lines cross: there is a new zero.`;
    case 'done':
      return `A zero in each row and in each column: no assignment is better. Back in cosines, its sum is ${wholeText(best)}.${ownText(best, own)}`;
  }
}

function ownText(best: number, own: number | null): string {
  if (own === null) return '';
  return own === best ? ' Yours is as good.' : ` Yours was ${wholeText(own)}.`;
}
