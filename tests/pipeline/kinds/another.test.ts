/** A kind of experiment more is a folder and a line in `kinds.ts`: all else takes it as it is. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { gather } from '../../../src/cli/gathering';
import { sweepFrom } from '../../../src/cli/sweepGrid';
import { keep, RESULTS, textOf } from '../../../src/cli/results';
import { fromFragment, toFragment } from '../../../src/pipeline/address';
import { documentOf, readDocument } from '../../../src/pipeline/documents';
import {
  experimentErrors,
  parseExperiment,
  planOfExperiment,
  type Experiment,
} from '../../../src/pipeline/experiment';
import { createResultCache } from '../../../src/pipeline/results';
import { createRunner } from '../../../src/pipeline/runner';
import type { AnyTaskState } from '../../../src/pipeline/state';
import { answeringPool } from '../../support/answeringPool';

vi.mock('../../../src/pipeline/kinds/kinds', async (original) => {
  const kinds = await original<typeof import('../../../src/pipeline/kinds/kinds')>();
  const { chorus } = await import('../../support/chorus');
  return { ...kinds, KINDS: { ...kinds.KINDS, chorus } };
});

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-kind-'));
afterAll(() => rmSync(folder, { recursive: true }));

const chorusOf = (fields: object = {}) =>
  parseExperiment({ version: 3, kind: 'chorus', voices: 3, ...fields });

/** Runs an experiment's plan; what its tasks came to, by their ids. */
async function run(experiment: Experiment) {
  const done: Record<string, AnyTaskState & { readonly status: 'done' }> = {};
  const made = { engine: 'none', version: 'test' };
  const plan = planOfExperiment(experiment);
  await createRunner(answeringPool(), createResultCache(2 ** 20)).run(plan, [...plan.keys()], {
    signal: new AbortController().signal,
    read: () => Promise.reject(new Error('Expected no file.')),
    made: () => made,
    finished: () => null,
    onRunning: () => undefined,
    onDone({ id, job }, value, key) {
      done[id] = {
        job,
        status: 'done',
        result: { value, key, recipe: { experiment, ...made } },
      };
    },
    onFailed: ({ id }, error) => expect([id, error.message]).toEqual([]),
  });
  return done;
}

describe('a kind of experiment of its own', () => {
  it('is parsed by its own schema, and others are refused', () => {
    expect(chorusOf()).toEqual({ version: 3, kind: 'chorus', voices: 3, seed: 1 });
    expect(experimentErrors({ version: 3, kind: 'chorus', voices: 1 })).toEqual({
      voices: 'Voices: expected a whole number from 2 to 8.',
    });
    expect(() => parseExperiment({ version: 3, kind: 'solo' })).toThrow(
      'Kind of the experiment: expected one of pair, chorus, got "solo".',
    );
  });

  it('goes through an address', () => {
    const fragment = toFragment(chorusOf({ voices: 4 }));
    expect(fromFragment(fragment)).toEqual(chorusOf({ voices: 4 }));
  });

  it('is run, saved and opened', async () => {
    const experiment = chorusOf();
    const tasks = await run(experiment);
    expect(Object.keys(tasks).sort()).toEqual(['mean', 'voice1', 'voice2', 'voice3']);
    const text = documentOf(experiment, tasks, 'test');
    const opened = readDocument('chorus.json', text);
    expect(opened.experiment).toEqual(experiment);
    expect(JSON.parse(text)).toMatchObject({ stages: { voice1: {}, mean: {} } });
  });

  it('is swept, kept and put in a table', async () => {
    const cells = sweepFrom(
      {
        experiment: { version: 3, kind: 'chorus', voices: 2 },
        sweep: { voices: [2, 3] },
        seeds: 2,
      },
      'sweep.json',
    );
    expect(cells.map(({ only }) => only.length)).toEqual([3, 3, 4, 4]);
    for (const { id, seed, point, experiment } of cells) {
      const tasks = await run(experiment);
      const done = Object.fromEntries(
        Object.entries(tasks).map(([name, { job, result }]) => [name, { job, ...result }]),
      );
      const { run: kept, files } = keep(seed, experiment, { done, failed: {} }, '');
      expect(files.map(({ name }) => name)).toContain('Voice 1.safetensors');
      mkdirSync(path.join(folder, id));
      writeFileSync(path.join(folder, id, RESULTS), textOf({ point, runs: [kept] }));
    }
    const { fields, rows, columns } = await gather(folder, false);
    expect(fields).toEqual(['voices']);
    expect(rows.map(({ point, n }) => [point['voices'], n])).toEqual([
      [2, 2],
      [3, 2],
    ]);
    expect(columns.map(({ name }) => name)).toContain('voice1.testLoss');
  });
});
