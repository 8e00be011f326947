/** Opens the gallery, whose content comes when it is asked for. */
import { useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import { Icon } from '../controls/Icon';
import { LazyPart } from '../LazyPart';
import { GALLERY } from './parts';

export function GalleryButton() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="button small">Gallery</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog gallery">
          <header className="gallery-head">
            <Dialog.Title className="gallery-title">Experiments of papers</Dialog.Title>
            <Dialog.Close className="button bare" aria-label="Close">
              <Icon name="close" />
            </Dialog.Close>
          </header>
          <Dialog.Description className="hint">
            Each in a small size, of seconds to minutes, and in the paper’s own. After the run the
            page says what the paper found and whether yours agrees.
          </Dialog.Description>
          <LazyPart
            part={GALLERY}
            of="The gallery"
            waiting={<p className="hint">Loading the gallery</p>}
          >
            {({ default: Gallery }) => <Gallery onChoose={() => setOpen(false)} />}
          </LazyPart>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
