import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { giveUpOn } from '../../src/client/patience';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A cancelled job, and whether its worker was ended. */
function cancelled() {
  let terminated = false;
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  const controller = new AbortController();
  const terminate = () => (terminated = true);
  const connection = { gone: new Promise<string>(() => undefined), terminate, run: vi.fn() };
  void giveUpOn(settled, controller.signal, connection as never);
  controller.abort();
  return { settle, isTerminated: () => terminated };
}

it('ends the worker of a job that does not stop within 5 seconds', () => {
  const { isTerminated } = cancelled();
  vi.advanceTimersByTime(4900);
  expect(isTerminated()).toBe(false);
  vi.advanceTimersByTime(200);
  expect(isTerminated()).toBe(true);
});

it('leaves one that stops alone', async () => {
  const { settle, isTerminated } = cancelled();
  vi.advanceTimersByTime(3000);
  settle();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isTerminated()).toBe(false);
});

it('does not take a sleep for 5 seconds: its timer fires but once on waking', () => {
  const { isTerminated } = cancelled();
  vi.setSystemTime(Date.now() + 8 * 3600e3);
  vi.advanceTimersToNextTimer();
  expect(isTerminated()).toBe(false);
});
