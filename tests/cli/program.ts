/** Runs the real program as a terminal would. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { compileCli } from '../../scripts/cli.mjs';
import { main } from '../../src/cli/main';

// The threads of the program in this process are the compiled ones, too.
await compileCli();

const root = new URL('../../', import.meta.url);
export const program = fileURLToPath(new URL('bin/isthmus.mjs', root));
const folder = new URL('../golden/', import.meta.url);

/** Some file of a network or of costs, of `tests/golden` whatever set the golden values are taken from. */
export const sampleFile = (name: string) => fileURLToPath(new URL(name, folder));

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const isthmus = (...words: string[]): Promise<Ended> => isthmusIn(process.cwd(), ...words);

/** In a folder. */
export function isthmusIn(cwd: string, ...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('node', [program, ...words], { cwd, maxBuffer: 2 ** 26 }, (error, out, err) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, out, err });
    });
  });
}

/** As {@link isthmus}, in this process: where a hundred are run, starting the program is what takes the time. */
export async function isthmusHere(...words: string[]): Promise<Ended> {
  const written = { out: '', err: '' };
  const spies = (
    [
      ['out', process.stdout],
      ['err', process.stderr],
    ] as const
  ).map(([to, stream]) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written[to] += String(text);
      return true;
    }),
  );
  try {
    const code = await main(words, root);
    return { code, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The object of `--json`; fails the test when the program did. */
export async function answer(...words: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await isthmus(...words, '--json');
  if (code !== 0) throw new Error(`Expected exit code 0, got ${code}: ${err}`);
  return JSON.parse(out) as Record<string, unknown>;
}
