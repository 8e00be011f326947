/** The same experiment again with other random numbers. */
import { parseExperiment, type Experiment } from '../pipeline/experiment';

/** Between two repetitions, so that an experiment's own seeds, which are small, do not meet those of the next. */
const SHIFT = 1000;

const RANDOM: readonly string[] = ['seed', 'initialisation', 'order'];

/** Whether a field is one in which repetitions differ; some of their names are words in other places. */
export const isSeed = (name: string, value: unknown): value is number =>
  typeof value === 'number' && RANDOM.includes(name);

/** @param k 0 is the experiment itself */
export function reseeded(experiment: Experiment, k: number): Experiment {
  return parseExperiment(shifted(experiment, '', SHIFT * k));
}

function shifted(value: unknown, key: string, by: number): unknown {
  if (isSeed(key, value)) return value + by;
  if (Array.isArray(value)) return value.map((item) => shifted(item, '', by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [name, shifted(of, name, by)]),
  );
}
