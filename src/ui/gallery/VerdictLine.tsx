/** Whether a run agrees with one criterion, in words and numbers. */
import type { FigureKind } from '../../pipeline/figures';
import type { Verdict } from '../../pipeline/verdicts';
import { Icon } from '../controls/Icon';
import { lossText, percentText, sentenceText } from '../format';

export function VerdictLine({ verdict }: { readonly verdict: Verdict }) {
  const { says, label, kind, value, relation, bound, agrees, doubt } = verdict;
  const word = agrees === null ? unknownText(verdict) : agrees ? 'Agrees' : 'Differs';
  return (
    <li data-agrees={agrees ?? undefined}>
      <span className="verdict-word">
        {agrees !== null && <Icon name={agrees ? 'check' : 'close'} />}
        {word}
      </span>
      <span>
        {sentenceText(says)}
        {value !== null && bound !== null && (
          <span className="hint">
            {label === null ? '' : sentenceText(label)}: {numberText(kind, value)}; wanted{' '}
            {relation} {numberText(kind, bound)}.{doubt !== null && ` ${doubt}`}
          </span>
        )}
      </span>
    </li>
  );
}

const unknownText = ({ doubt }: Verdict) => (doubt === null ? 'Not known yet' : 'Not known');

const numberText = (kind: FigureKind, value: number) =>
  kind === 'share' ? percentText(value) : lossText(value);
