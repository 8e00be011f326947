/** What concerns the page and not what it shows: its colours. */
import { Popover } from '@base-ui/react/popover';
import { Icon } from './Icon';
import { ThemeSwitch } from './ThemeSwitch';

export function PageMenu() {
  return (
    <Popover.Root>
      <Popover.Trigger className="button bare" aria-label="Menu of the page">
        <Icon name="more" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="layer" sideOffset={6} align="end">
          <Popover.Popup className="popup card page-menu">
            <Popover.Title className="card-title">Colours</Popover.Title>
            <ThemeSwitch />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
