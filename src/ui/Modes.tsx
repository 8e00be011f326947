/** The page in the form that its address asks for. */
import { App } from './App';
import { usePage } from './context';
import { LazyPart } from './LazyPart';
import { useMode } from './mode';
import { FORMS } from './parts';
import { MAIN_ID } from './places';

export function Modes() {
  const mode = useMode();
  // There is nothing computed in the gallery that could be shown.
  const inGallery = usePage(({ place }) => place === 'gallery');
  if (mode.kind === 'page' || inGallery) return <App />;
  return (
    <LazyPart
      part={FORMS}
      of="This form of the page"
      waiting={<main id={MAIN_ID} className="results" />}
    >
      {({ OtherForm }) => <OtherForm mode={mode} />}
    </LazyPart>
  );
}
