/** A finished landscape as the page opens it, from what a run of its experiment came to. */
import { packWeights } from '../files/roundedWeights';
import { sha256Of } from '../jobs/digest';
import type { MatchingResult } from '../jobs/jobs';
import { permute } from '../model/permutation';
import type { Weights } from '../model/weights';
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import { LANDSCAPE_FORMAT, WEIGHTS_NAME, type LandscapeDocument } from '../pipeline/landscape';
import { isOfJob, type AnyResult } from '../pipeline/results';
import { keyOf, taskOf, type Plan, type Task } from '../pipeline/task';
import { plainOf } from '../pipeline/weights';
import type { Outcome } from './runner';

export interface MadeLandscape {
  /** Of its JSON. */
  readonly text: string;
  /** Weights files by name, not yet compressed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * @param done every result of the experiment
 * @param seconds that it took
 */
export function landscapeOf(
  experiment: Experiment,
  done: Outcome['done'],
  seconds: number,
): MadeLandscape {
  const plan = planOfExperiment(experiment);
  const files = new Map<string, Uint8Array>();
  /** Null for weights that follow from others. */
  const names = new Map<Weights, string | null>();
  const ship = (weights: Weights) => {
    const packed = packWeights(weights);
    const name = sha256Of(packed).slice(0, WEIGHTS_NAME);
    files.set(name, packed);
    names.set(weights, name);
  };
  const tasks: LandscapeDocument['tasks'] = {};
  let steps = 0;
  let made: LandscapeDocument['made'] | null = null;
  for (const task of plan.values()) {
    const { id } = task;
    const result = done[id];
    if (result === undefined) throw new Error(`internal: ${id} has no result`);
    const { engine, version } = result.recipe;
    made ??= { engine, version };
    if (isOfJob(result, 'network') || isOfJob(result, 'fit')) steps += result.value.history.steps;
    if (isOfJob(result, 'network')) ship(result.value.weights);
    if (isOfJob(result, 'fit')) result.value.controls.forEach(ship);
    if (isOfJob(result, 'match')) {
      const { permuted } = result.value;
      const follows = task.job === 'match' && isPermutedA(plan, task, result.value, done);
      if (follows) names.set(permuted, null);
      else ship(permuted);
    }
    // Weights beside these, such as those before the training, are drawn again from seeds.
    const plain = plainOf(result.value, (weights) => names.get(weights));
    tasks[id] = { key: keyOf(plan, id), result: withoutArchitecture(plain) };
  }
  if (made === null) throw new Error('internal: an experiment without tasks');
  const document: LandscapeDocument = {
    format: LANDSCAPE_FORMAT,
    made,
    seconds: Math.round(10 * seconds) / 10,
    steps,
    experiment,
    tasks,
  };
  return { text: textOf(document), files };
}

/** JSON with a line for each task. */
function textOf({ tasks, ...head }: LandscapeDocument): string {
  const lines = Object.entries(tasks).map(
    ([id, task]) => `${JSON.stringify(id)}:${JSON.stringify(task)}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},"tasks":{\n${lines.join(',\n')}}}\n`;
}

/** True where pi(A) is A with its units permuted, with no weight changed beside that. */
function isPermutedA(
  plan: Plan,
  { settings, inputs }: Task<'match'>,
  { layers, mixed, permuted }: MatchingResult,
  done: Readonly<Record<string, AnyResult>>,
): boolean {
  const a = taskOf(plan, { id: inputs['a'] ?? '', job: 'network' });
  const network = a === null ? undefined : done[a.id];
  if (network === undefined || !isOfJob(network, 'network') || mixed !== null) return false;
  const permutations = layers.map(({ permutation }) => permutation);
  const { weights } = network.value;
  return permute(settings.architecture, weights, permutations).every((x, i) => x === permuted[i]);
}

/** A network's architecture is what its task says. */
const withoutArchitecture = (plain: unknown) => {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return plain;
  return Object.fromEntries(Object.entries(plain).filter(([field]) => field !== 'architecture'));
};

const TIMES: readonly string[] = ['seconds', 'secondsLeft'];

/** Whether two landscapes are equal beside the seconds that they took. */
export const sameBesideTimes = (one: string, other: string): boolean =>
  withoutTimes(one) === withoutTimes(other);

const withoutTimes = (text: string) =>
  JSON.stringify(
    JSON.parse(text, (key, value: unknown) => (TIMES.includes(key) ? undefined : value)),
  );
