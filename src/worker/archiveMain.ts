/** The entry of the archive's own thread: no write waits for a training there, nor the page for a write. */
import type { ArchiveAnswer, ArchiveCall } from '../jobs/archiveProtocol';
import { createArchive } from './archive';

declare const self: DedicatedWorkerGlobalScope;

const archive = createArchive();

function answer({ method, args }: ArchiveCall): Promise<unknown> {
  switch (method) {
    case 'put':
      return archive.put(...args);
    case 'take':
      return archive.take(...args);
    case 'drop':
      return archive.drop(...args);
    case 'putRun':
      return archive.putRun(...args);
    case 'runs':
      return archive.runs();
    case 'dropRun':
      return archive.dropRun(...args);
    case 'usage':
      return archive.usage();
    case 'clear':
      return archive.clear();
  }
}

self.onmessage = async ({ data }: MessageEvent<ArchiveCall>) => {
  const value = await answer(data);
  self.postMessage({ id: data.id, value } satisfies ArchiveAnswer);
};
