/** The weights in results, each with the name of its file: for saving them, and for what is kept of a run. */
import { FITTED } from '../jobs/paths';
import type { Architecture } from '../model/architecture';
import type { Weights } from '../model/weights';
import { isOfJob, type AnyResult } from './results';
import type { ResultOf } from './state';
import type { AnyTask, Task, TaskJob } from './task';

export interface NamedWeights {
  /** For people: `A`, `Bezier control 1`. */
  readonly title: string;
  /** Of a file, without its ending: `A`, `bezier-1`. */
  readonly name: string;
  readonly architecture: Architecture;
  readonly weights: Weights;
  /** Of interest to people; what is kept for the record alone is not. */
  readonly shown: boolean;
}

const numbered = (
  points: readonly Weights[],
  { title, name, architecture, shown }: Omit<NamedWeights, 'weights'>,
): NamedWeights[] =>
  points.map((weights, i) => ({
    title: points.length === 1 ? title : `${title} ${i + 1}`,
    name: `${name}-${i + 1}`,
    architecture,
    weights,
    shown,
  }));

const none = () => [];

const WEIGHTS: {
  readonly [Job in TaskJob]: (result: ResultOf<Job>, task: Task<Job>) => readonly NamedWeights[];
} = {
  network: ({ architecture, weights, initial }, { label }) => [
    { title: label, name: label, architecture, weights, shown: true },
    ...(initial === null
      ? []
      : [
          {
            title: `${label} before training`,
            name: `${label}.initial`,
            architecture,
            weights: initial,
            shown: false,
          },
        ]),
  ],
  match: ({ permuted }, { settings }) => [
    {
      title: 'pi(A)',
      name: 'pi-A',
      architecture: settings.target,
      weights: permuted,
      shown: true,
    },
  ],
  fit: ({ controls }, { settings: { kind, architecture } }) =>
    numbered(controls, { title: FITTED[kind].control, name: kind, architecture, shown: true }),
  simplex: ({ vertices }, { label, id, settings: { architecture } }) =>
    numbered(vertices, { title: `${label} vertex`, name: id, architecture, shown: false }),
  path: none,
  average: none,
  transfer: none,
  ensemble: none,
  projection: none,
  plane: none,
};

/** Weights in the result of a task; of another task's job, none. */
export const weightsIn = (task: AnyTask, result: AnyResult): readonly NamedWeights[] =>
  ofTask(task, result);

function ofTask<Job extends TaskJob>(task: Task<Job>, result: AnyResult): readonly NamedWeights[] {
  return isOfJob(result, task.job) ? WEIGHTS[task.job](result.value, task) : [];
}

/**
 * A result as plain JSON: arrays as lists, numbers that are not finite as null when it is written. What is kept on the
 * way of a training, of use to other tasks alone, is left out.
 *
 * @param weightsAs what stands for weights; undefined leaves them out
 */
export function plainOf(value: unknown, weightsAs: (weights: Weights) => unknown): unknown {
  if (isWeights(value)) return weightsAs(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value))
    return value
      .map((item: unknown) => plainOf(item, weightsAs))
      .filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ON_THE_WAY.includes(key))
      .map(([key, inner]) => [key, plainOf(inner, weightsAs)] as const)
      .filter(([, inner]) => inner !== undefined),
  );
}

const ON_THE_WAY: readonly string[] = ['snapshots', 'forks'];

/** Weights are the only float32 numbers of a result. */
const isWeights = (value: unknown): value is Weights => value instanceof Float32Array;

/** JSON with each list of numbers on one line, and a new line at its end. */
export function jsonText(document: unknown): string {
  const json = JSON.stringify(document, null, 1);
  return `${json.replace(/\[[^[\]{}"]+\]/g, (list) => list.replace(/\s+/g, ' '))}\n`;
}
