let spawned = 0;

/** Starts a worker; its name is unique among all pages, for the lock that shows its end. */
export function spawnWorker(): Worker {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  const name = `isthmus-${++spawned}-${random}`;
  return new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module', name });
}

/** Starts the thread of the archive. */
export const spawnArchive = (): Worker =>
  new Worker(new URL('../worker/archiveMain.ts', import.meta.url), {
    type: 'module',
    name: 'isthmus-archive',
  });
