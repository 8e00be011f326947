/** Files that `npx isthmus open` serves beside the page, to be opened as if they were dropped on it. */
import type { Stores } from '../context';
import { openFiles } from './openFiles';

/** Whether an address asks for them. */
export const asksForServed = (search: string): boolean => new URLSearchParams(search).has('open');

/** @param root the folder that holds all places, as an address */
export async function openServed(stores: Stores, root: string): Promise<void> {
  try {
    const names = await namesAt(new URL('opened.json', root));
    const files = names.map(async (name, i) => {
      const response = await fetch(new URL(`opened/${i}`, root));
      if (!response.ok) throw new Error(`Expected ${name}, got ${response.status}.`);
      return new File([await response.blob()], name);
    });
    if (names.length > 0) await openFiles(stores, await Promise.all(files));
  } catch {
    const { notify } = stores.session.getState();
    notify(
      'The files to open are not there any more: start npx isthmus open again, or drop them on the page.',
      { about: 'files' },
    );
  }
}

async function namesAt(address: URL): Promise<readonly string[]> {
  const names: unknown = await (await fetch(address)).json();
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw new Error('Expected a list of names.');
  return names;
}
