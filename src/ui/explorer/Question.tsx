/** The question above the stage, a guess to commit to, and the answer that the results give. */
import type { DatasetId } from '../../data/catalog';
import { usePage, useStores, useWorkspace } from '../context';
import type { Guess } from '../page';
import { useHalfway } from './Answer';
import { answerText, truthOf } from './halfway';

/** What two networks learned, in a word. */
const THINGS: Readonly<Record<DatasetId, string>> = {
  'fashion-mnist': 'clothes',
  mnist: 'digits',
  'cifar-10': 'pictures',
  quadrant: 'points',
  'two-moons': 'points',
  circles: 'points',
  spirals: 'points',
  xor: 'points',
  blobs: 'points',
  own: 'images',
};

const GUESSES: readonly { readonly guess: Guess; readonly label: string }[] = [
  { guess: 'good', label: 'as good' },
  { guess: 'worse', label: 'a bit worse' },
  { guess: 'broken', label: 'broken' },
];

const labelOf = (guess: Guess) => GUESSES.find((own) => own.guess === guess)?.label ?? '';

export function Question() {
  const { page } = useStores();
  const dataset = useWorkspace(({ experiment }) => experiment.dataset);
  const guess = usePage((state) => state.guess);
  const halfway = useHalfway();
  return (
    <header className="question">
      <h1>
        Two networks learned the same {THINGS[dataset]}. Is the network halfway between them any
        good?
      </h1>
      <div className="guess-line">
        <div className="guess" role="group" aria-label="Your guess">
          <span className="quiet">Your guess:</span>
          {GUESSES.map((own) => (
            <button
              key={own.guess}
              type="button"
              className="chip"
              aria-pressed={guess === own.guess}
              onClick={() => page.setState({ guess: own.guess })}
            >
              {own.label}
            </button>
          ))}
        </div>
        <p className="answer" role="status" aria-label="Answer">
          {guess !== null && halfway === null && (
            <span className="quiet">Train them to find out.</span>
          )}
          {guess !== null && halfway !== null && (
            <>
              {answerText(halfway)}{' '}
              <span className="quiet">
                {guess === truthOf(halfway)
                  ? `As you guessed: ${labelOf(guess)}.`
                  : `It is ${labelOf(truthOf(halfway))}, not “${labelOf(guess)}”.`}
              </span>
            </>
          )}
        </p>
      </div>
    </header>
  );
}
