/**
 * `docs/experiment.md` names every field of an experiment, with its default; what any page names or links to exists, and
 * so does the section of a page that the source cites.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromFragment, readFragment } from '../src/pipeline/address';
import { USUAL_VIEW } from '../src/pipeline/view';
import { defaultAlignment, METHOD_NAMES } from '../src/jobs/methods';
import { experimentErrors, parseExperiment } from '../src/pipeline/kinds/pair/experiment';
import { CURVE_NAMES } from '../src/jobs/paths';

const page = readFileSync(new URL('../docs/experiment.md', import.meta.url), 'utf8');

/** The other cells of every row, by the name that it begins with, of the tables whose first column is so called. */
const rowsOf = (column: string, text = page) =>
  new Map(
    text
      .trim()
      .split('\n\n')
      .filter((table) => table.startsWith(`| ${column} `))
      .flatMap((table) => table.split('\n').slice(2))
      .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
      .map(([, name = '', ...cells]) => [name, cells]),
  );
const rows = rowsOf('field');
const blocks = [...page.matchAll(/```json\n(.*?)```/gs)].map(
  ([, text = '']) => JSON.parse(text) as unknown,
);

/** Every field with its path, groups left out; N stands for a place in a list of groups. */
function fieldsOf(value: unknown, path = ''): [path: string, value: unknown][] {
  const isGroups = Array.isArray(value) && typeof value[0] === 'object';
  if (typeof value !== 'object' || value === null || (Array.isArray(value) && !isGroups))
    return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = isGroups ? 'N' : key;
    return fieldsOf(inner, path === '' ? name : `${path}.${name}`);
  });
}

const usual = parseExperiment({ version: 2 });
const withDefaults = (fields: object) => parseExperiment({ version: 2, ...fields });
const measured = withDefaults({ measurements: { transfer: {}, simplex: {}, ensemble: {} } });
const descending = withDefaults({ training: { optimizer: { kind: 'sgd' } } });
const convolutional = withDefaults({ network: { kind: 'cnn', layers: [8] } });
const scaled = withDefaults({ normalization: [{ mean: 0.5, standardDeviation: 0.5 }] });
const [a, b] = usual.networks;
const file = { name: 'b.npz', digest: '0' };
const own = withDefaults({
  networks: [a, { ...b, training: {}, hidden: [64, 64], fork: 1, file }],
});
const alignments = METHOD_NAMES.map(defaultAlignment);

const images = withDefaults({
  dataset: 'own',
  own: {
    name: 'mnist.npz',
    digest: '0'.repeat(64),
    side: 28,
    channels: 1,
    classes: 10,
    counts: { train: 60_000, test: 10_000 },
    normalization: [{ mean: 0.13, standardDeviation: 0.31 }],
  },
});

/** Together they have every field there is. */
const documents = [
  ...[usual, measured, descending, convolutional, scaled, own, images],
  ...alignments.map((alignment) => ({ alignment })),
];
const fields = documents.flatMap((document) => fieldsOf(document));
/** Of a network's own training, which has the fields of all. */
const isOwnTraining = (path: string) => path.startsWith('networks.N.training.');
const paths = new Set(fields.map(([path]) => path).filter((path) => !isOwnTraining(path)));

/** `a`, `a.b` and `a.b.c` of `a.b.c`. */
const prefixesOf = (path: string) =>
  path.split('.').map((_, i, keys) => keys.slice(0, i + 1).join('.'));

describe('the page of the experiment', () => {
  it('is held to what every group has that may be null', () => {
    const open = new Set(
      fields.flatMap(([path, value]) => (value === null ? [] : prefixesOf(path))),
    );
    expect([...paths].filter((path) => !open.has(path))).toEqual([]);
  });

  it('has a line for every field, and none for another', () => {
    expect([...paths].filter((path) => !rows.has(path))).toEqual([]);
    expect([...rows.keys()].filter((name) => !paths.has(name))).toEqual([]);
  });

  const { transfer, simplex, ensemble } = measured.measurements;
  const { optimizer } = descending.training;
  const defaults = [
    ...fieldsOf({ ...usual, networks: {}, alignment: {} }),
    ...fieldsOf({ measurements: { transfer, simplex, ensemble }, training: { optimizer } }),
  ];
  it.each(defaults.filter(([, value]) => value !== 'sgd'))(
    'says the default of %s',
    (path, value) => {
      // Where the kinds of optimizer differ, a line has both.
      const said = rows.get(path)?.[1]?.split(', of sgd ');
      expect(said?.map((text) => JSON.parse(text) as unknown)).toContainEqual(value);
    },
  );

  it('lists the networks, every method with its settings, and every curve', () => {
    expect(parseExperiment({ version: 2, networks: blocks[1] })).toEqual(usual);
    expect(blocks[2]).toEqual(alignments);
    expect([...rowsOf('method').keys()]).toEqual(METHOD_NAMES);
    expect([...rowsOf('kind').keys()]).toEqual(CURVE_NAMES);
  });

  it('has examples that are right', () => {
    expect(experimentErrors(blocks[0])).toEqual({});
    const [, address = ''] = /`(#\S+)`/.exec(page) ?? [];
    expect(fromFragment(address).training.epochs).toBe(5);
  });
});

describe('the page of links', () => {
  const sharing = readFileSync(new URL('../docs/sharing.md', import.meta.url), 'utf8');

  it('has a line with its default for every field of a view', () => {
    const said = [...rowsOf('field', sharing)].map(([name, [, usualText = '']]) => [
      name,
      JSON.parse(usualText) as unknown,
    ]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(fieldsOf({ view: USUAL_VIEW })));
  });

  it('has an example that is right', () => {
    const [, address = ''] = /`(#\S+)`/.exec(sharing) ?? [];
    expect(readFragment(address).view).toEqual({ alpha: 0.35, hidden: ['naive'] });
  });
});

const ROOT = new URL('../', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, ROOT), 'utf8');

/** Every file below a folder of the repository, relative to it. */
const filesBelow = (folder: string) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  );

const PAGES = [
  'README.md',
  'src/README.md',
  ...filesBelow('docs/').map((file) => `docs/${file}`),
].filter((file) => file.endsWith('.md'));

/** Without blocks of code, whose commands have files of the reader's own. */
const proseOf = (text: string) => text.replace(/^```.*?^```/gms, '');

/** `folder/file.ts` or `folder/folder/`, but none outside of the repository. */
const PATH =
  /^(?!\.\.)[\w.-]+(\/[\w.-]+)*\/([\w.-]+\.(tsx?|mjs|css|html|py|md|json|safetensors))?$/;
const isPath = (text: string) => PATH.test(text) && /\/./.test(text);

/** A source file without its folder, which the words around it say. */
const isName = (text: string) => /^[\w-]+(\.\w+)?\.(tsx?|mjs|css|py)$/.test(text);

/** As links name them: GitHub's way. */
const anchorsOf = (text: string) =>
  [...proseOf(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );

describe.each(PAGES)('%s', (file) => {
  const text = textOf(file);
  const folder = new URL('./', new URL(file, ROOT));
  const quoted = [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, inner = '']) => inner);

  it('names files and folders that exist', () => {
    const bases = [ROOT, new URL('src/', ROOT), folder];
    const isThere = (name: string) => bases.some((base) => existsSync(new URL(name, base)));
    expect(quoted.filter((name) => isPath(name) && !isThere(name))).toEqual([]);
    const names = new Set(
      ['src/', 'tests/', 'scripts/']
        .flatMap(filesBelow)
        .map((path) => path.slice(path.lastIndexOf('/') + 1)),
    );
    expect(quoted.filter((name) => isName(name) && !names.has(name))).toEqual([]);
  });

  it('links to pages and sections that exist', () => {
    const links = [...proseOf(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
      ([, to = '']) => to,
    );
    const isBroken = (link: string) => {
      const { pathname, hash } = new URL(link, new URL(file, ROOT));
      const target = new URL(pathname, ROOT);
      if (!existsSync(target)) return true;
      return hash !== '' && !anchorsOf(readFileSync(target, 'utf8')).includes(hash.slice(1));
    };
    expect(links.filter(isBroken)).toEqual([]);
  });
});

it('has every page and section that the source cites', () => {
  const cited = filesBelow('src/')
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [...textOf(`src/${file}`).matchAll(/([\w/-]+\.md)(?:, "([^"]+)")?/g)])
    .map(([, file = '', section]) => ({ file, section }));
  expect(cited.length).toBeGreaterThan(0);
  const isThere = ({ file, section }: (typeof cited)[number]) =>
    existsSync(new URL(file, ROOT)) &&
    (section === undefined || textOf(file).includes(`\n## ${section}\n`));
  expect(cited.filter((citation) => !isThere(citation))).toEqual([]);
});
