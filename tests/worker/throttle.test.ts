import { expect, it } from 'vitest';
import { throttle } from '../../src/worker/throttle';

it('is due once an interval', () => {
  let now = 0;
  const due = throttle(50, () => now);
  const at = (time: number) => ((now = time), due());
  expect([0, 10, 49, 50, 60, 101].map(at)).toEqual([true, false, false, true, false, true]);
});
