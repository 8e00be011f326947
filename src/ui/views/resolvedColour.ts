/**
 * The colour of a custom property as `rgb(...)`: the browser resolves `light-dark()` and the rest. A picture keeps its
 * colours where the system's own take the place of all others: these would be one and the same.
 */
export function resolvedColour(element: HTMLElement, property: string): string {
  const { color, forcedColorAdjust } = element.style;
  element.style.color = `var(${property})`;
  element.style.forcedColorAdjust = 'none';
  const resolved = getComputedStyle(element).color;
  element.style.color = color;
  element.style.forcedColorAdjust = forcedColorAdjust;
  return resolved;
}
