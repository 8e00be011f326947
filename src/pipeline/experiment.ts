/** Experiments of every kind: documents that say all that is to be computed, and their plans. */
import type { Kind } from './kinds/kind';
import { KINDS, USUAL_KIND, type KindName } from './kinds/kinds';
import type { Experiment as Pair } from './kinds/pair/experiment';
import type { Plan } from './task';

/** An experiment of any kind, every default filled in. */
export type Experiment = Pair;

const isKind = (name: unknown): name is KindName =>
  typeof name === 'string' && Object.hasOwn(KINDS, name);

const nameIn = (document: unknown): unknown => fieldsOf(document)['kind'] ?? USUAL_KIND;

/** What the kind of a document knows; null where there is no such kind. */
function kindIn(document: unknown): Kind<Experiment> | null {
  const name = nameIn(document);
  return isKind(name) ? KINDS[name] : null;
}

export const kindOf = ({ kind }: Experiment): Kind<Experiment> => KINDS[kind];

/** What is wrong with a document, by path (`training.epochs`); empty when it is right. */
export function experimentErrors(document: unknown): Readonly<Record<string, string>> {
  const kind = kindIn(document);
  if (kind !== null) return kind.errors(document);
  const got = JSON.stringify(nameIn(document)).slice(0, LONGEST);
  return {
    kind: `Kind of the experiment: expected one of ${Object.keys(KINDS).join(', ')}, got ${got}.`,
  };
}

const LONGEST = 40;

/** The document as an experiment, every default filled in. @throws RangeError for what is wrong first */
export function parseExperiment(document: unknown): Experiment {
  const kind = kindIn(document);
  if (kind !== null) return kind.parse(document);
  const [error] = Object.values(experimentErrors(document));
  throw new RangeError(error);
}

/** A document with what says which other settings there are, where it is left out and these determine it. */
export const completed = (document: unknown): unknown =>
  kindIn(document)?.complete?.(document) ?? document;

/** What a document holds as its experiment: a saved or ready one has it in a field, the results of a terminal in their first run. */
export function experimentPart(document: unknown): unknown {
  const { experiment, runs } = fieldsOf(document);
  const [run] = Array.isArray(runs) ? (runs as unknown[]) : [];
  return experiment ?? fieldsOf(run)['experiment'] ?? document;
}

/** The experiment of a document, bare or with results. @throws RangeError for what is wrong first */
export const experimentIn = (document: unknown): Experiment =>
  parseExperiment(experimentPart(document));

const plans = new WeakMap<Experiment, Plan>();

/** The plan of an experiment, made once. */
export function planOfExperiment(experiment: Experiment): Plan {
  const known = plans.get(experiment);
  if (known !== undefined) return known;
  const plan = kindOf(experiment).plan(experiment);
  plans.set(experiment, plan);
  return plan;
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
