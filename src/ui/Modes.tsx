/** The page in the form that its address asks for. */
import { App } from './App';
import { LazyPart } from './LazyPart';
import { useMode } from './mode';
import { EMBED, PRESENT } from './parts';
import { MAIN_ID } from './places';

const WAITING = <main id={MAIN_ID} className="results" />;

export function Modes() {
  const mode = useMode();
  switch (mode.kind) {
    case 'page':
      return <App />;
    case 'present':
      return (
        <LazyPart part={PRESENT} of="The form for a room" waiting={WAITING}>
          {({ Present }) => <Present />}
        </LazyPart>
      );
    case 'embed':
      return (
        <LazyPart part={EMBED} of="The picture" waiting={WAITING}>
          {({ Embed }) => <Embed picture={mode.picture} />}
        </LazyPart>
      );
  }
}
