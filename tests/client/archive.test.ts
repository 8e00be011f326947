/** The archive's thread seen from the page: it answers each call, or is taken for dead and keeps nothing. */
import { expect, it } from 'vitest';
import { archiveIn, type ArchiveThread } from '../../src/client/archive';
import type { ArchiveCall } from '../../src/jobs/archiveProtocol';

/** A thread that answers as it is told, or not at all. */
function threadOf(answer: (call: ArchiveCall) => unknown): ArchiveThread {
  const thread: ArchiveThread = {
    onmessage: null,
    postMessage(call) {
      const value = answer(call);
      if (value === undefined) return;
      const data = { id: call.id, value };
      queueMicrotask(() => thread.onmessage?.(new MessageEvent('message', { data })));
    },
  };
  return thread;
}

it('starts one thread, and gives each call its answer', async () => {
  let started = 0;
  const archive = archiveIn(() => {
    started++;
    return threadOf(({ method, args }) => [method, ...args]);
  });
  expect(started).toBe(0);
  expect(await Promise.all([archive.take('a'), archive.runs()])).toEqual([['take', 'a'], ['runs']]);
  expect(started).toBe(1);
});

it('keeps nothing once its thread does not answer', async () => {
  let calls = 0;
  const silent = () => {
    calls++;
  };
  const archive = archiveIn(() => threadOf(silent), 20);
  expect(await Promise.all([archive.take('a'), archive.usage()])).toEqual([null, null]);
  expect(await archive.clear()).toBe(false);
  expect(calls).toBe(2);
});

it('keeps nothing where its thread does not start', async () => {
  const thread = threadOf(() => undefined);
  const archive = archiveIn(() => thread);
  const asked = archive.runs();
  thread.onerror?.(new Event('error') as ErrorEvent);
  expect(await asked).toEqual([]);
});
