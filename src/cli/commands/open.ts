import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from '../command';
import { exists, READING, refused } from '../disk';
import { servePage, type OpenedFile } from '../pageServer';
import { InputError } from '../problem';
import { RESULTS } from '../results';

export const open: Command = {
  usage: '[A.safetensors B.safetensors | results/ | experiment.json]',
  about: 'Opens the page in a browser, with these loaded; Ctrl C ends it.',
  options: {
    port: { value: 'N', about: 'where the page is served (any that is free)' },
    'no-browser': { value: null, about: 'only print the address' },
  },
  async run(given, { root, note }) {
    const port = given.number('port', { least: 0, most: 65535, whole: true }) ?? 0;
    const opened = await Promise.all(given.files.map(fileAt));
    const folder = fileURLToPath(new URL('dist', root));
    if (!(await exists(path.join(folder, 'index.html'))))
      throw new InputError(
        `Expected the built page in ${folder}, got none: npm run build makes it.`,
      );
    const server = await servePage({ folder, opened, port });
    const address = opened.length === 0 ? server.address : `${server.address}?open`;
    note(`${address} (Ctrl C ends it)`);
    if (!given.flag('no-browser')) await showInBrowser(address);
    await interrupted();
    await server.close();
    return { json: { address }, text: 'Ended.' };
  },
};

/** A file that is there; of a folder, its results. */
async function fileAt(name: string): Promise<OpenedFile> {
  try {
    const found = await stat(name);
    if (!found.isDirectory())
      return { name: path.basename(name), path: path.resolve(name), bytes: found.size };
  } catch (error) {
    throw refused(name, READING, error);
  }
  const results = path.join(name, RESULTS);
  if (!(await exists(results)))
    throw new InputError(`${name}: expected a folder that run wrote, but it has no ${RESULTS}.`);
  return fileAt(results);
}

/** Where there is no browser, the address is there to copy. */
async function showInBrowser(address: string): Promise<void> {
  const { default: openBrowser } = await import('open');
  await openBrowser(address).catch(() => undefined);
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
