import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLandscape } from '../../src/pipeline/landscape';
import { readLandscapeIndex } from '../../src/pipeline/landscapeIndex';

const text = readFileSync(
  new URL('../../public/landscapes/git-re-basin-counter-example.json', import.meta.url),
  'utf8',
);
const NAME = 'counter-example';

interface Document {
  format: number;
  steps: unknown;
  experiment: Record<string, unknown>;
  tasks: Record<string, { key: string; result: Record<string, unknown> }>;
}

/** The landscape after an edit. */
function edited(edit: (document: Document) => void): string {
  const document = JSON.parse(text) as Document;
  edit(document);
  return JSON.stringify(document);
}

describe('readLandscape', () => {
  it('has what needs no weights at once, and the rest once these are there', () => {
    const { results, pending } = readLandscape(NAME, text);
    expect(results.map(({ job }) => job)).toContain('plane');
    expect(pending.map(({ files }) => files.length)).toEqual([1, 1, 1, 1, 1]);
    const [network] = pending;
    expect(() => network?.complete([new Float32Array(3)])).toThrow(
      /expected 18 weights for networkA, got 3/,
    );
    expect(() => network?.complete([])).toThrow(/got 0/);
  });

  it('leaves out results of settings that mean something else now', () => {
    const old = edited(({ tasks }) => (tasks['plane'] = { ...tasks['plane']!, key: 'older' }));
    const ids = readLandscape(NAME, old).results.map(({ id }) => id);
    expect(ids).not.toContain('plane');
    expect(ids).toContain('naive');
  });

  it.each<[string, string, RegExp]>([
    ['text', 'a landscape', /^counter-example: expected a landscape as JSON/],
    ['nothing', 'null', /format 1; the document: /],
    ['another format', edited((d) => (d.format = 2)), /format: /],
    ['steps that are none', edited((d) => (d.steps = -1)), /steps: /],
    ['a wrong experiment', edited((d) => (d.experiment['loss'] = 'x')), /experiment: loss: /],
    [
      'a task that there is not',
      edited((d) => (d.tasks['more'] = d.tasks['plane']!)),
      /results that its experiment asks for, got "more"/,
    ],
    [
      'a plane of another size',
      edited((d) => (d.tasks['plane']!.result['loss'] = [1, 2])),
      /plane.*altered/,
    ],
    [
      'a weights file elsewhere',
      edited((d) => (d.tasks['networkA']!.result['weights'] = '../../secret')),
      /networkA.*altered/,
    ],
    [
      'a matching without permutations',
      edited((d) => delete d.tasks['matching']!.result['layers']),
      /matching.*altered/,
    ],
  ])('refuses %s', (_, document, message) => {
    expect(() => readLandscape(NAME, document)).toThrow(message);
  });
});

describe('readLandscapeIndex', () => {
  it.each(['[{}]', 'x', '{}', '[{"name":"a","seconds":-1}]'])('refuses %s', (index) => {
    expect(() => readLandscapeIndex(index)).toThrow(/^Expected the list of landscapes/);
  });
});
