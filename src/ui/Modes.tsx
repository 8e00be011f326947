/** The page in the form that its address asks for. */
import { App } from './App';
import { usePage } from './context';
import { LazyPart } from './LazyPart';
import { useMode } from './mode';
import { FORMS } from './parts';
import { MAIN_ID, PLACES } from './places';

export function Modes() {
  const mode = useMode();
  // Elsewhere there is no experiment that could be shown.
  const { holdsExperiment } = PLACES[usePage(({ place }) => place)];
  if (mode.kind === 'page' || !holdsExperiment) return <App />;
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
