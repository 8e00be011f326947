/** Whether the browser draws in three dimensions here. */

let known: boolean | null = null;

/** True if WebGL 2 answers; asked once, as a context is dear. */
export function hasWebgl(): boolean {
  known ??= answers();
  return known;
}

function answers(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  // Browsers allow a page only a few at a time.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

export const WITHOUT_WEBGL =
  'Three dimensions need WebGL 2, which this browser does not offer here: it is turned off, or there is no driver for it. So the plane stays a map.';

export const LOST_WEBGL =
  'The browser took the picture in three dimensions away, as it does when graphics memory runs out or a driver restarts. Here is the map in its place; press 3-D to try again.';
