/** The archive seen from the page: a thread of its own, started when it is first asked. */
import type { Archive } from '../jobs/archive';
import type { ArchiveAnswer, ArchiveCall } from '../jobs/archiveProtocol';

/** The part of a Worker, or of a MessagePort, that is used. */
export interface ArchiveThread {
  onmessage: ((event: MessageEvent<ArchiveAnswer>) => void) | null;
  onerror?: ((event: ErrorEvent) => void) | null;
  postMessage(call: ArchiveCall): void;
}

/** Milliseconds after which a thread that has not answered is taken for dead. */
const PATIENCE = 70_000;

/** @param spawn starts the thread; one that does not start or answer keeps nothing */
export function archiveIn(spawn: () => ArchiveThread, patience = PATIENCE): Archive {
  const waiting = new Map<number, { resolve(value: unknown): void; otherwise: unknown }>();
  let thread: ArchiveThread | null = null;
  let ended = false;
  let calls = 0;

  const start = (): ArchiveThread => {
    const started = spawn();
    started.onmessage = ({ data }) => {
      waiting.get(data.id)?.resolve(data.value);
      waiting.delete(data.id);
    };
    started.onerror = end;
    return started;
  };

  const end = () => {
    ended = true;
    for (const { resolve, otherwise } of waiting.values()) resolve(otherwise);
    waiting.clear();
  };

  /** @param otherwise the answer where there is no thread */
  const ask = <Method extends keyof Archive>(
    method: Method,
    args: Parameters<Archive[Method]>,
    otherwise: Awaited<ReturnType<Archive[Method]>>,
  ) =>
    new Promise<Awaited<ReturnType<Archive[Method]>>>((resolve) => {
      if (ended) {
        resolve(otherwise);
        return;
      }
      const id = ++calls;
      const timer = setTimeout(end, patience);
      // The table of methods ties a call to its answer; the channel itself only knows ids.
      waiting.set(id, {
        resolve(value) {
          clearTimeout(timer);
          resolve(value as Awaited<ReturnType<Archive[Method]>>);
        },
        otherwise,
      });
      thread ??= start();
      thread.postMessage({ id, method, args } as ArchiveCall);
    });

  return {
    put: (head, pieces) => ask('put', [head, pieces], 'silent'),
    take: (...args) => ask('take', args, null),
    drop: (keys) => ask('drop', [keys], undefined),
    putRun: (run) => ask('putRun', [run], 'silent'),
    runs: () => ask('runs', [], []),
    dropRun: (id) => ask('dropRun', [id], undefined),
    usage: () => ask('usage', [], null),
    clear: () => ask('clear', [], false),
  };
}
