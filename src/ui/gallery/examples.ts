/** Every ready experiment, by the name of its file; apart from the first page, so import this lazily. */
import { layoutOf } from '../../model/layout';
import { readExample, type Example } from '../../pipeline/examples';
import { architectureOf, type Experiment } from '../../pipeline/kinds/pair/experiment';

const FILES = import.meta.glob<unknown>('../../../experiments/*.json', {
  eager: true,
  import: 'default',
});

export interface NamedExample extends Example {
  /** Of its file, without an ending. */
  readonly name: string;
  /** Author and year. */
  readonly of: string;
  /** Where in the paper. */
  readonly place: string;
  readonly size: Size;
}

/** Of networks, by how many weights each has. */
export const SIZES = {
  small: { label: 'Small', most: 70_000 },
  medium: { label: 'Medium', most: 200_000 },
  large: { label: 'Large', most: Infinity },
} as const;
export type Size = keyof typeof SIZES;
export const SIZE_NAMES = Object.keys(SIZES) as Size[];

function named(path: string, document: unknown): NamedExample {
  const example = readExample(document);
  const { source, experiment } = example;
  const comma = source.indexOf(', ');
  const weights = layoutOf(architectureOf(experiment)).size;
  return {
    ...example,
    name: path.replace(/^.*\/|\.json$/g, ''),
    of: source.slice(0, comma),
    place: source.slice(comma + 2),
    size: SIZE_NAMES.find((size) => weights <= SIZES[size].most) ?? 'large',
  };
}

/** In the order of a paper's figures; what is of no paper comes first. */
export const EXAMPLES: readonly NamedExample[] = Object.entries(FILES)
  .map(([path, document]) => named(path, document))
  .sort(
    (a, b) =>
      Number(b.of === 'Isthmus') - Number(a.of === 'Isthmus') ||
      a.source.localeCompare(b.source, 'en', { numeric: true }),
  );

/** The papers. */
export const PAPERS: readonly string[] = [...new Set(EXAMPLES.map(({ of }) => of))];

/** An example in a word or two: `Fig. 1`, or its title where it is no figure's. */
export const shortName = ({ place, title }: NamedExample): string =>
  /^(Fig|Sec)\. /.test(place) ? (place.split(',', 1)[0] ?? place) : `“${title}”`;

/** The example that an experiment is, in one of its sizes. */
export function exampleOf(
  experiment: Experiment,
): { readonly example: NamedExample; readonly size: 'small' | 'paper' } | null {
  const text = JSON.stringify(experiment);
  for (const example of EXAMPLES) {
    if (JSON.stringify(example.experiment) === text) return { example, size: 'small' };
    if (JSON.stringify(example.paper) === text) return { example, size: 'paper' };
  }
  return null;
}
