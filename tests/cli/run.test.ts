/** An experiment from a document: what is written, read back by the other commands. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Kept, KeptRun } from '../../src/cli/results';
import { meanOf } from '../../src/cli/means';
import type { Mean } from '../../src/cli/means';
import { readExample } from '../../src/pipeline/examples';
import { readDocument } from '../../src/pipeline/documents';
import { verdictsOf } from '../../src/pipeline/verdicts';
import { answer, isthmus } from './program';
import { tiny, writeDocument } from './tiny';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const into = (name: string) => path.join(folder, name);
const document = writeDocument(folder, 'tiny.json', tiny);

const keptIn = (name: string) =>
  JSON.parse(readFileSync(path.join(into(name), 'results.json'), 'utf8')) as Kept;

type Test = Readonly<Record<'loss' | 'accuracy', number>>;

/** Loss and accuracy of a trained network, and along a line, as they are kept. */
function measured({ stages }: KeptRun) {
  const trained = (stage: 'networkA' | 'networkB') =>
    (stages[stage]?.result as { test: Test }).test;
  const naive = stages['naive']?.result as { loss: number[]; accuracy: number[] };
  return { a: trained('networkA'), b: trained('networkB'), naive };
}

describe('run', () => {
  let summary: Readonly<Record<string, unknown>> = {};

  it('writes weights of which the other commands measure the same, and every number', async () => {
    summary = await answer('run', document, '--out', into('one'), '--threads', '2');
    const [run] = keptIn('one').runs;
    if (run === undefined) throw new Error('Expected a run.');
    const { a, b, naive } = measured(run);
    const file = (name: string) => path.join(into('one'), `${name}.safetensors`);
    const of = ['--dataset', tiny.dataset];
    const sampled = ['--samples', '200', '--points', '5', ...of];
    const [ofA, ofB, ofAligned, line] = await Promise.all([
      answer('evaluate', file('A'), ...of),
      answer('evaluate', file('B'), ...of),
      answer('evaluate', file('pi-A'), ...of),
      answer('interpolate', file('A'), file('B'), ...sampled),
    ]);
    expect([a, b]).toMatchObject([ofA, ofB]);
    expect(ofAligned['loss']).toBeCloseTo(a.loss, 5);
    expect(line['points']).toEqual(
      naive.loss.map((loss, i) => ({ loss, accuracy: naive.accuracy[i] })),
    );
    expect(readdirSync(into('one')).sort()).toEqual(
      ['A', 'A.initial', 'B', 'B.initial', 'bezier-1', 'chain-1', 'pi-A']
        .map((name) => `${name}.safetensors`)
        .concat('results.json')
        .sort(),
    );
    const figures = summary['figures'] as Mean[];
    const value = (name: string) => figures.find((figure) => figure.name === name)?.mean;
    expect(value('networkA.testLoss')).toBe(a.loss);
    expect(value('naive.barrierOverMean')).toBe(line['barrierOverMean']);
    expect(run.stages['chain']?.recipe).toMatchObject({
      experiment: tiny,
      engine: expect.stringContaining('WebAssembly') as string,
    });
  });

  it('writes what the page opens and what can be run again', async () => {
    const file = path.join(into('one'), 'results.json');
    const { experiment, results } = readDocument('results.json', readFileSync(file, 'utf8'));
    expect(experiment).toEqual(tiny);
    expect(results.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['naive', 'permuted', 'bezier', 'chain', 'plane']),
    );
    const again = await answer('run', file);
    const untimed = ({ figures }: Readonly<Record<string, unknown>>) =>
      (figures as Mean[]).filter(({ kind }) => kind !== 'seconds');
    expect(untimed(again)).toEqual(untimed(summary));
  });

  it('seeds: their mean and twice the standard error', async () => {
    const { code, out, err } = await isthmus(
      'run',
      document,
      '--seeds',
      '3',
      '--out',
      into('three'),
    );
    expect(code).toBe(0);
    expect(err.split('\n').sort().join('\n')).toBe('\nseed 1 done\nseed 2 done\nseed 3 done');
    const { runs } = keptIn('three');
    const [x = NaN, y = NaN, z = NaN] = runs.map((run) => measured(run).b.loss);
    expect(new Set([x, y, z]).size).toBe(3);
    const mean = (x + y + z) / 3;
    const deviation = Math.sqrt(((x - mean) ** 2 + (y - mean) ** 2 + (z - mean) ** 2) / 2);
    const error = (2 * deviation) / Math.sqrt(3);
    expect(out).toMatch(/^3 seeds +mean ± 2 s\.e\.\n/);
    expect(out).toContain(`${mean.toFixed(4)} ± ${error.toFixed(4)}`);
    const files = readdirSync(into('three'), { recursive: true, encoding: 'utf8' });
    expect(files).toContain(path.join('seed-3', 'pi-A.safetensors'));
  });

  it('takes networks from files beside the document: no permutation joins those made by hand', async () => {
    const file = 'experiments/git-re-basin-counter-example.json';
    const figures = (await answer('run', file, '--threads', '1'))['figures'] as Mean[];
    const example = readExample(JSON.parse(readFileSync(file, 'utf8')));
    const values = figures.map(({ mean, ...figure }) => ({ ...figure, value: mean ?? NaN }));
    for (const { says, agrees } of verdictsOf(example, values))
      expect([says, agrees]).toEqual([says, true]);
    expect(values.find(({ name }) => name === 'matching.tried')?.value).toBe(4);
  });

  it('a network that diverges is named with its step, and what there is is kept', async () => {
    const optimizer = { kind: 'sgd', learningRate: 1e6 };
    const training = { ...tiny.training, optimizer };
    const wild = writeDocument(folder, 'wild.json', { ...tiny, training });
    const { code, out, err } = await isthmus('run', wild, '--out', into('wild'));
    expect(code).toBe(2);
    expect(err).toMatch(/^isthmus: network ([AB]): Training of \1 diverged at step \d+: .*\n$/m);
    expect(out).not.toContain('NaN');
    const [run] = keptIn('wild').runs;
    expect(Object.keys(run?.failed ?? {}).sort()).toEqual(['networkA', 'networkB']);
  });
});

describe('the mean', () => {
  it('of one value has no error; of none that is finite there is none', () => {
    expect(meanOf([3])).toEqual({ mean: 3, error: null });
    expect(meanOf([1, Infinity])).toEqual({ mean: null, error: null });
    expect(meanOf([1, 3])).toEqual({ mean: 2, error: 2 });
  });
});
