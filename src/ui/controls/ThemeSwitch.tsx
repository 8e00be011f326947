/** Colours as the system has them, or light or dark by choice. */
import { useSession, useStores } from '../context';
import { Icon } from './Icon';
import { Switcher } from './Switcher';

const THEMES = [
  { value: 'system', label: 'As the system', icon: <Icon name="system" /> },
  { value: 'light', label: 'Light', icon: <Icon name="sun" /> },
  { value: 'dark', label: 'Dark', icon: <Icon name="moon" /> },
] as const;

export function ThemeSwitch() {
  const { session } = useStores();
  const theme = useSession((state) => state.theme);
  return (
    <Switcher
      label="Colours"
      value={theme}
      options={THEMES}
      onChoose={(chosen) => session.setState({ theme: chosen })}
    />
  );
}
