/** Computes at once, and answers or fails by a promise. */
export function promised<T>(compute: () => T): Promise<T> {
  return new Promise((resolve) => resolve(compute()));
}
