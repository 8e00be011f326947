/** How much larger the page's type is than the one that the pictures' pixels are made for: a browser's setting, a room. */
export function typeScale(): number {
  if (typeof document === 'undefined') return 1;
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return size > 0 ? size / 16 : 1;
}
