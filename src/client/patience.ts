import type { Connection } from './connection';

/** Seconds that a cancelled job may take to stop. */
const PATIENCE = 5;

/**
 * Ends a worker that does not stop after a cancel.
 *
 * @param settled resolves when its job has stopped
 */
export async function giveUpOn(
  settled: Promise<void>,
  signal: AbortSignal | undefined,
  connection: Connection,
): Promise<void> {
  if (signal === undefined) return;
  let timer: ReturnType<typeof setInterval> | undefined;
  let seconds = 0;
  const onAbort = () => {
    // Counted one by one, since a laptop may sleep through any number of them.
    timer = setInterval(() => {
      if (++seconds === PATIENCE) connection.terminate();
    }, 1000);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  await settled;
  signal.removeEventListener('abort', onAbort);
  clearInterval(timer);
}
