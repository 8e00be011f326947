/** The choice of colours, kept for the next visit. */
import type { StoreApi } from 'zustand/vanilla';
import type { Actions, State, View } from '../store/state';

const KEY = 'isthmus-theme';

/** Puts the kept choice into the store, and the store's choice on the page and into the browser from now on. */
export function followTheme(isthmus: StoreApi<State & Actions>): void {
  const kept = read();
  if (kept !== null) isthmus.getState().look({ theme: kept });
  const show = (theme: View['theme']) => {
    document.documentElement.dataset['theme'] = theme;
  };
  show(isthmus.getState().view.theme);
  isthmus.subscribe((now, before) => {
    if (now.view.theme === before.view.theme) return;
    show(now.view.theme);
    write(now.view.theme);
  });
}

/** A browser that blocks site data throws on any touch of its storage; then the choice lasts for the visit. */
function read(): View['theme'] | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

function write(theme: View['theme']): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
}
