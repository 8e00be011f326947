/** Every way to align one network with another, under the name that settings, commands and the page use. */
import type { Activation } from '../../model/architecture';
import { permutationCount } from '../../model/enumeration';
import type { Engine } from '../../engine/engine';
import { mapProgress } from '../mapProgress';
import {
  matchActivations,
  type ActivationMatchingOptions,
  type LayerProgress,
} from './activationMatching';
import { found, matched, rescaled, type Alignment, type MatchingTask } from './alignment';
import { matchByAnnealing, type AnnealingOptions } from './annealing';
import type { AscentProgress } from './ascent';
import { matchDifferentiably, type DifferentiableOptions } from './differentiable';
import { matchExhaustively } from './exhaustive';
import { matchFlips, type FlipMatchingOptions } from './flips';
import { matchInitialisations, type InitialMatchingOptions } from './initialMatching';
import { matchScales, type ScaleMatchingOptions } from './scales';
import type { JudgeOptions, SearchProgress } from './search';
import { matchSequentially } from './sequentialMatching';
import { matchStraightThrough, type StraightThroughOptions } from './straightThrough';
import { transport, type TransportOptions } from './transport';
import { matchWeights, type WeightMatchingOptions } from './weightMatching';

/** What is left to choose once the networks are given. */
type SettingsIn<Options> = Omit<Options, keyof MatchingTask>;

/** Settings of each method. */
export interface MethodSettings {
  readonly activation: SettingsIn<ActivationMatchingOptions>;
  readonly weight: Required<SettingsIn<WeightMatchingOptions>>;
  readonly sequential: Readonly<Record<string, never>>;
  readonly ste: SettingsIn<StraightThroughOptions>;
  readonly initialisation: SettingsIn<InitialMatchingOptions>;
  readonly annealing: SettingsIn<AnnealingOptions>;
  readonly exhaustive: SettingsIn<JudgeOptions>;
  readonly sinkhorn: SettingsIn<DifferentiableOptions>;
  readonly transport: SettingsIn<TransportOptions>;
  readonly flips: SettingsIn<FlipMatchingOptions>;
  readonly scales: SettingsIn<ScaleMatchingOptions>;
}

export type MethodName = keyof MethodSettings;

export interface MatchingProgress {
  /** Layers, sweeps or steps done; null where their number is not known before. */
  readonly done: number;
  readonly of: number | null;
  /** As far as it is known. */
  readonly objective: number | null;
}

export interface MatchingMethod<Settings> {
  readonly title: string;
  readonly source: string;
  /** What the objective is, and whether it was to be high or low. */
  readonly objective: string;
  /** What is asked of the activation, if anything. */
  readonly only?: Activation;
  readonly defaults: Settings;
  run(
    engine: Engine,
    task: MatchingTask,
    settings: Settings,
  ): AsyncGenerator<MatchingProgress, Alignment, void>;
}

const SUM = 'sum of similarities, high';
const MIDDLE = 'training loss halfway, low';

export const METHODS: { readonly [Name in MethodName]: MatchingMethod<MethodSettings[Name]> } = {
  activation: {
    title: 'Activation matching',
    source: 'Benzing et al. 2022, section 2; Ainsworth et al. 2023, section 3.1',
    objective: SUM,
    defaults: { similarity: 'cosine', stage: 'after', samples: 10_000 },
    async *run(engine, task, settings) {
      return matched(
        task,
        yield* mapProgress(matchActivations(engine, { ...task, ...settings }), layerwise),
      );
    },
  },
  weight: {
    title: 'Weight matching',
    source: 'Ainsworth et al. 2023, section 3.2',
    objective: 'inner product of the weights, high',
    defaults: { seed: 1, restarts: 0 },
    async *run(_engine, task, settings) {
      const matching = matchWeights({ ...task, ...settings });
      const { layers, objectives } = yield* mapProgress(matching, climbing);
      return matched(task, layers, objectives.at(-1));
    },
  },
  sequential: {
    title: 'Weight matching, layer by layer',
    source: 'Benzing et al. 2022, App. D',
    objective: SUM,
    defaults: {},
    async *run(_engine, task) {
      return matched(task, yield* mapProgress(matchSequentially(task), layerwise));
    },
  },
  ste: {
    title: 'Straight-through estimator',
    source: 'Ainsworth et al. 2023, section 3.3',
    objective: MIDDLE,
    defaults: { samples: 2000, steps: 200, batch: 500, learningRate: 0.01, seed: 1 },
    async *run(engine, task, settings) {
      const matching = matchStraightThrough(engine, { ...task, ...settings });
      const { permutations, loss } = yield* mapProgress(matching, searching);
      return found(task, permutations, loss);
    },
  },
  initialisation: {
    title: 'Directions of the initialisations',
    source: 'Benzing et al. 2022, App. B, eq. 4',
    objective: 'descent along pi(A) - B and back, high',
    defaults: { direction: 'foof', samples: 2000, damping: 1, seed: 1 },
    async *run(engine, task, settings) {
      const matching = matchInitialisations(engine, { ...task, ...task.initial, ...settings });
      const { permutations, objectives } = yield* mapProgress(matching, climbing);
      return found(task, permutations, objectives.at(-1) ?? 0);
    },
  },
  annealing: {
    title: 'Simulated annealing',
    source: 'Entezari et al. 2021',
    objective: MIDDLE,
    defaults: { samples: 2000, steps: 2000, hottest: 0.05, coldest: 0.0005, seed: 1 },
    async *run(engine, task, settings) {
      const matching = matchByAnnealing(engine, { ...task, ...settings });
      const { permutations, loss } = yield* mapProgress(matching, searching);
      return found(task, permutations, loss);
    },
  },
  exhaustive: {
    title: 'Exhaustive search',
    source: 'Ainsworth et al. 2023, section 5',
    objective: MIDDLE,
    defaults: { samples: 2000 },
    async *run(engine, task, settings) {
      const matching = matchExhaustively(engine, { ...task, ...settings });
      const { permutations, loss } = yield* mapProgress(matching, searching);
      return { ...found(task, permutations, loss), tried: permutationCount(task.architecture) };
    },
  },
  sinkhorn: {
    title: 'Sinkhorn re-basin',
    source: 'Pena et al. 2023',
    objective: MIDDLE,
    defaults: {
      ...{ objective: 'middle', samples: 2000, steps: 200, batch: 500, learningRate: 0.1 },
      ...{ temperature: 1, iterations: 20, seed: 1 },
    },
    async *run(engine, task, settings) {
      const matching = matchDifferentiably(engine, { ...task, ...settings });
      const { permutations, loss } = yield* mapProgress(matching, searching);
      return found(task, permutations, loss);
    },
  },
  transport: {
    title: 'Optimal transport, soft',
    source: 'Singh and Jaggi 2020, section 4',
    objective: 'mean cost of what is moved, low',
    defaults: { ground: 'activations', stage: 'before', samples: 10_000, regularisation: 0.003 },
    async *run(engine, task, settings) {
      const matching = transport(engine, { ...task, ...settings });
      const { layers, carried, cost } = yield* mapProgress(matching, layerwise);
      return { kind: 'carried', layers, aligned: carried, objective: cost };
    },
  },
  flips: {
    title: 'Activation matching up to sign',
    source: 'Hecht-Nielsen 1990',
    objective: SUM,
    only: 'tanh',
    defaults: { similarity: 'cosine', stage: 'after', samples: 10_000 },
    async *run(engine, task, settings) {
      return rescaled(
        task,
        yield* mapProgress(matchFlips(engine, { ...task, ...settings }), layerwise),
      );
    },
  },
  scales: {
    title: 'Activation matching up to scale',
    source: 'Positive homogeneity of ReLU; Benzing et al. 2022, section 2',
    objective: SUM,
    only: 'relu',
    defaults: { samples: 10_000 },
    async *run(engine, task, settings) {
      return rescaled(
        task,
        yield* mapProgress(matchScales(engine, { ...task, ...settings }), layerwise),
      );
    },
  },
};

export const METHOD_NAMES = Object.keys(METHODS) as MethodName[];

/**
 * Aligns A with B by the method of that name; settings left out are its defaults. More samples than there are training
 * images means all of them.
 *
 * @throws RangeError when the method does not take the networks
 */
export async function* align<Name extends MethodName>(
  engine: Engine,
  task: MatchingTask,
  name: Name,
  settings: Partial<MethodSettings[Name]> = {},
): AsyncGenerator<MatchingProgress, Alignment, void> {
  const method = METHODS[name];
  const { architecture, target } = task;
  if (name !== 'transport' && JSON.stringify(architecture) !== JSON.stringify(target))
    throw new RangeError(
      `Expected two networks of one architecture for ${method.title}, got ${JSON.stringify(architecture)} and ${JSON.stringify(target)}; optimal transport takes networks that differ in widths.`,
    );
  return yield* method.run(engine, task, bounded(task, { ...method.defaults, ...settings }));
}

/** Settings with no more samples than there are training images. */
function bounded<Settings extends object>(
  { trainingSamples }: MatchingTask,
  settings: Settings,
): Settings {
  return 'samples' in settings && typeof settings.samples === 'number'
    ? { ...settings, samples: Math.min(settings.samples, trainingSamples) }
    : settings;
}

const layerwise = ({ layers, of }: LayerProgress) => ({ done: layers, of, objective: null });

const climbing = ({ sweep, objective }: AscentProgress) => ({
  done: sweep,
  of: null,
  objective: Number.isFinite(objective) ? objective : null,
});

const searching = ({ step, steps, loss }: SearchProgress) => ({
  done: step,
  of: steps,
  objective: Number.isFinite(loss) ? loss : null,
});
