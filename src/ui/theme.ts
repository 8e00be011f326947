/** The choice of colours, kept for the next visit. */
import type { Session, Theme } from '../store/session';

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
    write(now.theme);
  });
}

/** A browser that blocks site data throws on any touch of its storage; then the choice lasts for the visit. */
function read(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

function write(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
}
