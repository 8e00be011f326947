/** How far a command is, on one line of a terminal that is written over; only what stays where there is no terminal. */
import type { WriteStream } from 'node:tty';

/** Milliseconds between two lines. */
const PAUSE = 100;

export function statusLine(stream: Pick<WriteStream, 'write' | 'isTTY'>) {
  let last = -Infinity;
  let shown = false;
  const over = (text: string) => stream.write(`\r\x1b[K${text}`);
  const clear = () => {
    if (shown) over('');
    shown = false;
  };
  return {
    show(text: string): void {
      const now = performance.now();
      if (!stream.isTTY || now - last < PAUSE) return;
      last = now;
      shown = true;
      over(text);
    },
    clear,
    note(text: string): void {
      clear();
      stream.write(`${text}\n`);
    },
  };
}
