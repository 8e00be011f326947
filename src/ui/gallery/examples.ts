/** Every ready experiment, by the name of its file; apart from the first page, so import this lazily. */
import { readExample, type Example } from '../../pipeline/examples';
import type { Experiment } from '../../pipeline/kinds/pair/experiment';

const FILES = import.meta.glob<unknown>('../../../experiments/*.json', {
  eager: true,
  import: 'default',
});

export interface NamedExample extends Example {
  /** Of its file, without an ending. */
  readonly name: string;
}

/** In the order of a paper's figures. */
const EXAMPLES: readonly NamedExample[] = Object.entries(FILES)
  .map(([path, document]) => ({ name: nameOf(path), ...readExample(document) }))
  .sort((a, b) => a.source.localeCompare(b.source, 'en', { numeric: true }));

function nameOf(path: string): string {
  return path.replace(/^.*\/|\.json$/g, '');
}

export interface Paper {
  readonly title: string;
  readonly examples: readonly NamedExample[];
}

const paperOf = ({ source }: NamedExample) => source.split(', ', 1)[0] ?? source;

/** The examples of each paper. */
export const PAPERS: readonly Paper[] = [...new Set(EXAMPLES.map(paperOf))].map((title) => ({
  title,
  examples: EXAMPLES.filter((example) => paperOf(example) === title),
}));

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
