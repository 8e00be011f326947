/**
 * Small texts that the browser keeps from visit to visit. One that blocks site data throws on any touch of its storage,
 * and so does one without room; then what is kept lasts for the visit.
 */

/** Null where nothing is kept. */
export function keptText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    return;
  }
}
