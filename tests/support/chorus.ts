/** A small kind of experiment of its own: networks of several seeds, and their average. */
import * as v from 'valibot';
import { seed, settings, wholeNumber } from '../../src/jobs/fields';
import { defaultAlignment } from '../../src/jobs/methods';
import type { Kind } from '../../src/pipeline/kinds/kind';
import { planOf, type Task } from '../../src/pipeline/task';

const schema = settings({
  version: v.literal(3),
  kind: v.literal('chorus'),
  /** Networks. */
  voices: wholeNumber('Voices', 2, 8),
  seed: v.optional(seed('Seed'), 1),
});

type Chorus = v.InferOutput<typeof schema>;

const on = {
  data: { dataset: 'quadrant', normalization: null },
  architecture: { kind: 'mlp', inputs: 2, hidden: [3], outputs: 2, activation: 'relu' },
  loss: 'cross-entropy',
} as const;

const voice = (first: number, i: number): Task<'network'> => ({
  id: `voice${i + 1}`,
  job: 'network',
  settings: {
    from: 'training',
    training: {
      ...on,
      initialisation: 'he-normal',
      optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0, weightDecay: 0 },
      epochs: 1,
      batch: 100,
      keep: { tested: false, steps: [] },
    },
    initialisationSeed: first + i,
    orderSeed: first + i,
    forks: [],
    fork: null,
  },
  inputs: {},
  label: `Voice ${i + 1}`,
  title: `voice ${i + 1}`,
});

export const chorus: Kind<Chorus> = {
  errors(document) {
    const parsed = v.safeParse(schema, document);
    return parsed.success
      ? {}
      : Object.fromEntries(
          parsed.issues.map((issue) => [v.getDotPath(issue) ?? '', issue.message]),
        );
  },
  parse: (document) => v.parse(schema, document),
  plan({ voices, seed: first }) {
    const networks = Array.from({ length: voices }, (_, i) => voice(first, i));
    const ids = networks.map(({ id }) => id);
    const mean: Task<'average'> = {
      id: 'mean',
      job: 'average',
      settings: {
        ...on,
        split: 'test',
        samples: 100,
        networks: ids,
        alignment: defaultAlignment('activation'),
        how: 'to-first',
      },
      inputs: Object.fromEntries(ids.map((id) => [id, id])),
      label: 'Mean',
      title: 'mean',
    };
    return planOf([...networks, mean]);
  },
};
