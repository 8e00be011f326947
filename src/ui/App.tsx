/** The whole page: what all places share, and the place that is open. */
import { useEffect, useRef } from 'react';
import { Header } from './Header';
import { DropArea } from './controls/DropArea';
import { Notices } from './controls/Notices';
import { useUndoKeys } from './controls/UndoButtons';
import { usePage, useWorkspace } from './context';
import { Explorer } from './explorer/Explorer';
import { Explanation } from './glossary/Explained';
import { Glossary } from './glossary/Glossary';
import { GalleryPlace } from './gallery/GalleryPlace';
import { LazyPart } from './LazyPart';
import { LearnPlace } from './learn/LearnPlace';
import { ASK_NETWORKS, LAB } from './parts';
import { MAIN_ID, type Place } from './places';

const MAINS = { explorer: Explorer, learn: LearnPlace, gallery: GalleryPlace, lab: LabPlace };

/** What the link that skips to them calls them. */
const CONTENTS: Readonly<Record<Place, string>> = {
  explorer: 'results',
  learn: 'lessons',
  gallery: 'gallery',
  lab: 'results',
};

function LabPlace() {
  return (
    <LazyPart part={LAB} of="The lab" waiting={<main id={MAIN_ID} className="results" />}>
      {({ Lab }) => <Lab />}
    </LazyPart>
  );
}

export function App() {
  const place = usePage((page) => page.place);
  const Main = MAINS[place];
  const asked = useWorkspace((state) => state.asked !== null);
  useUndoKeys();
  const at = useRef(place);
  // As a page that is loaded: from its top, and read from its beginning.
  useEffect(() => {
    if (at.current === place) return;
    at.current = place;
    scrollTo(0, 0);
    document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, [place]);
  return (
    <>
      <a className="skip-link" href={`#${MAIN_ID}`}>
        Skip to the {CONTENTS[place]}
      </a>
      <DropArea />
      <Header />
      <Notices />
      {asked && (
        <LazyPart part={ASK_NETWORKS} of="The question about the files" waiting={null}>
          {({ AskNetworks }) => <AskNetworks />}
        </LazyPart>
      )}
      <Main />
      <Glossary />
      <Explanation />
    </>
  );
}
