/** How pixels were scaled for a visitor's networks: a choice, with what each usual way gives on a few images. */
import { useEffect, useState } from 'react';
import type { DatasetName } from '../../data/named';
import type { NetworkHints } from '../../store/checkpoints';
import { wordsOf } from '../../store/failure';
import type { ImportedNetwork } from '../../store/imports';
import { tryNormalizations, type PixelsWord, type Trial } from '../../store/trials';
import { useStores } from '../context';
import { LabelledChoice } from '../controls/LabelledChoice';
import { PIXELS, type PixelNumbers } from '../pixels';
import { trialsText } from './trialsText';

export type Trials =
  | { readonly status: 'trying' }
  | { readonly status: 'done'; readonly trials: readonly Trial[] }
  | { readonly status: 'failed'; readonly message: string };

const TRYING: Trials = { status: 'trying' };

/** Tries how pixels may have been scaled, anew when an answer changes that it depends on. */
export function useTrials(networks: readonly ImportedNetwork[], hints: NetworkHints): Trials {
  const { session } = useStores();
  const [outcome, setOutcome] = useState<{ of: string; trials: Trials } | null>(null);
  const asked = JSON.stringify(hints);
  useEffect(() => {
    const abort = new AbortController();
    const become = (trials: Trials) => {
      if (!abort.signal.aborted) setOutcome({ of: asked, trials });
    };
    tryNormalizations(session, networks, JSON.parse(asked) as NetworkHints, abort.signal).then(
      (trials) => become({ status: 'done', trials }),
      (error: unknown) => become({ status: 'failed', message: wordsOf(error) }),
    );
    return () => abort.abort();
  }, [session, networks, asked]);
  return outcome?.of === asked ? outcome.trials : TRYING;
}

interface PixelsQuestionProps {
  readonly dataset: DatasetName;
  readonly trials: Trials;
  readonly word: PixelsWord;
  readonly numbers: PixelNumbers;
  readonly onChoose: (word: PixelsWord) => void;
  readonly onType: (numbers: PixelNumbers) => void;
}

export function PixelsQuestion(props: PixelsQuestionProps) {
  const { dataset, trials, word, numbers, onChoose, onType } = props;
  return (
    <>
      <LabelledChoice
        label="Pixels were"
        name="Scaling of the pixels"
        value={word}
        options={PIXELS}
        onChoose={onChoose}
      />
      {word === 'own' && (
        <>
          <NumbersField
            label="Mean"
            value={numbers.means}
            onType={(means) => onType({ ...numbers, means })}
          />
          <NumbersField
            label="Standard deviation"
            value={numbers.deviations}
            onType={(deviations) => onType({ ...numbers, deviations })}
          />
        </>
      )}
      <p className="hint" role="status">
        {outcomeText(trials, dataset)}
      </p>
    </>
  );
}

function outcomeText(trials: Trials, dataset: DatasetName): string {
  if (trials.status === 'trying') return 'Trying the usual ways on a few test images ...';
  if (trials.status === 'done') return trialsText(trials.trials, dataset);
  return `The usual ways could not be tried: ${trials.message} Choose by hand.`;
}

interface NumbersFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
}

const NumbersField = ({ label, value, onType }: NumbersFieldProps) => (
  <label className="setting">
    <span className="setting-label">{label}</span>
    <input
      className="input"
      inputMode="text"
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
    />
  </label>
);
