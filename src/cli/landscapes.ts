/**
 * Makes the finished landscapes that come with the page: runs every experiment of the gallery in its small size, and
 * those that lessons speak of beside these, on the WebAssembly engine, and writes what the page opens. Started by `npm run landscapes`.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { CATALOG, type DatasetId } from '../data/catalog';
import { writeSample } from '../data/sample';
import { readExample, readVariants } from '../pipeline/examples';
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import { readLandscape } from '../pipeline/landscape';
import { thumbnailOf, type LandscapeIndex } from '../pipeline/landscapeIndex';
import type { Surroundings } from './command';
import { datasetFrom } from './dataset';
import { makeFolder, writeBytes } from './disk';
import { landscapeOf } from './landscape';
import { InputError } from './problem';
import { statusLine } from './progress';
import { failureIn, runExperiments, type Outcome } from './runner';

/** Threads that compute: as many as a small machine has, so that the time that is written down holds there. */
const THREADS = 2;

/**
 * @param folder that they are written into
 * @param wanted names of experiments; all where there are none
 */
export async function makeLandscapes(
  root: URL,
  folder: string,
  wanted: readonly string[],
): Promise<void> {
  const status = statusLine(process.stderr);
  const into = (name: string) => path.join(folder, name);
  const write = async (name: string, bytes: Uint8Array) =>
    writeBytes(into(name), await promisify(gzip)(bytes, { level: 9 }));
  for (const part of ['', 'weights', 'samples']) await makeFolder(into(part));
  const gallery = await galleryIn(root);
  const experiments = [...gallery, ...(await variantsIn(root))];
  for (const name of wanted)
    if (!experiments.some(([known]) => known === name))
      throw new InputError(`Expected names of experiments/, got ${name}.`);
  for (const [name, experiment] of experiments) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { title, origin } = CATALOG[experiment.dataset];
    if (origin === 'imported') {
      status.note(`${name}: left out, as ${title} does not come with Isthmus`);
      continue;
    }
    const { outcome, seconds } = await outcomeOf(name, experiment, {
      root,
      progress: status.show,
      note: () => undefined,
    });
    const { text, files } = landscapeOf(experiment, outcome.done, seconds);
    await writeBytes(into(`${name}.json`), new TextEncoder().encode(text));
    for (const [file, bytes] of files) await write(`weights/${file}.bin`, bytes);
    status.note(`${name}: ${seconds.toFixed(1)} s`);
  }
  const { index, datasets, weights } = await summaryOf(
    folder,
    new Set(gallery.map(([name]) => name)),
  );
  await writeBytes(into('index.json'), new TextEncoder().encode(indexText(index)));
  for (const id of datasets)
    await write(`samples/${id}.bin`, writeSample(await datasetFrom({ dataset: id }, [], root)));
  for (const file of await readdir(into('weights')))
    if (!weights.has(file)) await rm(into(`weights/${file}`));
  status.clear();
}

/** JSON with a line for each landscape. */
const indexText = (index: LandscapeIndex) =>
  `[\n${index.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;

type Named = readonly [name: string, experiment: Experiment];

/** The documents of a folder, by the names of their files. */
async function documentsIn(
  folder: URL,
): Promise<readonly (readonly [name: string, document: unknown])[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file): Promise<[string, unknown]> => [
      path.basename(file, '.json'),
      JSON.parse(await readFile(new URL(file, folder), 'utf8')),
    ]),
  );
}

/** The experiments of the gallery in their small sizes. */
const galleryIn = async (root: URL): Promise<readonly Named[]> =>
  (await documentsIn(new URL('experiments/', root))).map(([name, document]) => [
    name,
    readExample(document).experiment,
  ]);

/** Those that lessons speak of beside them. */
const variantsIn = async (root: URL): Promise<readonly Named[]> =>
  (await documentsIn(new URL('experiments/lessons/', root))).flatMap(([, document]) =>
    readVariants(document),
  );

/** Runs an experiment, and takes the time of its tasks: what processors spent on it, shared among the threads. */
async function outcomeOf(
  title: string,
  experiment: Experiment,
  surroundings: Surroundings,
): Promise<{ readonly outcome: Outcome; readonly seconds: number }> {
  const { root } = surroundings;
  const only = [...planOfExperiment(experiment).keys()];
  const outcomes: Outcome[] = [];
  let began = process.cpuUsage();
  let spent = 0;
  await runExperiments(
    [{ title, experiment, only }],
    {
      engine: 'wasm',
      threads: THREADS,
      data: [],
      folder: fileURLToPath(new URL('experiments/', root)),
    },
    {
      ...surroundings,
      progress(text) {
        // Before the tasks, threads start and images are read, which the page has done by then.
        if (!text.startsWith(title)) began = process.cpuUsage();
        surroundings.progress(text);
      },
    },
    (_, outcome) => {
      const { user, system } = process.cpuUsage(began);
      spent = user + system;
      outcomes.push(outcome);
      return Promise.resolve();
    },
  );
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error(`internal: ${title} came to nothing`);
  const failed = failureIn(experiment, outcome);
  if (failed !== null) throw new Error(`${title}: ${failed.said}`);
  return { outcome, seconds: spent / 1e6 / THREADS };
}

/**
 * What all landscapes of a folder come to.
 *
 * @param listed names of those that the gallery lists
 */
async function summaryOf(folder: string, listed: ReadonlySet<string>) {
  const index: LandscapeIndex[number][] = [];
  const datasets = new Set<DatasetId>();
  const weights = new Set<string>();
  const files = (await readdir(folder)).filter((file) => /\.json$/.test(file)).sort();
  for (const file of files) {
    if (file === 'index.json') continue;
    const name = path.basename(file, '.json');
    const landscape = readLandscape(name, await readFile(path.join(folder, file), 'utf8'));
    const { experiment, seconds, steps, results, pending } = landscape;
    const thumbnail = thumbnailOf(Object.fromEntries(results.map((result) => [result.id, result])));
    if (thumbnail === null) throw new Error(`internal: ${name} has no plane`);
    if (listed.has(name)) index.push({ name, seconds, steps, thumbnail });
    if (CATALOG[experiment.dataset].origin === 'served') datasets.add(experiment.dataset);
    for (const { files } of pending) for (const of of files) weights.add(`${of}.bin`);
  }
  return { index, datasets, weights };
}
