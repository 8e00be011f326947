import path from 'node:path';
import type { Command } from '../command';
import { exists, makeFolder, placeFolder } from '../disk';
import { readDocument } from '../documents';
import { sweepFrom, type Cell } from '../sweepGrid';
import { withOwnData } from '../ownData';
import { InputError } from '../problem';
import { keep, RESULTS, textOf } from '../results';
import { RUNNING_OPTIONS, runnerOptions } from '../runOptions';
import { failureIn, isOfSettings, runExperiments } from '../runner';
import { table } from '../table';
import type { Given } from '../options';

export const sweep: Command = {
  usage: 'sweep.json',
  about: 'Runs a grid of experiments into a folder; what is finished there is skipped.',
  options: {
    ...RUNNING_OPTIONS,
    shard: { value: 'I/N', about: 'every N-th experiment alone, from the I-th (1/1)' },
    weights: { value: null, about: 'write the weights, too' },
  },
  async run(given, surroundings) {
    const [file, ...more] = given.files;
    if (file === undefined || more.length > 0)
      throw new InputError(`Expected one sweep, a JSON file, got ${given.files.length}.`);
    const out = given.text('out');
    if (out === undefined) throw new InputError('Expected --out FOLDER, got none.');
    const [shard, shards] = shardOf(given);
    const options = runnerOptions(given, file, surroundings.root);
    const cells = sweepFrom(await withOwnData(await readDocument(file), options.data), file);
    await makeFolder(out);
    const mine = cells.filter((_, i) => i % shards === shard - 1);
    const left: (Cell & { readonly title: string })[] = [];
    for (const cell of mine)
      if (!(await exists(path.join(out, cell.id, RESULTS))))
        left.push({ ...cell, title: titleOf(cell) });
    let diverged = 0;
    const broken: string[] = [];
    await runExperiments(left, options, surroundings, async (cell, outcome) => {
      const { id, point, seed, experiment, title } = cell;
      const failure = failureIn(experiment, outcome);
      const said = failure === null ? 'done' : failure.said;
      surroundings.note(`${title}: ${said}`);
      const lasting = Object.values(outcome.failed).every(isOfSettings);
      if (!lasting) {
        broken.push(`${title}: ${said}`);
        return;
      }
      if (failure !== null) diverged++;
      const folder = given.flag('weights') ? '' : null;
      const { run, files } = keep(seed, experiment, outcome, folder);
      const bytes = new TextEncoder().encode(textOf({ point, runs: [run] }));
      await placeFolder(out, id, [...files, { name: RESULTS, bytes }]);
    });
    const counts = {
      experiments: cells.length,
      skipped: mine.length - left.length,
      run: left.length,
      failed: diverged,
    };
    return {
      json: counts,
      text: table([
        ['experiments', String(counts.experiments)],
        ...(shards > 1 ? [['of this shard', String(mine.length)]] : []),
        ['finished before', String(counts.skipped)],
        ['run now', String(counts.run)],
        ['of these failed', String(counts.failed)],
      ]),
      trouble:
        broken[0] === undefined ? undefined : new Error(`${broken[0]} Start again to retry.`),
    };
  },
};

/** @returns which, from 1, of how many */
function shardOf(given: Given): [shard: number, shards: number] {
  const text = given.text('shard');
  if (text === undefined) return [1, 1];
  const [, shard, shards] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (shard === undefined || shards === undefined || shard < 1 || shard > shards)
    throw new InputError(`--shard: expected I/N from 1/N to N/N, such as 2/8, got ${text}.`);
  return [shard, shards];
}

/** `network.hidden = [32], seed 2` */
function titleOf({ point, seed }: Cell): string {
  const fields = Object.entries(point).map(([path, value]) => `${path} = ${JSON.stringify(value)}`);
  return [...fields, `seed ${seed}`].join(', ');
}
