/** The choice of colours, kept for the next visit. */
import type { Session, Theme } from '../store/session';
import { keep, keptText } from './kept';

const KEY = 'isthmus-theme';

/** Puts the kept choice into the store, and the store's choice on the page and into the browser from now on. */
export function followTheme(session: Session): void {
  const kept = read();
  if (kept !== null) session.setState({ theme: kept });
  const show = (theme: Theme) => {
    document.documentElement.dataset['theme'] = theme;
  };
  show(session.getState().theme);
  session.subscribe((now, before) => {
    if (now.theme === before.theme) return;
    show(now.theme);
    keep(KEY, now.theme);
  });
}

function read(): Theme | null {
  const kept = keptText(KEY);
  return kept === 'light' || kept === 'dark' ? kept : null;
}
