/** What each picture of a page has of its own: an experiment, its results, and how they are looked at. No React here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DatasetId } from '../data/catalog';
import { keyOfDataset, nameIn } from '../data/named';
import type { TrainingProgress } from '../jobs/jobs';
import type { PathName } from '../jobs/paths';
import { PRESETS, type PresetId } from '../pipeline/kinds/pair/presets';
import { documentOf, type OpenedDocument, type SavedResult } from '../pipeline/documents';
import { parseExperiment, planOfExperiment, type Experiment } from '../pipeline/experiment';
import type { Landscape } from '../pipeline/landscape';
import { allFresh, fresh, mark, outdated, type Find } from '../pipeline/staleness';
import type { TaskStates } from '../pipeline/state';
import { USUAL_VIEW, type View } from '../pipeline/view';
import { dataOf } from '../pipeline/kinds/pair/experiment';
import { dataStateOf, heldData } from './datasets';
import { createArrivals, openedAs, type OpenedLandscape } from './landscapes';
import { WHILE_BUSY } from './notices';
import { followEarlier } from './earlier';
import { fetchPart } from './fetchPart';
import type { Recalled } from './keeper';
import { ownNetworks, type AskedNetworks, type OwnNetworks } from './ownNetworks';
import { followSlider } from './prediction';
import { createRuns } from './runs';
import type { RunRecord } from './runRecords';
import type { Session } from './session';
import { stepBack, stepForth, stepFrom, type Steps } from './steps';

/** The network at one place of each path, evaluated on a few images and put on the path's curve, which is of many. */
export type Prediction = Readonly<
  Partial<
    Record<PathName, { readonly alpha: number; readonly loss: number; readonly accuracy: number }>
  >
>;

/** A run that was stopped. */
export interface Stopped {
  /** What it computed. */
  readonly experiment: Experiment;
  /** Ids of the tasks that left a checkpoint to resume from. */
  readonly resumable: readonly string[];
  /** How far each training or fitting among them had come, where that is known, by the id of its task. */
  readonly histories: Readonly<Record<string, TrainingProgress>>;
  /** What it was to compute, by id. */
  readonly planned: readonly string[];
  /** Share of that which was done, 0 to 1. */
  readonly share: number;
  /** True where the page was closed, or ended, while it ran. */
  readonly closed: boolean;
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
  /** What the run under way was to compute when it began, by id, that of a stopped one which it resumes included. */
  readonly planned: readonly string[];
  /** The last run, if it was stopped. */
  readonly stopped: Stopped | null;
  /** The finished landscape that was opened last; null before the first. */
  readonly landscape: OpenedLandscape | null;
  /** The experiments of before and those that were undone. */
  readonly steps: Steps;
  /** How often an experiment was chosen, undone or redone: not edited. */
  readonly choices: number;
  /** Another tab runs this experiment. */
  readonly elsewhere: boolean;
  /** Another experiment that was under way when the page was closed; null where there is none. */
  readonly interrupted: Pick<RunRecord, 'experiment' | 'view' | 'share'> | null;
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
  /** Goes back to the experiment before the last choice, or before the last few edits. */
  undo(): void;
  /** Takes the last {@link undo} back. */
  redo(): void;
  /** The experiment with the results that are up to date, as the text of a file. */
  save(): string;
  /** Turns to a saved experiment and shows its results. */
  open(document: OpenedDocument): void;
  /** Turns to a finished landscape, whose weights arrive after the rest. */
  openLandscape(landscape: Landscape): void;
  /** Reads files of a dataset that the page does not come with, and turns to it; not while something runs. */
  importDataset(dataset: DatasetId, files: readonly File[]): Promise<void>;
  /** Reads images of the visitor's own, and turns to them; not while something runs. */
  importOwn(files: readonly File[]): Promise<void>;
  /** Keeps the dataset of the experiment in the browser's storage. */
  keepDataset(): Promise<void>;
  /** Removes the dataset of the experiment from the browser's storage; not while something runs. */
  removeDataset(): Promise<void>;
  /** Runs every task that is not up to date, from where a stopped run left it; does nothing when all are. */
  train(): void;
  /** Computes everything again from the beginning. */
  startOver(): void;
  /** Runs what is stale behind the networks; does nothing while the networks themselves are not up to date. */
  update(): void;
  /** Stops what runs; results that are there stay, and what is under way can be resumed. */
  stop(): void;
  look(view: Partial<View>): void;
  /** Turns to the experiment that was under way when the page was closed, or lets it be. */
  answerInterrupted(turn: boolean): void;
}

export type Workspace = StoreApi<WorkspaceState & WorkspaceActions>;

/** Milliseconds without an edit after which the next one is a step of its own. */
const TYPING = 1000;

export interface WorkspaceOptions {
  /** What to begin with; Quick look by default. */
  readonly experiment?: Experiment | undefined;
  /** Results of it that are there already; none by default. */
  readonly results?: readonly SavedResult[];
  /** The finished landscape to begin with, in place of an experiment. */
  readonly landscape?: Landscape | undefined;
  readonly view?: Partial<View>;
}

/** Makes a workspace; many share a session's workers, each with an experiment of its own. */
export function createWorkspace(
  session: Session,
  {
    landscape: opened,
    experiment: asked,
    results: given = opened?.results ?? [],
    view = {},
  }: WorkspaceOptions = {},
): Workspace {
  const first = asked ?? opened?.experiment ?? PRESETS['quick-look'].experiment;
  const { results, datasets, version } = session;
  const { notify, settle } = session.getState();
  const keep = (saved: readonly SavedResult[]) => {
    for (const { key, job, value, recipe } of saved) {
      // What was computed here is exact; what a landscape ships with has rounded weights.
      if (recipe.rounded === 'kept' && results.find(key, job) !== null) continue;
      results.add(key, { job, value }, recipe);
    }
  };
  keep(given);

  return createStore<WorkspaceState & WorkspaceActions>()((set, get, api) => {
    const planNow = () => planOfExperiment(get().experiment);

    const load = () => datasets.load(nameIn(get().experiment));

    /** @param recalled beside what is in memory, where not all of an experiment may have room */
    const findFor =
      (experiment: Experiment, recalled: Recalled = new Map()): Find =>
      ({ job }, key) => {
        const known = results.find(key, job) ?? recalled.get(key);
        return known === undefined
          ? null
          : { value: known.value, key, recipe: { ...known.made, experiment } };
      };

    const refresh = (recalled?: Recalled) =>
      set(({ tasks }) => ({
        tasks: mark(tasks, planNow(), findFor(get().experiment, recalled)),
      }));

    /** The states of an experiment alone, with nothing of the one before. */
    const statesOf = (experiment: Experiment) =>
      mark({}, planOfExperiment(experiment), findFor(experiment));

    /**
     * Loads the whole dataset after an edit where something is to be computed, or where nothing of it is there to look
     * at; one that failed to load only where it is chosen again.
     */
    const loadAfter = (before: Experiment) => {
      const { experiment, tasks, busy } = get();
      const isNew = keyOfDataset(before) !== keyOfDataset(experiment);
      const { status } = dataStateOf(session.getState().datasets, nameIn(experiment));
      const held = heldData(session.getState(), dataOf(experiment));
      const needed = held === null || !allFresh(planNow(), tasks);
      if (!busy && needed && (isNew || status === 'idle')) load().catch(() => undefined);
    };

    let lastEdit = -Infinity;

    /** Turns to another experiment; nothing else changes when it is the same. */
    const put = (
      document: Experiment,
      change: (state: WorkspaceState) => Partial<Pick<WorkspaceState, 'steps' | 'choices'>>,
    ) => {
      const experiment = parseExperiment(document);
      const { experiment: before } = get();
      if (JSON.stringify(experiment) !== JSON.stringify(before))
        set((state) => ({ experiment, preset: presetOf(experiment), ...change(state) }));
      refresh();
      earlier.look();
      loadAfter(before);
    };

    const step = (take: typeof stepBack) => {
      const { steps, experiment } = get();
      const taken = take(steps, experiment);
      if (taken === null) return;
      const { past, future } = taken;
      lastEdit = -Infinity;
      put(taken.experiment, ({ choices }) => ({ steps: { past, future }, choices: choices + 1 }));
    };

    const arrivals = createArrivals(session, api, { keep, refresh }, opened);
    const earlier = followEarlier(session, api, {
      refresh,
      offersOthers: asked === undefined,
    });
    const { start, stop, ...runs } = createRuns(session, api, {
      load,
      refresh,
      recall: earlier.recall,
    });
    session.onRestart.add(stop);

    return {
      experiment: first,
      preset: presetOf(first),
      tasks: statesOf(first),
      landscape: opened === undefined ? null : openedAs(opened, opened.results, true),
      asked: null,
      busy: false,
      running: null,
      planned: [],
      stopped: null,
      steps: { past: [], future: [] },
      choices: 0,
      elsewhere: false,
      interrupted: null,
      view: { ...USUAL_VIEW, ...view },
      prediction: {},

      start() {
        followSlider(api, session);
        refresh();
        earlier.start();
        if (!arrivals.start()) load().catch(() => undefined);
      },
      edit(edited) {
        const now = Date.now();
        // What is typed into a field is one step.
        const goesOn = now - lastEdit < TYPING;
        lastEdit = now;
        put(edited, ({ steps, experiment }) => ({
          steps: goesOn ? { ...steps, future: [] } : stepFrom(steps, experiment),
        }));
      },
      choosePreset: (preset) => get().turnTo(PRESETS[preset].experiment),
      turnTo: (experiment) =>
        put(experiment, (state) => ({
          steps: stepFrom(state.steps, state.experiment),
          choices: state.choices + 1,
        })),
      undo: () => step(stepBack),
      redo: () => step(stepForth),
      save: () => documentOf(get().experiment, get().tasks, version),
      open({ experiment, results: saved }) {
        stop();
        keep(saved);
        get().turnTo(experiment);
        // Results of the experiment before would stand among those of the file as if they were its own.
        if (saved.length > 0) set({ tasks: statesOf(experiment) });
        settle('files');
      },
      openLandscape(landscape) {
        const { experiment } = landscape;
        stop();
        keep(landscape.results);
        set((state) => ({
          experiment,
          preset: presetOf(experiment),
          tasks: statesOf(experiment),
          steps: stepFrom(state.steps, state.experiment),
          choices: state.choices + 1,
          landscape: openedAs(landscape, landscape.results, true),
        }));
        settle('landscape');
        arrivals.complete(landscape);
      },
      async importDataset(dataset, files) {
        if (get().busy) {
          notify(WHILE_BUSY, { about: 'files' });
          return;
        }
        const good = await datasets.importDataset(dataset, files);
        if (good) get().edit({ ...get().experiment, dataset });
      },
      async importOwn(files) {
        if (get().busy) {
          notify(WHILE_BUSY, { about: 'files' });
          return;
        }
        const [own, { withOwnData }] = await Promise.all([
          datasets.importOwn(files),
          fetchPart(() => import('./ownData')),
        ]);
        if (own === null) return;
        const { experiment } = get();
        get().turnTo(withOwnData(experiment, own));
        const asked = experiment.dataset === 'own' ? experiment.own : null;
        if (asked !== null && asked.digest !== own.digest)
          notify(
            `The experiment was on other data, ${asked.name} of SHA-256 ${asked.digest.slice(0, 12)}...; now it is on ${own.name}, whose images or labels are others.`,
            { level: 'information' },
          );
      },
      keepDataset: () => datasets.keepDataset(nameIn(get().experiment)),
      async removeDataset() {
        if (!get().busy) await datasets.removeDataset(nameIn(get().experiment));
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
        arrivals.beginAnew();
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
      answerInterrupted(turn) {
        const { interrupted } = get();
        if (interrupted === null) return;
        set({ interrupted: null });
        if (turn) {
          get().turnTo(interrupted.experiment);
          get().look(interrupted.view);
        } else session.records?.forget(interrupted.experiment);
      },
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
