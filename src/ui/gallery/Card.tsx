/** A landscape on the wall: its plane, what it shows, and what it takes to make it again. */
import { useState, type MouseEvent } from 'react';
import { CATALOG } from '../../data/catalog';
import type { LandscapeIndex } from '../../pipeline/landscapeIndex';
import { wordsOf } from '../../store/failure';
import { usePage, useStores } from '../context';
import { aboutText } from '../explorer/price';
import { sentenceText } from '../format';
import { Explained } from '../glossary/Explained';
import { forgetTexts } from '../page';
import type { NamedExample } from './examples';
import { Thumbnail } from './Thumbnail';

interface CardProps {
  readonly example: NamedExample;
  /** Undefined while the list is on its way; null where its results do not come with Isthmus. */
  readonly shipped: LandscapeIndex[number] | null | undefined;
}

export function Card({ example, shipped }: CardProps) {
  const { title, source, found, experiment, paper, name } = example;
  const { workspace, page } = useStores();
  const root = usePage((state) => state.root);
  const { open, opening } = useOpen(name);
  const { title: dataset, origin } = CATALOG[experiment.dataset];
  const isShipped = origin !== 'imported';
  const turnTo = (to: typeof experiment) => {
    forgetTexts(page);
    workspace.getState().turnTo(to);
    page.setState({ place: 'lab' });
  };
  const single = JSON.stringify(experiment) === JSON.stringify(paper);
  return (
    <li className="gallery-card" data-opening={opening || undefined}>
      <div className="gallery-picture">
        {shipped ? (
          <Thumbnail picture={shipped.thumbnail} />
        ) : (
          <span className="thumbnail" data-empty>
            {!isShipped && `Needs ${dataset}`}
          </span>
        )}
      </div>
      <p className="hint">{source}</p>
      <h2>
        {isShipped ? (
          <a href={`${root}?x=${name}`} onClick={open} aria-busy={opening}>
            {sentenceText(title)}
          </a>
        ) : (
          <button type="button" className="text-button" onClick={() => turnTo(experiment)}>
            {sentenceText(title)}
          </button>
        )}
      </h2>
      <p className="gallery-found">
        <Explained>{sentenceText(found)}</Explained>
      </p>
      <p className="gallery-foot">
        <span>
          {isShipped
            ? shipped && `Runs again in ${aboutText(shipped.seconds)}.`
            : `No result is here: ${dataset} does not come with Isthmus. Bring its files, and train.`}
        </span>
        {!single && (
          <button
            type="button"
            className="text-button"
            aria-label={`${title}: the paper’s sizes`}
            onClick={() => turnTo(paper)}
          >
            The paper’s sizes
          </button>
        )}
      </p>
    </li>
  );
}

/** Opens a landscape in the explorer; what is pressed with a key held down, the browser opens elsewhere. */
function useOpen(name: string) {
  const { session, workspace, page } = useStores();
  const [opening, setOpening] = useState(false);
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    setOpening(true);
    session.shipped.landscape(name).then(
      (landscape) => {
        forgetTexts(page);
        workspace.getState().openLandscape(landscape);
        page.setState({ place: 'explorer' });
      },
      (error: unknown) => {
        setOpening(false);
        session.getState().notify(wordsOf(error), { about: 'landscape' });
      },
    );
  };
  return { open, opening };
}
