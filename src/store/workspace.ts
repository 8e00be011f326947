/** What each picture of a page has of its own: an experiment, its results, and how they are looked at. No React here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DatasetId } from '../data/catalog';
import type { TrainingProgress } from '../jobs/jobs';
import type { PathName } from '../jobs/paths';
import { PRESETS, type PresetId } from '../pipeline/kinds/pair/presets';
import { documentOf, type OpenedDocument, type SavedResult } from '../pipeline/documents';
import { parseExperiment, planOfExperiment, type Experiment } from '../pipeline/experiment';
import { allFresh, fresh, mark, outdated, type Find } from '../pipeline/staleness';
import type { TaskStates } from '../pipeline/state';
import { dataOf } from '../pipeline/kinds/pair/experiment';
import { WHILE_BUSY } from './notices';
import { ownNetworks, type AskedNetworks, type OwnNetworks } from './ownNetworks';
import { followSlider } from './prediction';
import { createRuns } from './runs';
import type { Session } from './session';

/** The network at one place of each path, evaluated on a few images. */
export type Prediction = Readonly<
  Partial<
    Record<PathName, { readonly alpha: number; readonly loss: number; readonly accuracy: number }>
  >
>;

/** What can be drawn along paths: distances and disagreements are those from and with their two ends. */
export type PathMeasure =
  'loss' | 'accuracy' | 'fromStart' | 'fromEnd' | 'arc' | 'unlikeStart' | 'unlikeEnd';

/** What is drawn, apart from what is computed. */
export interface View {
  /** 0 at A (or pi(A)), 1 at B. */
  readonly alpha: number;
  /** On the plane. */
  readonly measure: 'loss' | 'accuracy' | 'entropy';
  readonly along: PathMeasure;
  /** Paths that are not drawn. */
  readonly hidden: readonly PathName[];
  readonly scale: 'linear' | 'log';
}

/** A run that was stopped. */
export interface Stopped {
  /** What it computed. */
  readonly experiment: Experiment;
  /** How far each training or fitting had come that can be resumed, by the id of its task. */
  readonly histories: Readonly<Record<string, TrainingProgress>>;
}

export interface WorkspaceState {
  /** The settings as edited; always valid: what is not valid is refused where it is entered. */
  readonly experiment: Experiment;
  /** The preset that the settings equal, else `custom`. */
  readonly preset: PresetId | 'custom';
  /** Of every task that the settings ask for, and of earlier ones whose results may be wanted again. */
  readonly tasks: TaskStates;
  /** Networks out of files, of which the user is asked what weights do not determine; null when there are none. */
  readonly asked: AskedNetworks | null;
  /** True from the press of Train to the end, failure or stop. */
  readonly busy: boolean;
  /** What the run under way computes, which may be other settings than those set now; null while none is. */
  readonly running: Experiment | null;
  /** The last run, if it was stopped. */
  readonly stopped: Stopped | null;
  /** The experiment that another was chosen in place of, for undoing the choice. */
  readonly before: Experiment | null;
  readonly view: View;
  /** Where the slider was a moment ago; nothing while the paths are not there or the workers have other work. */
  readonly prediction: Prediction;
}

export interface WorkspaceActions extends OwnNetworks {
  /** Loads what the experiment needs, and follows the slider; called once when the picture opens. */
  start(): void;
  /** Replaces the experiment if it is valid, else throws. */
  edit(experiment: Experiment): void;
  choosePreset(preset: PresetId): void;
  /** Replaces the whole experiment by a valid one; {@link undo} brings the one before back, with its results. */
  turnTo(experiment: Experiment): void;
  /** Goes back to the experiment that another was chosen in place of. */
  undo(): void;
  /** The experiment with the results that are up to date, as the text of a file. */
  save(): string;
  /** Turns to a saved experiment and shows its results. */
  open(document: OpenedDocument): void;
  /** Reads files of a dataset that the page does not come with, and turns to it; not while something runs. */
  importDataset(dataset: DatasetId, files: readonly File[]): Promise<void>;
  /** Removes an imported dataset from the browser's storage; not while something runs. */
  removeDataset(dataset: DatasetId): Promise<void>;
  /** Runs every task that is not up to date, from where a stopped run left it; does nothing when all are. */
  train(): void;
  /** Computes everything again from the beginning. */
  startOver(): void;
  /** Runs what is stale behind the networks; does nothing while the networks themselves are not up to date. */
  update(): void;
  /** Stops what runs; results that are there stay, and what is under way can be resumed. */
  stop(): void;
  look(view: Partial<View>): void;
}

export type Workspace = StoreApi<WorkspaceState & WorkspaceActions>;

const USUAL_VIEW: View = {
  alpha: 0.5,
  measure: 'loss',
  along: 'loss',
  hidden: [],
  scale: 'log',
};

export interface WorkspaceOptions {
  /** What to begin with; Quick look by default. */
  readonly experiment?: Experiment | undefined;
  /** Results of it that are there already; none by default. */
  readonly results?: readonly SavedResult[];
  readonly view?: Partial<View>;
}

/** Makes a workspace; many share a session's workers, each with an experiment of its own. */
export function createWorkspace(
  session: Session,
  {
    experiment: first = PRESETS['quick-look'].experiment,
    results: given = [],
    view = {},
  }: WorkspaceOptions = {},
): Workspace {
  const { results, datasets, version } = session;
  const { notify, settle } = session.getState();
  const keep = (saved: readonly SavedResult[]) => {
    for (const { key, job, value, recipe } of saved) results.add(key, { job, value }, recipe);
  };
  keep(given);

  return createStore<WorkspaceState & WorkspaceActions>()((set, get, api) => {
    const planNow = () => planOfExperiment(get().experiment);

    const load = () => datasets.load(dataOf(get().experiment).dataset);

    const findFor =
      (experiment: Experiment): Find =>
      ({ job }, key) => {
        const known = results.find(key, job);
        if (known === null) return null;
        const { value, made } = known;
        return { value, key, recipe: { ...made, experiment } };
      };

    const refresh = () =>
      set(({ tasks }) => ({ tasks: mark(tasks, planNow(), findFor(get().experiment)) }));

    const { start, stop, ...runs } = createRuns(session, api, { load, refresh });
    session.onRestart.add(stop);

    return {
      experiment: first,
      preset: presetOf(first),
      tasks: mark({}, planOfExperiment(first), findFor(first)),
      asked: null,
      busy: false,
      running: null,
      stopped: null,
      before: null,
      view: { ...USUAL_VIEW, ...view },
      prediction: {},

      start() {
        followSlider(api, session);
        refresh();
        void load().catch(() => undefined);
      },
      edit(edited) {
        const experiment = parseExperiment(edited);
        const { dataset } = get().experiment;
        set({ experiment, preset: presetOf(experiment) });
        refresh();
        if (dataset !== experiment.dataset && !get().busy) void load().catch(() => undefined);
      },
      choosePreset: (preset) => get().turnTo(PRESETS[preset].experiment),
      turnTo(experiment) {
        const { experiment: before } = get();
        if (JSON.stringify(experiment) === JSON.stringify(before)) {
          refresh();
          return;
        }
        get().edit(experiment);
        set({ before });
      },
      undo() {
        const { before } = get();
        if (before !== null) get().turnTo(before);
        set({ before: null });
      },
      save: () => documentOf(get().experiment, get().tasks, version),
      open({ experiment, results: saved }) {
        stop();
        keep(saved);
        get().turnTo(experiment);
        // Results of the experiment before would stand among those of the file as if they were its own.
        if (saved.length > 0) set({ tasks: mark({}, planNow(), findFor(experiment)) });
        settle('files');
      },
      async importDataset(dataset, files) {
        if (get().busy) {
          notify(WHILE_BUSY, { about: 'files' });
          return;
        }
        const good = await datasets.importDataset(dataset, files);
        if (good) get().edit({ ...get().experiment, dataset });
      },
      async removeDataset(dataset) {
        if (!get().busy) await datasets.removeDataset(dataset);
      },
      ...ownNetworks(session, api),
      train() {
        const { tasks, busy } = get();
        if (!busy && allFresh(planNow(), tasks)) return;
        stop();
        void start();
      },
      startOver() {
        stop();
        runs.forget();
        set(({ tasks }) => ({ tasks: outdatedStates(tasks) }));
        void start();
      },
      update() {
        const { tasks, busy } = get();
        const plan = planNow();
        const trained = [...plan.values()]
          .filter(({ job }) => job === 'network')
          .every(({ id }) => fresh(plan, tasks, id));
        if (!trained || (!busy && allFresh(plan, tasks))) return;
        stop();
        void start();
      },
      stop,
      look: (changed) => set((state) => ({ view: { ...state.view, ...changed } })),
    };
  });
}

const outdatedStates = (tasks: TaskStates): TaskStates =>
  Object.fromEntries(Object.entries(tasks).map(([id, state]) => [id, outdated(state)]));

function presetOf(experiment: Experiment): PresetId | 'custom' {
  const text = JSON.stringify(experiment);
  const ids = Object.keys(PRESETS) as PresetId[];
  return ids.find((id) => JSON.stringify(PRESETS[id].experiment) === text) ?? 'custom';
}
