/** Two networks and what lies between them; up to six more beside them. */
import { experimentErrors, parseExperiment, type Experiment } from './experiment';
import type { Kind } from '../kind';
import { planOfPair } from './plan';
import { POINTS, projectionRef } from './refs';

/** A projection as version 2 saved it: every path in one result. */
interface Projection {
  readonly points: unknown;
  readonly paths: readonly { readonly name?: unknown; readonly points?: unknown }[];
}

const isProjection = (value: unknown): value is Projection =>
  typeof value === 'object' &&
  value !== null &&
  'paths' in value &&
  'points' in value &&
  Array.isArray(value.paths) &&
  value.paths.every((path) => typeof path === 'object' && path !== null);

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** With what says which other settings there are, where it is left out and they determine it: the version and kinds. */
function withTags(whole: unknown): unknown {
  if (!isFields(whole)) return whole;
  const { network, training } = whole;
  const optimizer = isFields(training) ? training['optimizer'] : undefined;
  return {
    version: 3,
    ...whole,
    ...(isFields(network) && {
      network: { kind: 'layers' in network ? 'cnn' : 'mlp', ...network },
    }),
    ...(isFields(training) &&
      isFields(optimizer) && {
        training: {
          ...training,
          optimizer: { kind: 'momentum' in optimizer ? 'sgd' : 'adamw', ...optimizer },
        },
      }),
  };
}

export const pair: Kind<Experiment> = {
  errors: experimentErrors,
  parse: parseExperiment,
  plan: planOfPair,
  complete: withTags,
  upgrade({ [POINTS.id]: projection, ...others }) {
    if (projection === undefined) return others;
    if (!isProjection(projection)) return { ...others, [POINTS.id]: projection };
    const upgraded: Record<string, unknown> = {
      ...others,
      [POINTS.id]: { points: projection.points, path: [] },
    };
    for (const { name, points } of projection.paths)
      upgraded[projectionRef(String(name)).id] = { points: [], path: points };
    return upgraded;
  },
};
