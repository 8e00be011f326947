/** The gallery as a place of its own. */
import { LazyPart } from '../LazyPart';
import { MAIN_ID } from '../places';
import { GALLERY } from '../parts';

export function GalleryPlace() {
  return (
    <main id={MAIN_ID} className="gallery" tabIndex={-1}>
      <h1>Gallery</h1>
      <p className="gallery-lead">
        Finished landscapes after figures of papers, each computed by Isthmus. Open one, walk in it,
        change it, or run it again here and compare.
      </p>
      <LazyPart
        part={GALLERY}
        of="The gallery"
        waiting={<p className="hint">Loading the gallery</p>}
      >
        {({ default: Gallery }) => <Gallery />}
      </LazyPart>
    </main>
  );
}
