/** Grids of experiments: shards, an end by SIGKILL, and the table of what there is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, isthmus, program } from './program';
import { tiny, writeDocument } from './tiny';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const into = (name: string) => path.join(folder, name);
const optimizer = { kind: 'sgd', momentum: 0, weightDecay: 0 };
const document = writeDocument(folder, 'sweep.json', {
  experiment: {
    ...tiny,
    training: { ...tiny.training, optimizer: { ...optimizer, learningRate: 0.1 } },
  },
  // The last of the rates is too high for anything.
  sweep: { 'network.hidden': [[8], [12]], 'training.optimizer.learningRate': [0.1, 1e6] },
  seeds: 2,
  only: ['naive'],
});
const EXPERIMENTS = 8;

const sweep = (out: string, ...words: string[]) =>
  answer('sweep', document, '--out', into(out), ...words);

async function tables(out: string): Promise<string[]> {
  const csv = into(`${out}.csv`);
  const [{ out: text }, { out: json }] = await Promise.all([
    isthmus('table', into(out), '--out', csv),
    isthmus('table', into(out), '--each', '--json'),
  ]);
  return [text, json, readFileSync(csv, 'utf8')];
}

const finished = (out: string) =>
  existsSync(into(out)) ? readdirSync(into(out)).filter((name) => !name.startsWith('.')) : [];

/** Starts a sweep and kills it after its first experiment. */
async function killed(out: string): Promise<number> {
  const words = ['sweep', document, '--out', into(out), '--threads', '1'];
  const child = spawn('node', [program, ...words], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (finished(out).length === 0 && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  return finished(out).length;
}

let whole: string[] = [];
beforeAll(async () => {
  const counts = await sweep('whole');
  expect(counts).toEqual({ experiments: EXPERIMENTS, skipped: 0, run: EXPERIMENTS, failed: 4 });
  whole = await tables('whole');
}, 600_000);

describe('sweep', () => {
  it('two shards into one folder at once give the table of one, byte for byte', async () => {
    const counts = await Promise.all([
      sweep('shards', '--shard', '1/2', '--threads', '1'),
      sweep('shards', '--shard', '2/2', '--threads', '1'),
    ]);
    expect(counts.map(({ run }) => run)).toEqual([EXPERIMENTS / 2, EXPERIMENTS / 2]);
    expect(await tables('shards')).toEqual(whole);
  });

  it('killed, it goes on with what was not finished', async () => {
    const before = await killed('killed');
    const counts = await sweep('killed');
    expect(counts).toMatchObject({ skipped: before, run: EXPERIMENTS - before });
    expect(await tables('killed')).toEqual(whole);
    expect(await sweep('killed')).toMatchObject({ skipped: EXPERIMENTS, run: 0 });
  });
});

interface Row {
  readonly point: Readonly<Record<string, unknown>>;
  readonly n: number;
  readonly failed: number;
  readonly figures: Readonly<Record<string, { mean: number; error: number; n: number }>>;
}

interface Each {
  readonly seed: number;
  readonly figures: Readonly<Record<string, number>>;
}

describe('table', () => {
  it('has a row for each point, with means over seeds; those that failed are counted', async () => {
    const { rows } = (await answer('table', into('whole'))) as unknown as { rows: Row[] };
    expect(rows.map(({ point, n, failed }) => [...Object.values(point), n, failed])).toEqual([
      [[8], 0.1, 2, 0],
      [[8], 1e6, 0, 2],
      [[12], 0.1, 2, 0],
      [[12], 1e6, 0, 2],
    ]);
    const { rows: each } = JSON.parse(whole[1] ?? '') as { rows: Each[] };
    const [x = NaN, y = NaN] = each.map(({ figures }) => figures['naive.barrierOverChord']);
    expect(x).not.toBe(y);
    const { mean, error } = rows[0]?.figures['naive.barrierOverChord'] ?? {};
    expect(mean).toBeCloseTo((x + y) / 2, 12);
    // Of two values: 2 (|x - y| / sqrt 2) / sqrt 2.
    expect(error).toBeCloseTo(Math.abs(x - y), 12);
  });

  it('as CSV', () => {
    const lines = (whole[2] ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const [head = [], first = []] = lines;
    expect(head.slice(0, 6)).toEqual([
      ...['network.hidden', 'training.optimizer.learningRate', 'n', 'failed'],
      ...['networkA.testLoss', 'networkA.testLoss 2se'],
    ]);
    expect(lines).toHaveLength(5);
    expect(lines.every((line) => line.length === head.length)).toBe(true);
    expect(first.slice(0, 4)).toEqual(['8', '0.1', '2', '0']);
    expect(first.slice(4).every((cell) => Number.isFinite(Number(cell)))).toBe(true);
  });

  it('of the figures that are asked for', async () => {
    const { out } = await isthmus('table', into('whole'), '--figures', 'testAccuracy');
    expect(out).toMatch(/ failed +networkA\.testAccuracy +networkB\.testAccuracy\n/);
    expect(out).toMatch(/\d\d\.\d\d ± \d+\.\d\d %/);
  });

  it('of several datasets gives the figures of each alone', async () => {
    const figures = async (...datasets: readonly string[]) => {
      const name = datasets.join('-and-');
      const written = writeDocument(folder, `${name}.json`, {
        experiment: { ...tiny, plane: { grid: 5, samples: 10 } },
        sweep: { dataset: datasets },
        only: ['naive', 'plane'],
      });
      await answer('sweep', written, '--out', into(name), '--threads', '2');
      const { out } = await isthmus('table', into(name), '--each', '--json');
      return (JSON.parse(out) as { rows: Record<string, unknown>[] }).rows;
    };
    const together = await figures('fashion-mnist', 'quadrant');
    expect(together).toHaveLength(2);
    expect(together).toEqual([...(await figures('fashion-mnist')), ...(await figures('quadrant'))]);
  });
});
