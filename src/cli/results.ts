/** What is kept of experiments: every number with its recipe as JSON, the weights as safetensors. */
import { version } from '../../package.json';
import { writeSafetensors } from '../files/safetensors';
import type { Experiment } from '../jobs/experiment';
import { layoutOf } from '../model/layout';
import { figuresOf, type Figure, type Results } from '../store/figures';
import type { Failure, Recipe, StageName } from '../store/state';
import type { Point } from './grid';
import type { Outcome } from './runner';

export const RESULTS = 'results.json';

/** A stage as it is kept; weights are the names of their files, numbers that are not finite are null. */
interface KeptStage {
  readonly recipe: Recipe;
  readonly result: unknown;
}

/** One experiment as it is kept. */
export interface KeptRun {
  /** Which repetition, from 1. */
  readonly seed: number;
  readonly experiment: Experiment;
  readonly figures: readonly (Omit<Figure, 'value'> & { readonly value: number | null })[];
  readonly stages: Readonly<Partial<Record<StageName, KeptStage>>>;
  /** Why stages failed. */
  readonly failed: Readonly<Partial<Record<StageName, Failure>>>;
}

/** The content of `results.json`. */
export interface Kept {
  readonly version: string;
  /** Where in the grid of a sweep. */
  readonly point: Point;
  readonly runs: readonly KeptRun[];
}

/** A weights file, by a name without folders. */
export interface WeightsFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * What is kept of an outcome.
 *
 * @param folder of the weights, from where `results.json` is: empty, or ending in a slash; null keeps no weights
 */
export function keep(
  seed: number,
  experiment: Experiment,
  { done, failed }: Outcome,
  folder: string | null,
): { run: KeptRun; files: WeightsFile[] } {
  const files: WeightsFile[] = [];
  const layouts = Object.values(done).flatMap(({ value }) =>
    'architecture' in value ? [layoutOf(value.architecture)] : [],
  );
  const weights = (values: Float32Array<ArrayBuffer>, path: string): unknown => {
    const layout = layouts.find(({ size }) => size === values.length);
    if (layout === undefined) return [...values];
    if (folder === null) return null;
    const name = `${folder}${fileNameOf(path)}.safetensors`;
    files.push({ name, bytes: writeSafetensors(layout, values) });
    return name;
  };
  const plain = (value: unknown, path: string): unknown => {
    if (value instanceof Float32Array) return weights(value as Float32Array<ArrayBuffer>, path);
    if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
    if (Array.isArray(value)) return value.map((item, i) => plain(item, `${path}.${i + 1}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !ON_THE_WAY.includes(key))
        .map(([key, inner]) => [key, plain(inner, `${path}.${key}`)]),
    );
  };
  const stages = Object.fromEntries(
    Object.entries(done).map(([name, { recipe, value }]): [string, KeptStage] => [
      name,
      { recipe, result: plain(value, name) },
    ]),
  );
  return { run: { seed, experiment, figures: figuresOf(resultsIn(done)), stages, failed }, files };
}

function resultsIn(done: Outcome['done']): Results {
  return Object.fromEntries(Object.entries(done).map(([name, { value }]) => [name, value]));
}

/** Weights and moments of a network on the way of its training: of use while the pipeline runs. */
const ON_THE_WAY: readonly string[] = ['snapshots', 'forks'];

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^network([A-Z])\.weights$/, '$1'],
  [/^network([A-Z])\.initial$/, '$1.initial'],
  [/^matching\.permuted$/, 'pi-A'],
  [/^(.+)Fit\.controls\.(\d+)$/, '$1-$2'],
  [/^simplex\.vertices\.(\d+)$/, 'simplex-$1'],
];

/** `networkA.initial` as `A.initial`, `bezierFit.controls.1` as `bezier-1`. */
function fileNameOf(path: string): string {
  const [pattern, name] = NAMES.find(([known]) => known.test(path)) ?? [/$/, ''];
  return path.replace(pattern, name);
}

/** The text of `results.json`, a list of numbers on one line. */
export function textOf(kept: Omit<Kept, 'version'>): string {
  const json = JSON.stringify({ version, ...kept }, null, 1);
  return `${json.replace(/\[[^[\]{}"]+\]/g, (list) => list.replace(/\s+/g, ' '))}\n`;
}
