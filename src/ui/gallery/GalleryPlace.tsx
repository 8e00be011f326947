/** The gallery as a place of its own. */
import { useStores } from '../context';
import { LazyPart } from '../LazyPart';
import { MAIN_ID } from '../places';
import { GALLERY } from '../parts';

export function GalleryPlace() {
  const { page } = useStores();
  return (
    <main id={MAIN_ID} className="gallery" tabIndex={-1}>
      <h1>Gallery</h1>
      <p className="gallery-lead">
        Experiments of papers: each in a small size, of seconds to minutes, and in the paper’s own.
        After the run the page says what the paper found and whether yours agrees.
      </p>
      <LazyPart
        part={GALLERY}
        of="The gallery"
        waiting={<p className="hint">Loading the gallery</p>}
      >
        {({ default: Gallery }) => (
          <Gallery onChoose={() => page.setState({ place: 'explorer' })} />
        )}
      </LazyPart>
    </main>
  );
}
