/** The wall of finished landscapes, by question, paper and size. */
import { useEffect, useState } from 'react';
import { QUESTIONS, type Question } from '../../pipeline/examples';
import type { LandscapeIndex } from '../../pipeline/landscapeIndex';
import { wordsOf } from '../../store/failure';
import { useStores } from '../context';
import { LabelledChoice } from '../controls/LabelledChoice';
import { Card } from './Card';
import { EXAMPLES, PAPERS, SIZES, SIZE_NAMES, type NamedExample } from './examples';
import { filterIn, matches, searchWith, type Filter } from './filter';

export default function Gallery() {
  const { index, error, retry } = useIndex();
  const [filter, setFilter] = useState(() => filterIn(location.search));
  const choose = (change: Partial<Filter>) => {
    const next = { ...filter, ...change };
    setFilter(next);
    history.replaceState(history.state, '', location.pathname + searchWith(location.search, next));
  };
  const shown = EXAMPLES.filter((example) => matches(filter, example));
  return (
    <>
      <div className="gallery-filters" role="group" aria-label="Which are shown">
        <Part
          label="Question"
          all="All questions"
          value={filter.about}
          options={Object.entries(QUESTIONS)}
          onChoose={(about) => choose({ about: about as Question | null })}
        />
        <Part
          label="Paper"
          all="All papers"
          value={filter.paper}
          options={PAPERS.map((paper) => [paper, paper])}
          onChoose={(paper) => choose({ paper })}
        />
        <Part
          label="Networks"
          all="All sizes"
          value={filter.size}
          options={SIZE_NAMES.map((size) => [size, sizeText(size)])}
          onChoose={(size) => choose({ size: SIZE_NAMES.find((one) => one === size) ?? null })}
        />
        <p className="hint" role="status">
          {shown.length === EXAMPLES.length
            ? `${EXAMPLES.length} landscapes`
            : `${shown.length} of ${EXAMPLES.length} landscapes`}
        </p>
      </div>
      {error !== null && (
        <p className="gallery-error" role="alert">
          The pictures did not arrive. {error}{' '}
          <button type="button" className="button small" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {shown.length === 0 && (
        <p>
          There is none that is all of this.{' '}
          <button
            type="button"
            className="button small"
            onClick={() => choose({ about: null, paper: null, size: null })}
          >
            Show all
          </button>
        </p>
      )}
      <ul className="gallery-wall" aria-label="Gallery">
        {shown.map((example) => (
          <Card key={example.name} example={example} shipped={shippedOf(example, index)} />
        ))}
      </ul>
    </>
  );
}

const sizeText = (size: keyof typeof SIZES) => {
  const { label, most } = SIZES[size];
  const count = (weights: number) => weights.toLocaleString('en');
  return Number.isFinite(most)
    ? `${label}: up to ${count(most)} weights each`
    : `${label}: more than ${count(SIZES.medium.most)}`;
};

const shippedOf = ({ name }: NamedExample, index: LandscapeIndex | null) =>
  index === null ? undefined : (index.find((one) => one.name === name) ?? null);

interface PartProps {
  readonly label: string;
  /** What the choice of all is called. */
  readonly all: string;
  readonly value: string | null;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string | null) => void;
}

/** One of the things that the wall is filtered by. */
function Part({ label, all, value, options, onChoose }: PartProps) {
  return (
    <LabelledChoice
      label={label}
      value={value ?? ''}
      options={[
        { value: '', label: all },
        ...options.map(([own, text]) => ({ value: own, label: text })),
      ]}
      onChoose={(chosen) => onChoose(chosen === '' ? null : chosen)}
    />
  );
}

/** The list of the landscapes that come with Isthmus; null while it is on its way. */
function useIndex() {
  const { session } = useStores();
  const [index, setIndex] = useState<LandscapeIndex | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    session.shipped.index().then(
      (arrived) => wanted && setIndex(arrived),
      (cause: unknown) => wanted && setError(wordsOf(cause)),
    );
    return () => {
      wanted = false;
    };
  }, [session, attempt]);
  const retry = () => {
    setError(null);
    setAttempt(attempt + 1);
  };
  return { index, error, retry };
}
