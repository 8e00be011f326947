/** A thread's entry: serves the jobs that the page asks of its workers, over the port to the program. */
import { parentPort, workerData, type Transferable } from 'node:worker_threads';
import type { ToWorker } from '../jobs/protocol';
import { createHandlers } from '../worker/handlers';
import { serve, type Port } from '../worker/serve';
import { startEngineOf } from './engine';
import type { ThreadData } from './threads';

if (parentPort === null) throw new Error('internal: a thread was started as a program');
const parent = parentPort;

const port: Port = {
  onmessage: null,
  postMessage: (message, transfer = []) =>
    parent.postMessage(message, transfer as readonly Transferable[]),
};
parent.on('message', (data: ToWorker) => port.onmessage?.(new MessageEvent('message', { data })));

const { root } = workerData as ThreadData;
serve(port, createHandlers(startEngineOf(new URL(root))));
