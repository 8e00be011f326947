/** The ready experiments as cards, by paper. */
import type { Experiment } from '../../pipeline/kinds/pair/experiment';
import { useStores } from '../context';
import { sentenceText } from '../format';
import { forgetTexts } from '../page';
import { PAPERS, type NamedExample } from './examples';

interface GalleryProps {
  /** After the page has turned to an experiment. */
  readonly onChoose: () => void;
}

export default function Gallery({ onChoose }: GalleryProps) {
  const { workspace, page } = useStores();
  const choose = (experiment: Experiment) => {
    forgetTexts(page);
    workspace.getState().turnTo(experiment);
    onChoose();
  };
  return PAPERS.map(({ title, examples }) => (
    <section key={title} className="gallery-paper" aria-label={title}>
      <h2>{title}</h2>
      <ul className="gallery-cards">
        {examples.map((example) => (
          <Card key={example.name} example={example} onChoose={choose} />
        ))}
      </ul>
    </section>
  ));
}

interface CardProps {
  readonly example: NamedExample;
  readonly onChoose: (experiment: Experiment) => void;
}

function Card({ example, onChoose }: CardProps) {
  const { title, source, found, experiment, paper } = example;
  const single = JSON.stringify(experiment) === JSON.stringify(paper);
  return (
    <li className="gallery-card">
      <p className="hint">{source.slice(source.indexOf(', ') + 2)}</p>
      <h3>{sentenceText(title)}</h3>
      <p className="gallery-found">{sentenceText(found)}</p>
      <p className="gallery-sizes">
        <button
          type="button"
          className="button small"
          aria-label={`${title}: ${single ? 'its only size' : 'small'}`}
          onClick={() => onChoose(experiment)}
        >
          {single ? 'Its only size' : 'Small'}
        </button>
        {!single && (
          <button
            type="button"
            className="button small"
            aria-label={`${title}: the paper’s sizes`}
            onClick={() => onChoose(paper)}
          >
            The paper’s sizes
          </button>
        )}
      </p>
    </li>
  );
}
