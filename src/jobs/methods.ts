/**
 * Every method of alignment: what it is called, what it does, who described it, and its settings with their ranges and
 * defaults. Schema, settings of the page and recipes derive from this table; `science/matching/methods.ts` says how each
 * is made.
 */
import * as v from 'valibot';
import type { Activation } from '../model/architecture';
import type { MethodName, MethodSettings } from '../science/matching/methods';
import {
  above0,
  images,
  oneOf,
  realNumber,
  seed,
  settings,
  settingsBy,
  wholeNumber,
} from './fields';

export type { MethodName } from '../science/matching/methods';

/** One setting of a method. */
export interface MethodField<Value extends string | number = string | number> {
  readonly label: string;
  readonly schema: v.GenericSchema<unknown, Value>;
  readonly usual: Value;
  /** Its values and what they are called; a number without. */
  readonly options?: Readonly<Record<string, string>>;
  /** Seldom changed, so folded away. */
  readonly rare?: true;
}

/** Names of settings; of a method that has none, none. */
type Named<Settings> = keyof {
  [Name in keyof Settings as string extends Name ? never : Name]: unknown;
} &
  keyof Settings;

interface MethodEntry<Settings> {
  /** Its name everywhere: in lists, recipes and reports. */
  readonly label: string;
  /** One sentence. */
  readonly note: string;
  /** Paper, with year and section. */
  readonly source: string;
  /** The activation that it is for, where it is not for all. */
  readonly only?: Activation;
  /** It mixes units in place of permuting them, so A and B may differ in widths and there is no pi(A0). */
  readonly mixes?: true;
  /** It may change the signs of units. */
  readonly signs?: true;
  /** It tries every permutation, so networks have few. */
  readonly few?: true;
  /** It looks at the networks before their training. */
  readonly initial?: true;
  /** By name in the document, in the document's order. */
  readonly fields: {
    readonly [Name in Named<Settings>]-?: Settings[Name] extends string | number
      ? MethodField<Settings[Name]>
      : never;
  };
}

type Rule<Value> = v.GenericSchema<unknown, Value>;

const number = (label: string, schema: Rule<number>, usual: number) => ({ label, schema, usual });

const rare = <Field extends MethodField>(field: Field) => ({ ...field, rare: true as const });

const choice = <const Value extends string>(
  label: string,
  options: Readonly<Record<Value, string>>,
  usual: NoInfer<Value>,
) => ({
  label,
  options,
  usual,
  schema: oneOf(label, Object.keys(options) as Value[]),
});

const above = (label: string, usual: number) => number(label, above0(label), usual);
const whole = (label: string, [least, most]: readonly [number, number], usual: number) =>
  number(label, wholeNumber(label, least, most), usual);

const samples = (usual: number) =>
  number('Images for matching', images('Images for matching'), usual);
const stage = (usual: 'before' | 'after') =>
  choice('Nonlinearity', { before: 'Before', after: 'After' }, usual);
const steps = (usual: number) => whole('Steps of the matching', [1, 100_000], usual);
const batch = rare(whole('Batch size of the matching', [1, 10_000], 500));
const learningRate = (usual: number) => rare(above('Learning rate of the matching', usual));
const seeded = rare(number('Seed of the matching', seed('Seed of the matching'), 1));
const similarities = { cosine: 'Cosine', correlation: 'Correlation' } as const;

/** In the order of every list. */
export const METHODS: { readonly [Name in MethodName]: MethodEntry<MethodSettings[Name]> } = {
  activation: {
    label: 'Activation matching',
    note: 'Pairs units that respond alike to training images, layer by layer.',
    source: 'Benzing et al. 2022, section 2; Ainsworth et al. 2023, section 3.1',
    fields: {
      similarity: choice(
        'Similarity',
        {
          ...similarities,
          l2: 'L2 distance',
          'inner-product': 'Inner product',
        },
        'cosine',
      ),
      stage: stage('after'),
      samples: samples(10_000),
    },
  },
  weight: {
    label: 'Weight matching',
    note: 'Pairs units so that π(A) lies nearest to B in weight space; looks at no image.',
    source: 'Ainsworth et al. 2023, section 3.2',
    fields: { seed: seeded, restarts: whole('Restarts', [0, 100], 0) },
  },
  sequential: {
    label: 'Weight matching, layer by layer',
    note: 'Pairs units by their incoming weights, from the input up, each layer once; looks at no image.',
    source: 'Benzing et al. 2022, App. D',
    fields: {},
  },
  ste: {
    label: 'Straight-through estimator',
    note: 'Goes on from weight matching and lowers the loss halfway by gradient, always at the nearest permutation.',
    source: 'Ainsworth et al. 2023, section 3.3',
    fields: {
      samples: samples(2000),
      steps: steps(200),
      batch,
      learningRate: learningRate(0.01),
      seed: seeded,
    },
  },
  initialisation: {
    label: 'Directions of the initialisations',
    note: 'Pairs units before any training, so that the way between A₀ and B₀ points down the loss at both.',
    source: 'Benzing et al. 2022, App. B, eq. 4',
    initial: true,
    fields: {
      direction: choice('Direction', { gradient: 'Gradient', foof: 'FOOF' }, 'foof'),
      samples: samples(2000),
      damping: rare(above('Damping', 1)),
      seed: seeded,
    },
  },
  annealing: {
    label: 'Simulated annealing',
    note: 'Swaps two units at a time and keeps what lowers the loss halfway; knows nothing of the units.',
    source: 'Entezari et al. 2022',
    fields: {
      samples: samples(2000),
      steps: steps(2000),
      hottest: rare(above('First temperature', 0.05)),
      coldest: rare(above('Last temperature', 0.0005)),
      seed: seeded,
    },
  },
  exhaustive: {
    label: 'Exhaustive search',
    note: 'Tries every permutation there is and takes the one of the lowest loss halfway: for networks of a few units.',
    source: 'Ainsworth et al. 2023, section 5',
    few: true,
    fields: { samples: samples(2000) },
  },
  sinkhorn: {
    label: 'Sinkhorn re-basin',
    note: 'Learns soft permutations by gradient and keeps the best hard ones near them.',
    source: 'Pena et al. 2023',
    fields: {
      objective: choice(
        'What falls',
        { middle: 'Loss halfway', line: 'Loss on the line', distance: 'Distance' },
        'middle',
      ),
      samples: samples(2000),
      steps: steps(200),
      batch,
      learningRate: learningRate(0.1),
      temperature: rare(above('Temperature', 1)),
      iterations: rare(whole('Iterations', [1, 1000], 20)),
      seed: seeded,
    },
  },
  transport: {
    label: 'Optimal transport, soft',
    note: 'Mixes units of A into those of B at the least cost. Takes unequal widths; π(A) is then only near A’s function.',
    source: 'Singh and Jaggi 2020, section 4',
    mixes: true,
    fields: {
      ground: choice('Cost', { weights: 'Weights', activations: 'Activations' }, 'activations'),
      stage: stage('before'),
      samples: samples(10_000),
      regularisation: number(
        'Regularisation',
        realNumber('Regularisation', 'from 0 to 10', (x) => x >= 0 && x <= 10),
        0.003,
      ),
    },
  },
  flips: {
    label: 'Activation matching up to sign',
    note: 'As activation matching, and a unit may change its sign, as tanh allows.',
    source: 'Hecht-Nielsen 1990',
    only: 'tanh',
    signs: true,
    fields: {
      similarity: choice('Similarity', similarities, 'cosine'),
      stage: stage('after'),
      samples: samples(10_000),
    },
  },
  scales: {
    label: 'Activation matching up to scale',
    note: 'As activation matching, and each unit is brought to the size of its partner, as ReLU allows.',
    source: 'Positive homogeneity of ReLU; Benzing et al. 2022, section 2',
    only: 'relu',
    fields: { samples: samples(10_000) },
  },
};

export const METHOD_NAMES = Object.keys(METHODS) as readonly MethodName[];

type SettingsOf<Name extends MethodName> = {
  -readonly [Key in Named<MethodSettings[Name]>]: MethodSettings[Name][Key];
};

/** A method and its settings. */
export type AlignmentSettings = {
  [Name in MethodName]: { method: Name } & SettingsOf<Name>;
}[MethodName];

/** As it is written by hand. */
type AlignmentInput = {
  [Name in MethodName]: { method: Name } & Partial<SettingsOf<Name>>;
}[MethodName];

/** The settings of a method with what they are called, by name, in the document's order. */
export const fieldsOf = (method: MethodName): readonly (readonly [name: string, MethodField])[] =>
  Object.entries<MethodField>(METHODS[method].fields);

export const alignmentSchema = settingsBy(
  'Alignment',
  'method',
  METHOD_NAMES.map((name) => {
    const fields = fieldsOf(name).map(
      ([key, { schema, usual }]) => [key, v.optional(schema, usual)] as const,
    );
    return settings({ method: v.literal(name), ...Object.fromEntries(fields) });
  }),
) as v.GenericSchema<AlignmentInput, AlignmentSettings>;

/**
 * A method with some of its settings, the others at their defaults.
 *
 * @throws RangeError that says which setting is wrong, and what was expected
 */
export function alignmentOf(
  method: MethodName,
  given: Readonly<Record<string, unknown>>,
): AlignmentSettings {
  const parsed = v.safeParse(alignmentSchema, { method, ...given });
  if (!parsed.success) throw new RangeError(parsed.issues[0].message);
  return parsed.output;
}

/** A method with its default settings. */
export const defaultAlignment = (method: MethodName): AlignmentSettings => alignmentOf(method, {});
