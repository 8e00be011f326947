import { describe, expect, it } from 'vitest';
import { flightOf } from '../../src/science/flight';

describe('calls under way', () => {
  it('land in the order in which they were sent, timed from when the engine was free', async () => {
    let now = 0;
    const recorded: [items: number, milliseconds: number][] = [];
    const pace = {
      size: () => 1,
      record: (items: number, milliseconds: number) => recorded.push([items, milliseconds]),
    };
    const flight = flightOf<string>(
      { ...pace, record: (...of) => void pace.record(...of) },
      () => now,
    );
    let first: (value: string) => void = () => undefined;
    flight.send(3, new Promise((resolve) => (first = resolve)));
    flight.send(5, Promise.resolve('second'));
    expect(flight.size).toBe(2);
    now = 40;
    first('first');
    expect(await flight.land()).toEqual({ items: 3, result: 'first' });
    now = 100;
    expect(await flight.land()).toEqual({ items: 5, result: 'second' });
    expect(recorded).toEqual([
      [3, 40],
      [5, 60],
    ]);
    now = 500;
    flight.send(2, Promise.resolve('third'));
    now = 510;
    await flight.land();
    expect(recorded.at(-1)).toEqual([2, 10]);
  });

  it('settle whatever becomes of them', async () => {
    const pace = { size: () => 1, record: () => undefined };
    const flight = flightOf<number>(pace, () => 0);
    flight.send(1, Promise.reject(new Error('one')));
    flight.send(1, Promise.reject(new Error('two')));
    await expect(flight.land()).rejects.toThrow('one');
    await flight.settle();
  });
});
