/** Reads the results that run and sweep keep, as far as a table is made of them. */
import type { FigureKind } from '../pipeline/figures';
import { readBytes } from './disk';
import { isObject, type Fields } from './documents';
import { InputError } from './problem';
import type { Kept } from './results';

/** @throws InputError for a file that is not one of results */
export async function readKept(file: string): Promise<Pick<Kept, 'point' | 'runs'>> {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(await readBytes(file)));
  } catch {
    throw new InputError(
      `${file}: expected results that Isthmus wrote, got another file or a part of one.`,
    );
  }
  return keptFrom(document, file);
}

/**
 * Checks what a table is made of, and that alone.
 *
 * @throws InputError for the first thing that is wrong
 */
function keptFrom(document: unknown, file: string): Pick<Kept, 'point' | 'runs'> {
  const refuse = (where: string, expected: string, got: unknown) =>
    new InputError(
      `${file}: ${where}: expected ${expected}, as run and sweep write it, got ${got === undefined ? 'none' : JSON.stringify(got).slice(0, 40)}.`,
    );
  const object = (value: unknown, where: string): Fields => {
    if (!isObject(value)) throw refuse(where, 'an object', value);
    return value;
  };
  const list = (value: unknown, where: string): readonly unknown[] => {
    if (!Array.isArray(value)) throw refuse(where, 'a list', value);
    return value;
  };
  const kept = object(document, 'results');
  object(kept['point'], 'point');
  for (const [i, inRuns] of list(kept['runs'], 'runs').entries()) {
    const at = `runs.${i}`;
    const { seed, experiment, figures, stages, failed } = object(inRuns, at);
    if (typeof seed !== 'number') throw refuse(`${at}.seed`, 'a number', seed);
    object(experiment, `${at}.experiment`);
    object(failed, `${at}.failed`);
    for (const [stage, of] of Object.entries(object(stages, `${at}.stages`))) {
      const recipe = `${at}.stages.${stage}.recipe`;
      const { engine } = object(object(of, `${at}.stages.${stage}`)['recipe'], recipe);
      if (typeof engine !== 'string') throw refuse(`${recipe}.engine`, 'a name', engine);
    }
    for (const [k, figure] of list(figures, `${at}.figures`).entries())
      if (!isFigure(object(figure, `${at}.figures.${k}`)))
        throw refuse(`${at}.figures.${k}`, 'a name, label, kind and value', figure);
  }
  return kept as unknown as Kept;
}

const KINDS: Readonly<Record<FigureKind, true>> = {
  loss: true,
  barrier: true,
  share: true,
  number: true,
  count: true,
  difference: true,
  seconds: true,
};

const isFigure = ({ name, label, kind, value }: Fields): boolean =>
  typeof name === 'string' &&
  typeof label === 'string' &&
  typeof kind === 'string' &&
  Object.hasOwn(KINDS, kind) &&
  (value === null || typeof value === 'number');
