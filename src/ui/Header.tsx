/** Name, places, what can be done with what is seen, engine and colours. */
import type { MouseEvent, PointerEvent, ReactNode } from 'react';
import { EngineStatus } from './controls/EngineStatus';
import { PageMenu } from './controls/PageMenu';
import { usePage, useSession, useStores } from './context';
import { addressFor } from './document/address';
import { OpenButton } from './document/OpenButton';
import { SaveMenu } from './document/SaveMenu';
import { ShareButton } from './share/ShareButton';
import { PLACE_NAMES, PLACES, wantsEngine, type Place } from './places';

export function Header() {
  // Where nothing is computed, no engine is on its way before another place was open.
  const hasEngine = usePage(wantsEngine);
  const starting = useSession(({ engine }) => engine.status === 'starting');
  return (
    <header className="header">
      <PlaceLink place="explorer" className="wordmark" label="Isthmus">
        <svg viewBox="0 0 32 16" aria-hidden="true" focusable="false">
          <circle cx="6" cy="8" r="4.5" />
          <circle cx="26" cy="8" r="4.5" />
          <path d="M10.5 8c3-3.2 8-3.2 11 0" />
        </svg>
      </PlaceLink>
      <nav className="places" aria-label="Places">
        {PLACE_NAMES.map((place) => (
          <PlaceLink key={place} place={place} label={PLACES[place].label} />
        ))}
      </nav>
      <div className="header-actions">
        <OpenButton />
        <SaveMenu />
        <ShareButton />
      </div>
      {(hasEngine || !starting) && <EngineStatus />}
      <PageMenu />
    </header>
  );
}

interface PlaceLinkProps {
  readonly place: Place;
  readonly label: string;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A true link, so that it can be copied and opened elsewhere; pressed here, what was computed stays. */
function PlaceLink({ place, label, className, children }: PlaceLinkProps) {
  const { page, workspace } = useStores();
  const current = usePage((state) => state.place === place);
  const root = usePage((state) => state.root);
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    page.setState({ place, lesson: null });
  };
  /** The experiment and its view come along to another tab; it is not written with every step of a run. */
  const complete = ({ currentTarget }: PointerEvent<HTMLAnchorElement>) => {
    currentTarget.href = addressFor(place, workspace.getState(), new URL(root));
  };
  return (
    <a
      className={className ?? 'place'}
      href={`${root}${PLACES[place].address}`}
      aria-current={current && className === undefined ? 'page' : undefined}
      onPointerDown={complete}
      onClick={go}
    >
      {children}
      {label}
    </a>
  );
}
