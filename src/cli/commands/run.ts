import path from 'node:path';
import { experimentPart } from '../../pipeline/experiment';
import { planOfExperiment } from '../../pipeline/experiment';
import type { Command } from '../command';
import { agreementText, exampleIn, verdictsOn } from '../agreement';
import { makeFolder, writeBytes } from '../disk';
import { experimentFrom, paperFrom, readDocument } from '../documents';
import { meansOf, meanText } from '../means';
import { withOwnData } from '../ownData';
import { InputError } from '../problem';
import { keep, RESULTS, textOf, type KeptRun } from '../results';
import { RUNNING_OPTIONS, runnerOptions } from '../runOptions';
import { failureIn, isOfSettings, runExperiments } from '../runner';
import { reseeded } from '../seeds';
import { table } from '../table';

export const run: Command = {
  usage: 'experiment.json',
  about: 'Trains, aligns and measures as a document says, as the page does.',
  options: {
    seeds: { value: 'N', about: 'repetitions with other random numbers: means and errors (1)' },
    paper: { value: null, about: "in the paper's sizes, where the document has them" },
    ...RUNNING_OPTIONS,
  },
  async run(given, surroundings) {
    const [file, ...more] = given.files;
    if (file === undefined || more.length > 0)
      throw new InputError(`Expected one experiment, a JSON file, got ${given.files.length}.`);
    const seeds = given.number('seeds', { least: 1, most: 1000, whole: true }) ?? 1;
    const options = runnerOptions(given, file, surroundings.root);
    const document = await withOwnData(await readDocument(file), options.data);
    const first = given.flag('paper')
      ? paperFrom(document, file)
      : experimentFrom(experimentPart(document), file);
    const example = await exampleIn(document);
    const out = given.text('out');
    if (out !== undefined) await makeFolder(out);
    const repetitions = Array.from({ length: seeds }, (_, k) => ({
      seed: k + 1,
      title: seeds === 1 ? '' : `seed ${k + 1}`,
      experiment: reseeded(first, k),
      only: [...planOfExperiment(first).keys()],
    }));
    const runs: KeptRun[] = [];
    await runExperiments(repetitions, options, surroundings, async (repetition, outcome) => {
      const { seed, title, experiment } = repetition;
      const folder = seeds === 1 ? '' : `seed-${seed}/`;
      const { run, files } = keep(seed, experiment, outcome, folder);
      runs.push(run);
      if (title !== '') surroundings.note(`${title} done`);
      if (out === undefined) return;
      if (folder !== '') await makeFolder(path.join(out, folder));
      for (const { name, bytes } of files) await writeBytes(path.join(out, name), bytes);
    });
    runs.sort((a, b) => a.seed - b.seed);
    if (out !== undefined)
      await writeBytes(
        path.join(out, RESULTS),
        new TextEncoder().encode(textOf({ point: {}, runs })),
      );
    const means = meansOf(runs.map(({ figures }) => figures));
    const figures = table([
      ...(seeds === 1 ? [] : [[`${seeds} seeds`, 'mean ± 2 s.e.']]),
      ...means.map((mean) => [mean.label, meanText(mean)]),
    ]);
    const verdicts = example === null ? [] : verdictsOn(example, means);
    return {
      json: { seeds, figures: means, ...(example === null ? {} : { verdicts }) },
      text: example === null ? figures : `${figures}\n\n${agreementText(example, verdicts)}`,
      trouble: troubleIn(runs),
    };
  },
};

/** What is said of the weights files of an experiment. */
const OF_FILES: readonly string[] = ['InputError', 'WeightsFileError'];

/** The first failure, in words; what the user's settings led to is no failure of the program. */
function troubleIn(runs: readonly KeptRun[]): Error | undefined {
  for (const { seed, experiment, failed } of runs) {
    const first = failureIn(experiment, { failed });
    if (first === null) continue;
    const { failure, said } = first;
    const whole = `${runs.length === 1 ? '' : `seed ${seed}: `}${said}`;
    const ofUser = isOfSettings(failure) || OF_FILES.includes(failure.name);
    return ofUser ? new InputError(whole) : new Error(whole);
  }
  return undefined;
}
