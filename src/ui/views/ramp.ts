import { useSession } from '../context';
import { DARK_RAMP, LIGHT_RAMP, type Ramp } from '../draw/colours';
import { useMedia } from '../hooks';

/** The plane's colours in the theme that is shown. */
export function useRamp(): Ramp {
  const theme = useSession((state) => state.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  return theme === 'dark' || (theme === 'system' && dark) ? DARK_RAMP : LIGHT_RAMP;
}
