import { describe, expect, it } from 'vitest';
import { createShared } from '../../src/pipeline/shared';

/** A computation that ends when it is told to, and how often it was started. */
function held() {
  const shared = createShared<number, string>();
  const started: {
    readonly signal: AbortSignal;
    readonly progress: (progress: number) => void;
    readonly resolve: (result: string) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  /** Asks as somebody new; what they are told, and how they stop. */
  const ask = (key = 'key') => {
    const controller = new AbortController();
    const reported: number[] = [];
    const asker = {
      signal: controller.signal,
      onProgress: (progress: number) => void reported.push(progress),
    };
    const result = shared.ask(
      key,
      asker,
      (signal, progress) =>
        new Promise((resolve, reject) => started.push({ signal, progress, resolve, reject })),
    );
    result.catch(() => undefined);
    return { result, reported, stop: () => controller.abort(new Error('stopped')) };
  };
  return { ask, started };
}

/** After all that waits for nothing but promises. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a shared computation', () => {
  it('is one for all that ask for its key at the same time, and another for another key', async () => {
    const { ask, started } = held();
    const [first, second, other] = [ask(), ask(), ask('other')];
    await settle();
    expect(started).toHaveLength(2);
    started[0]?.resolve('one');
    started[1]?.resolve('two');
    expect(await Promise.all([first.result, second.result, other.result])).toEqual([
      ...['one', 'one', 'two'],
    ]);
  });

  it('is started again by who asks after its end', async () => {
    const { ask, started } = held();
    const first = ask();
    await settle();
    started[0]?.resolve('one');
    await first.result;
    const second = ask();
    await settle();
    started[1]?.resolve('two');
    expect(await second.result).toBe('two');
  });

  it('tells everybody its progress, and who comes late what there is so far', async () => {
    const { ask, started } = held();
    const first = ask();
    await settle();
    started[0]?.progress(0.1);
    started[0]?.progress(0.4);
    const late = ask();
    started[0]?.progress(0.7);
    expect([first.reported, late.reported]).toEqual([
      [0.1, 0.4, 0.7],
      [0.4, 0.7],
    ]);
  });

  it('goes on while anybody wants it: who stops is let go at once and told no more', async () => {
    const { ask, started } = held();
    const [first, second] = [ask(), ask()];
    await settle();
    first.stop();
    await expect(first.result).rejects.toThrow('stopped');
    started[0]?.progress(0.5);
    expect([first.reported, second.reported]).toEqual([[], [0.5]]);
    expect(started[0]?.signal.aborted).toBe(false);
    started[0]?.resolve('one');
    expect(await second.result).toBe('one');
  });

  it('is stopped with the last that wants it, and is another for who asks then', async () => {
    const { ask, started } = held();
    const [first, second] = [ask(), ask()];
    await settle();
    first.stop();
    second.stop();
    await settle();
    expect(started[0]?.signal.aborted).toBe(true);
    const third = ask();
    await settle();
    expect(started).toHaveLength(2);
    // What the stopped one comes to is nobody's.
    started[0]?.resolve('old');
    started[1]?.resolve('new');
    expect(await third.result).toBe('new');
    expect(started[1]?.signal.aborted).toBe(false);
  });

  it('fails for everybody, and is tried again by who asks then', async () => {
    const { ask, started } = held();
    const [first, second] = [ask(), ask()];
    await settle();
    started[0]?.reject(new Error('no good'));
    for (const { result } of [first, second]) await expect(result).rejects.toThrow('no good');
    const third = ask();
    await settle();
    started[1]?.resolve('good');
    expect(await third.result).toBe('good');
  });

  it('is not started for who has stopped before', async () => {
    const shared = createShared<number, string>();
    const asker = { signal: AbortSignal.abort(new Error('stopped')), onProgress: () => undefined };
    let starts = 0;
    const start = () => Promise.resolve(String(++starts));
    await expect(shared.ask('key', asker, start)).rejects.toThrow('stopped');
    expect(starts).toBe(0);
  });
});
