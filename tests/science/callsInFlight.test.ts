import { describe, expect, it } from 'vitest';
import { callsInFlight } from '../../src/science/callsInFlight';

describe('calls under way', () => {
  it('land in the order in which they were sent, timed from when the engine was free', async () => {
    let now = 0;
    const recorded: [items: number, milliseconds: number][] = [];
    const pace = {
      size: () => 1,
      record: (items: number, milliseconds: number) => recorded.push([items, milliseconds]),
    };
    const calls = callsInFlight<string>(
      { ...pace, record: (...of) => void pace.record(...of) },
      () => now,
    );
    let first: (value: string) => void = () => undefined;
    calls.send(3, new Promise((resolve) => (first = resolve)));
    calls.send(5, Promise.resolve('second'));
    expect(calls.size).toBe(2);
    now = 40;
    first('first');
    expect(await calls.next()).toEqual({ items: 3, result: 'first' });
    now = 100;
    expect(await calls.next()).toEqual({ items: 5, result: 'second' });
    expect(recorded).toEqual([
      [3, 40],
      [5, 60],
    ]);
    now = 500;
    calls.send(2, Promise.resolve('third'));
    now = 510;
    await calls.next();
    expect(recorded.at(-1)).toEqual([2, 10]);
  });

  it('settle whatever becomes of them', async () => {
    const pace = { size: () => 1, record: () => undefined };
    const calls = callsInFlight<number>(pace, () => 0);
    calls.send(1, Promise.reject(new Error('one')));
    calls.send(1, Promise.reject(new Error('two')));
    await expect(calls.next()).rejects.toThrow('one');
    await calls.settle();
  });
});
