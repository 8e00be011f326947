/** How every method aligns one network with another; `jobs/methods.ts` says what each is called and its settings. */
import { permutationCount } from '../../model/enumeration';
import type { DatasetEngine } from '../../engine/engine';
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
  /** What the objective is, and whether it was to be high or low. */
  readonly objective: string;
  /** It takes networks that differ in widths. */
  readonly widths?: true;
  run(
    engine: DatasetEngine,
    task: MatchingTask,
    settings: Settings,
  ): AsyncGenerator<MatchingProgress, Alignment, void>;
}

const SUM = 'sum of similarities, high';
const MIDDLE = 'training loss halfway, low';

export const METHODS: { readonly [Name in MethodName]: MatchingMethod<MethodSettings[Name]> } = {
  activation: {
    objective: SUM,
    async *run(engine, task, settings) {
      return matched(
        task,
        yield* mapProgress(matchActivations(engine, { ...task, ...settings }), layerwise),
      );
    },
  },
  weight: {
    objective: 'inner product of the weights, high',
    async *run(_engine, task, settings) {
      const matching = matchWeights({ ...task, ...settings });
      const { layers, objectives } = yield* mapProgress(matching, climbing);
      return matched(task, layers, objectives.at(-1));
    },
  },
  sequential: {
    objective: SUM,
    async *run(_engine, task) {
      return matched(task, yield* mapProgress(matchSequentially(task), layerwise));
    },
  },
  ste: {
    objective: MIDDLE,
    async *run(engine, task, settings) {
      const matching = matchStraightThrough(engine, { ...task, ...settings });
      const { permutations, loss } = yield* mapProgress(matching, searching);
      return found(task, permutations, loss);
    },
  },
  initialisation: {
    objective: 'descent along pi(A) - B and back, high',
    async *run(engine, task, settings) {
      const matching = matchInitialisations(engine, { ...task, ...task.initial, ...settings });
      const { permutations, objectives } = yield* mapProgress(matching, climbing);
      return found(task, permutations, objectives.at(-1) ?? 0);
    },
  },
  annealing: {
    objective: MIDDLE,
    async *run(engine, task, settings) {
      const matching = matchByAnnealing(engine, { ...task, ...settings });
      const { permutations, loss } = yield* mapProgress(matching, searching);
      return found(task, permutations, loss);
    },
  },
  exhaustive: {
    objective: MIDDLE,
    async *run(engine, task, settings) {
      const matching = matchExhaustively(engine, { ...task, ...settings });
      const { permutations, loss } = yield* mapProgress(matching, searching);
      return { ...found(task, permutations, loss), tried: permutationCount(task.architecture) };
    },
  },
  sinkhorn: {
    objective: MIDDLE,
    async *run(engine, task, settings) {
      const matching = matchDifferentiably(engine, { ...task, ...settings });
      const { permutations, loss } = yield* mapProgress(matching, searching);
      return found(task, permutations, loss);
    },
  },
  transport: {
    objective: 'mean cost of what is moved, low',
    widths: true,
    async *run(engine, task, settings) {
      const matching = transport(engine, { ...task, ...settings });
      const { layers, carried, cost } = yield* mapProgress(matching, layerwise);
      return { kind: 'carried', layers, aligned: carried, objective: cost };
    },
  },
  flips: {
    objective: SUM,
    async *run(engine, task, settings) {
      return rescaled(
        task,
        yield* mapProgress(matchFlips(engine, { ...task, ...settings }), layerwise),
      );
    },
  },
  scales: {
    objective: SUM,
    async *run(engine, task, settings) {
      return rescaled(
        task,
        yield* mapProgress(matchScales(engine, { ...task, ...settings }), layerwise),
      );
    },
  },
};

/**
 * Aligns A with B by the method of that name. More samples than there are training images means all of them.
 *
 * @throws RangeError when the method does not take the networks
 */
export async function* align<Name extends MethodName>(
  engine: DatasetEngine,
  task: MatchingTask,
  name: Name,
  settings: MethodSettings[Name],
): AsyncGenerator<MatchingProgress, Alignment, void> {
  const method = METHODS[name];
  const { architecture, target } = task;
  if (method.widths !== true && JSON.stringify(architecture) !== JSON.stringify(target))
    throw new RangeError(
      `Expected two networks of one architecture for ${name}, got ${JSON.stringify(architecture)} and ${JSON.stringify(target)}; transport takes networks that differ in widths.`,
    );
  return yield* method.run(engine, task, bounded(task, settings));
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
