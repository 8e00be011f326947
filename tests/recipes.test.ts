/** The recipes of `src/README.md` name every file that knows a path, a method of alignment or a plane by its name. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../src/', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

/** Without comments, which may name what they like. */
const codeOf = (file: string) =>
  readFileSync(new URL(file, root), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

const CODE = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(tsx?|css)$/.test(file))
  .map((file) => [file, codeOf(file)] as const);

/** Files and folders that the recipe of a kind names, relative to `src/`. */
function placesOf(kind: string): readonly string[] {
  const [, recipe = ''] =
    new RegExp(`^- To add a ${kind}:(.*?)(?=^- |^$)`, 'ms').exec(readme) ?? [];
  return [...recipe.matchAll(/`([^`]*\/[^`]*)`/g)].map(([, place = '']) => place);
}

/** A path or a method as a word of its own, as the name of its fit, or of its colour. */
const named = (name: string) => new RegExp(`(?<![\\w/.-])(?:--)?${name}(?:Fit)?(?![\\w-])`);

/** A kind of plane where it is told from others; results have a field of the same name. */
const compared = (name: string) =>
  new RegExp(
    `(?:[!=]==|\\bcase|[?:])\\s*'${name}'|\\brandom: .*\\b${name}: |^  ${name}: [({]`,
    'm',
  );

// Of some, the name is a word that other things have too.
const PATHS = ['slerp', 'layer-slerp', 'layer-line', 'layer-steps', 'neb', 'auto-neb'];
const METHODS = ['sinkhorn', 'annealing', 'ste', 'flips', 'exhaustive', 'sequential'];
const CASES = [
  ...PATHS.map((name) => ['path', name, named(name)] as const),
  ...METHODS.map((name) => ['method', name, named(name)] as const),
  ...['trajectory'].map((name) => ['plane', name, compared(name)] as const),
];

describe.each(CASES)('the recipe of a %s', (kind, name, pattern) => {
  const places = placesOf(kind);
  const files = CODE.filter(([, code]) => pattern.test(code)).map(([file]) => file);

  it('names at most four places', () => {
    expect(places.length).toBeGreaterThanOrEqual(2);
    expect(places.length).toBeLessThanOrEqual(4);
  });

  it(`names every file that knows ${name}, and none that does not`, () => {
    expect(files.filter((file) => !places.some((place) => file.startsWith(place)))).toEqual([]);
    expect(places.filter((place) => !files.some((file) => file.startsWith(place)))).toEqual([]);
  });
});
