/** Every alignment in words: what it does, who described it, and its settings as the page names them. */
import type { AlignmentSettings } from '../jobs/alignment';
import { countText } from './format';

export type MethodName = AlignmentSettings['method'];
type SettingsOf<Name extends MethodName> = Extract<AlignmentSettings, { method: Name }>;

/** One setting of a method. */
export interface MethodField<Name extends string = string> {
  /** In the document. */
  readonly name: Name;
  readonly label: string;
  /** Its values and what they are called; a number without. */
  readonly options?: Readonly<Record<string, string>>;
  /** Seldom changed, so folded away. */
  readonly rare?: true;
}

interface MethodWords<Name extends MethodName> {
  /** One sentence. */
  readonly what: string;
  /** Paper, with year and section. */
  readonly source: string;
  readonly fields: readonly MethodField<Exclude<keyof SettingsOf<Name> & string, 'method'>>[];
}

const similarity = {
  name: 'similarity',
  label: 'Similarity',
  options: {
    cosine: 'Cosine',
    correlation: 'Correlation',
    l2: 'L2 distance',
    'inner-product': 'Inner product',
  },
} as const;
const stage = {
  name: 'stage',
  label: 'Nonlinearity',
  options: { after: 'After', before: 'Before' },
} as const;
const samples = { name: 'samples', label: 'Images for matching' } as const;
const steps = { name: 'steps', label: 'Steps of the matching' } as const;
const batch = { name: 'batch', label: 'Batch of the matching', rare: true } as const;
const rate = { name: 'learningRate', label: 'Rate of the matching', rare: true } as const;
const seed = { name: 'seed', label: 'Seed of the matching', rare: true } as const;

export const METHODS: { readonly [Name in MethodName]: MethodWords<Name> } = {
  activation: {
    what: 'Pairs units that respond alike to training images, layer by layer.',
    source: 'Benzing et al. 2022, section 2; Ainsworth et al. 2023, section 3.1',
    fields: [similarity, stage, samples],
  },
  weight: {
    what: 'Pairs units so that π(A) lies nearest to B in weight space; looks at no image.',
    source: 'Ainsworth et al. 2023, section 3.2',
    fields: [{ name: 'restarts', label: 'Restarts' }, seed],
  },
  sequential: {
    what: 'Pairs units by their incoming weights, from the input up, each layer once; looks at no image.',
    source: 'Benzing et al. 2022, App. D',
    fields: [],
  },
  ste: {
    what: 'Goes on from weight matching and lowers the loss halfway by gradient, always at the nearest permutation.',
    source: 'Ainsworth et al. 2023, section 3.3',
    fields: [samples, steps, rate, batch, seed],
  },
  initialisation: {
    what: 'Pairs units before any training, so that the way between A₀ and B₀ points down the loss at both.',
    source: 'Benzing et al. 2022, App. B, eq. 4',
    fields: [
      { name: 'direction', label: 'Direction', options: { foof: 'FOOF', gradient: 'Gradient' } },
      samples,
      { name: 'damping', label: 'Damping', rare: true },
      seed,
    ],
  },
  annealing: {
    what: 'Swaps two units at a time and keeps what lowers the loss halfway; knows nothing of the units.',
    source: 'Entezari et al. 2021',
    fields: [
      samples,
      steps,
      { name: 'hottest', label: 'First temperature', rare: true },
      { name: 'coldest', label: 'Last temperature', rare: true },
      seed,
    ],
  },
  exhaustive: {
    what: 'Tries every permutation there is and takes the one of the lowest loss halfway: for networks of a few units.',
    source: 'Ainsworth et al. 2023, section 5',
    fields: [samples],
  },
  sinkhorn: {
    what: 'Learns soft permutations by gradient and keeps the best hard ones near them.',
    source: 'Pena et al. 2023',
    fields: [
      {
        name: 'objective',
        label: 'What falls',
        options: { middle: 'Loss halfway', line: 'Loss on the line', distance: 'Distance' },
      },
      samples,
      steps,
      rate,
      batch,
      { name: 'temperature', label: 'Temperature', rare: true },
      { name: 'iterations', label: 'Iterations', rare: true },
      seed,
    ],
  },
  transport: {
    what: 'Mixes units of A into those of B at the least cost. Takes unequal widths; π(A) is then only near A’s function.',
    source: 'Singh and Jaggi 2020, section 4',
    fields: [
      {
        name: 'ground',
        label: 'Cost',
        options: { activations: 'Activations', weights: 'Weights' },
      },
      stage,
      samples,
      { name: 'regularisation', label: 'Regularisation' },
    ],
  },
  flips: {
    what: 'As activation matching, and a unit may change its sign, as tanh allows.',
    source: 'Hecht-Nielsen 1990',
    fields: [
      { ...similarity, options: { cosine: 'Cosine', correlation: 'Correlation' } },
      stage,
      samples,
    ],
  },
  scales: {
    what: 'As activation matching, and each unit is brought to the size of its partner, as ReLU allows.',
    source: 'Positive homogeneity of ReLU; Benzing et al. 2022, section 2',
    fields: [samples],
  },
};

/** The settings of a method that are in force, each with its value in words. */
export function methodValues(settings: AlignmentSettings): readonly [string, string][] {
  const values: Readonly<Record<string, unknown>> = settings;
  const fields: readonly MethodField[] = METHODS[settings.method].fields;
  return fields.map(({ name, label, options }) => {
    const value = values[name];
    if (typeof value === 'number' && value >= 1000) return [label, countText(value)];
    return [label, options?.[String(value)] ?? String(value)];
  });
}
