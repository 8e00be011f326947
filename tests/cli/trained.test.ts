/** Networks that several experiments of a sweep have in common. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTrained } from '../../src/cli/trained';
import { parseExperiment } from '../../src/jobs/experiment';
import { answer } from './program';
import { tiny, writeDocument } from './tiny';

const recipe = { experiment: parseExperiment({ version: 2 }), engine: 'none', version: '0' };
const networkOf = (key: string, bytes: number) => ({
  ...{ key, recipe },
  value: {
    weights: new Float32Array(bytes / 8),
    forks: [{ weights: new Float32Array(bytes / 8) }],
  },
});

describe('networks that are kept', () => {
  it('are found by their stage and key, and nothing else is kept', () => {
    const trained = createTrained();
    const a = networkOf('one', 80);
    trained.add('networkA', a);
    trained.add('naive', { key: 'line', recipe, value: null });
    expect(trained.find('networkA', 'one')).toBe(a);
    expect(trained.find('networkB', 'one')).toBeNull();
    expect(trained.find('networkA', 'two')).toBeNull();
    expect(trained.find('naive', 'line')).toBeNull();
  });

  it('make room for others when they have not been used for longest', () => {
    const trained = createTrained(200);
    for (const key of ['one', 'two']) trained.add('networkA', networkOf(key, 80));
    trained.find('networkA', 'one');
    trained.add('networkA', networkOf('three', 80));
    expect(trained.find('networkA', 'two')).toBeNull();
    for (const key of ['one', 'three']) expect(trained.find('networkA', key)).not.toBeNull();
    trained.add('networkA', networkOf('too large', 240));
    expect(trained.find('networkA', 'too large')).toBeNull();
  });
});

interface Kept {
  readonly point: { readonly alignment: { readonly method: string } };
  readonly runs: readonly {
    readonly figures: readonly { readonly name: string; readonly value: number | null }[];
    readonly stages: Record<
      'networkA' | 'networkB',
      {
        readonly recipe: { readonly experiment: { readonly alignment: object } };
        readonly result: object;
      }
    >;
  }[];
}

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a sweep over alignments trains its networks once, and measures what one run does', async () => {
  const alignments = ['activation', 'weight'].map((method) => ({ method }));
  const file = writeDocument(folder, 'sweep.json', {
    experiment: tiny,
    sweep: { alignment: alignments },
    only: ['permuted'],
  });
  const out = path.join(folder, 'out');
  await answer('sweep', file, '--out', out, '--threads', '1');
  const kept = readdirSync(out).map(
    (id) => JSON.parse(readFileSync(path.join(out, id, 'results.json'), 'utf8')) as Kept,
  );
  expect(kept).toHaveLength(2);
  const [one, two] = kept.map(({ runs: [run] }) => run);
  for (const name of ['networkA', 'networkB'] as const) {
    // The seconds of a training, too: another would have taken others.
    expect(one?.stages[name].result).toEqual(two?.stages[name].result);
    for (const { point, runs } of kept)
      expect(runs[0]?.stages[name].recipe.experiment.alignment).toMatchObject(point.alignment);
  }
  const lone = writeDocument(folder, 'run.json', { ...tiny, alignment: alignments[1] });
  const ran = path.join(folder, 'run');
  await answer('run', lone, '--out', ran, '--threads', '1');
  const alone = JSON.parse(readFileSync(path.join(ran, 'results.json'), 'utf8')) as Kept;
  const figure = (run: Kept['runs'][number] | undefined) =>
    run?.figures.find(({ name }) => name === 'permuted.barrierOverChord')?.value;
  const swept = kept.find(({ point }) => point.alignment.method === 'weight');
  expect(figure(swept?.runs[0])).toBe(figure(alone.runs[0]));
  expect(figure(alone.runs[0])).toEqual(expect.any(Number));
});
