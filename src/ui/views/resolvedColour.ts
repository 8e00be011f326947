/** The colour of a custom property as `rgb(...)`: the browser resolves `light-dark()` and the rest. */
export function resolvedColour(element: HTMLElement, property: string): string {
  const before = element.style.color;
  element.style.color = `var(${property})`;
  const resolved = getComputedStyle(element).color;
  element.style.color = before;
  return resolved;
}
