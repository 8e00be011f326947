/** Parts of the program that only who brings files needs. */

/** @throws Error in our words, as a browser's own say nothing to a visitor */
export async function fetchPart<Part>(fetch: () => Promise<Part>): Promise<Part> {
  try {
    return await fetch();
  } catch (cause) {
    throw new Error(
      'What reads files did not load. Try again; if that does not help, reload the page.',
      { cause },
    );
  }
}
