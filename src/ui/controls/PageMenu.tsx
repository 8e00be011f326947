/** What concerns the page and not what it shows: its colours. */
import { Icon } from './Icon';
import { PopupButton } from './PopupButton';
import { ThemeSwitch } from './ThemeSwitch';

export function PageMenu() {
  return (
    <PopupButton
      className="button bare"
      label="Menu of the page"
      face={<Icon name="more" />}
      title="Colours"
      cardClassName="page-menu"
    >
      <ThemeSwitch />
    </PopupButton>
  );
}
