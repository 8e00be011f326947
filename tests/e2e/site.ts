/** The built page on a server of its own, which a test can end, below a path of its own. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { servePage, type PageServer } from '../../src/cli/pageServer';

export interface Site {
  /** Of the page, ending in a slash. */
  readonly address: string;
  /** Of the page's files, which a test may change. */
  readonly folder: string;
  /** Ends the server, if it runs, and starts it at the same address. */
  restart(): Promise<void>;
  /** Ends the server; the files stay. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

export async function siteBelow(below: string): Promise<Site> {
  const root = mkdtempSync(path.join(tmpdir(), 'isthmus-site-'));
  const folder = path.join(root, below);
  cpSync('dist', folder, { recursive: true });
  let server: PageServer | null = await servePage({ folder: root });
  const { address } = server;
  const stop = async () => {
    await server?.close();
    server = null;
  };
  return {
    address: `${address}${below}/`,
    folder,
    stop,
    async restart() {
      await stop();
      server = await servePage({ folder: root, port: Number(new URL(address).port) });
    },
    async remove() {
      await stop();
      rmSync(root, { recursive: true });
    },
  };
}
