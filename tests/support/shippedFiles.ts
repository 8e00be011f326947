/** The files of finished landscapes, from the folder that is served. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { FetchFile } from '../../src/store/shipped';

const served = new URL('../../public/', import.meta.url);

/** Fetches as from a server. */
export const fetchServed: FetchFile = (path) => {
  const file = new URL(path, served);
  if (!existsSync(file)) return Promise.reject(new Error(`${path}: got the answer 404.`));
  return Promise.resolve(new Response(new Uint8Array(readFileSync(file))));
};

/** The landscapes that are shipped, by name. */
export const SHIPPED: readonly string[] = readdirSync(new URL('landscapes/', served))
  .filter((file) => file.endsWith('.json') && file !== 'index.json')
  .map((file) => file.replace('.json', ''));
