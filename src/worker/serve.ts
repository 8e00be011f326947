/** Receives jobs over a port, runs their handlers and honours cancellation. */
import type { JobMap, JobName } from '../jobs/jobs';
import { errorToMessage, type FromWorker, type ToWorker } from '../jobs/protocol';

/** What a handler is given beside its request. */
export interface JobContext<Name extends JobName> {
  /** Aborted when the page cancels; a handler should stop within 100 ms. */
  readonly signal: AbortSignal;
  /** @param transfer buffers of the progress that are given away instead of copied */
  progress(progress: JobMap[Name]['progress'], transfer?: Transferable[]): void;
}

export type Handlers = {
  readonly [Name in JobName]: (
    request: JobMap[Name]['request'],
    context: JobContext<Name>,
  ) => Promise<JobMap[Name]['result']>;
};

/** The part of a worker's global scope, or of a MessagePort, that is used. */
export interface Port {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
}

/** Answers the messages of a port until the thread ends. */
export function serve(port: Port, handlers: Handlers): void {
  const running = new Map<number, AbortController>();

  const run = async <Name extends JobName>(
    id: number,
    name: Name,
    request: JobMap[Name]['request'],
  ) => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const result = await handlers[name](request, {
        signal: controller.signal,
        progress: (progress, transfer = []) =>
          port.postMessage({ type: 'progress', id, progress }, transfer),
      });
      port.postMessage({ type: 'result', id, result });
    } catch (error) {
      port.postMessage({ type: 'error', id, error: errorToMessage(error) });
    } finally {
      running.delete(id);
    }
  };

  port.onmessage = ({ data }) => {
    if (data.type === 'cancel') running.get(data.id)?.abort();
    else void run(data.id, data.name, data.request);
  };
}
