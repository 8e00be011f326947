/** The whole page: what all places share, and the place that is open. */
import { useEffect, useRef } from 'react';
import { Header } from './Header';
import { DropArea } from './controls/DropArea';
import { Notices } from './controls/Notices';
import { usePage } from './context';
import { AskNetworks } from './document/AskNetworks';
import { Explorer } from './explorer/Explorer';
import { Explanation } from './glossary/Explained';
import { Glossary } from './glossary/Glossary';
import { GalleryPlace } from './gallery/GalleryPlace';
import { Lab } from './lab/Lab';
import { MAIN_ID } from './places';

const MAINS = { explorer: Explorer, gallery: GalleryPlace, lab: Lab };

export function App() {
  const place = usePage((page) => page.place);
  const Main = MAINS[place];
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
        Skip to the {place === 'gallery' ? 'gallery' : 'results'}
      </a>
      <DropArea />
      <Header />
      <Notices />
      <AskNetworks />
      <Main />
      <Glossary />
      <Explanation />
    </>
  );
}
