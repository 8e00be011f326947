/** What only the page knows: text that is not a valid setting, which sections are open, how long a run took. */
import type { PathName } from '../jobs/paths';
import { planOfExperiment, type Experiment } from '../pipeline/experiment';
import { MATCHING, pathRef } from '../pipeline/kinds/pair/refs';
import type { TaskStates } from '../pipeline/state';
import type { TaskJob, TaskRef } from '../pipeline/task';
import type { Workspace, WorkspaceState } from '../store/workspace';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { followOverall, type Overall } from './overall';
import type { LastRun } from './progress';
import type { LessonPlace, Place } from './places';
import type { Refusal } from './settings';

/** The groups of settings, in their order. */
export const SECTIONS = [
  'data',
  'network',
  'optimisation',
  'networks',
  'alignment',
  'curves',
  'measurements',
  'evaluation',
  'plane',
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** A field whose text is refused. */
export interface RefusedSetting extends Refusal {
  readonly section: SectionName;
}

/** What a visitor thinks of the network halfway, before the numbers say. */
export type Guess = 'good' | 'worse' | 'broken';

export interface Page {
  /** The folder that holds all places, as an address. */
  readonly root: string;
  readonly place: Place;
  /** The lesson that is open among the lessons; null for their list. */
  readonly lesson: LessonPlace | null;
  /** Null until the visitor commits to one. */
  readonly guess: Guess | null;
  /** By path of the setting, `training.epochs`. */
  readonly refused: Readonly<Record<string, RefusedSetting>>;
  readonly open: Readonly<Record<SectionName, boolean>>;
  /** Grows when all fields must forget what was typed into them. */
  readonly generation: number;
  readonly lastRun: LastRun | null;
  /** How far the run under way is; null while that is not known, and while none is. */
  readonly overall: Overall | null;
  /** For which Train was pressed when nothing was left to compute. */
  readonly upToDate: Experiment | null;
  /** The results that were last saved to a file. */
  readonly saved: TaskStates | null;
  /** The path that is pointed at, or whose name has the focus: all pictures show it before the others. */
  readonly pointed: PathName | null;
  /** True while the slider moves by itself. */
  readonly playing: boolean;
  /** Reloads the page as its newer version; null while none has come. */
  readonly useNewVersion: (() => void) | null;
  /** How often the alignment was to be seen: pictures show it anew whenever this grows. */
  readonly alignments: number;
}

interface PageOptions {
  readonly root?: string;
  readonly place?: Place;
  readonly lesson?: LessonPlace | null;
  readonly seconds?: () => number;
}

/** Follows the runs of a store; `seconds` is the clock. */
export function createPage(
  workspace: Workspace,
  {
    root = './',
    place = 'explorer',
    lesson = null,
    seconds = () => performance.now() / 1000,
  }: PageOptions = {},
): StoreApi<Page> {
  const page = createStore<Page>(() => ({
    root,
    place,
    lesson,
    guess: null,
    refused: {},
    open: {
      data: true,
      network: true,
      optimisation: true,
      networks: false,
      alignment: false,
      curves: false,
      measurements: false,
      evaluation: false,
      plane: false,
    },
    generation: 0,
    lastRun: null,
    overall: null,
    upToDate: null,
    saved: null,
    pointed: null,
    playing: false,
    useNewVersion: null,
    alignments: 0,
  }));
  followOverall(workspace, seconds, (overall) => page.setState({ overall }));
  let began = seconds();
  let matched = false;
  workspace.subscribe((now, before) => {
    // A guess is about the networks that were seen then.
    if (now.landscape?.name !== before.landscape?.name) page.setState({ guess: null });
    if (now.busy && !before.busy) {
      began = seconds();
      matched = false;
      page.setState({ upToDate: null });
    }
    if (!now.busy && before.busy)
      page.setState(({ lastRun }) => ({
        lastRun: {
          experiment: before.running ?? before.experiment,
          ...timesAfter(lastRun, seconds() - began, trainedIn(before)),
        },
      }));
    const ended = ({ id }: TaskRef<TaskJob>) =>
      now.tasks[id]?.status === 'done' && before.tasks[id]?.status === 'running';
    matched ||= ended(MATCHING);
    // Not before the line from pi(A) is there to be drawn.
    if (matched && ended(pathRef('permuted'))) {
      matched = false;
      showAlignment(page);
    }
  });
  return page;
}

/** Lets every picture show how A becomes pi(A). */
export function showAlignment(page: StoreApi<Page>): void {
  page.setState(({ alignments }) => ({ alignments: alignments + 1 }));
}

/** True of a run that computes a network. */
const trainedIn = ({ running, planned }: Pick<WorkspaceState, 'running' | 'planned'>): boolean =>
  running !== null && planned.some((id) => planOfExperiment(running).get(id)?.job === 'network');

/** An update of what stands on the networks does not take the place of the run that made them. */
const timesAfter = (last: LastRun | null, seconds: number, whole: boolean) =>
  whole ? { seconds, update: null } : { seconds: last?.seconds ?? null, update: seconds };

/** Marks a field as refused, or, with null, as right. */
export function refuse(page: StoreApi<Page>, path: string, setting: RefusedSetting | null): void {
  const { [path]: known, ...others } = page.getState().refused;
  if (setting !== null) page.setState({ refused: { ...others, [path]: setting } });
  else if (known !== undefined) page.setState({ refused: others });
}

/** Makes every field forget its text and show the experiment's value. */
export function forgetTexts(page: StoreApi<Page>): void {
  page.setState(({ generation }) => ({ refused: {}, generation: generation + 1 }));
}

/** The first refused setting, with its path. */
export function firstRefused(
  refused: Page['refused'],
): (RefusedSetting & { readonly path: string }) | null {
  for (const section of SECTIONS)
    for (const [path, setting] of Object.entries(refused))
      if (setting.section === section) return { ...setting, path };
  return null;
}
