/** Every setting at the right border, by question; over the stage, and gone with Escape. Fetched once it is asked for. */
import { Dialog } from '@base-ui/react/dialog';
import { Icon } from '../controls/Icon';
import { DrawerSettings } from './DrawerSettings';

interface ChangeDrawerProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function ChangeDrawer({ open, onOpenChange }: ChangeDrawerProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} modal={false} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Popup className="popup drawer">
          <header className="drawer-head">
            <Dialog.Title className="drawer-title">Change</Dialog.Title>
            <Dialog.Close className="button bare" aria-label="Close">
              <Icon name="close" />
            </Dialog.Close>
          </header>
          <DrawerSettings />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
