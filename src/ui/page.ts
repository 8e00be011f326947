/** What only the page knows: text that is not a valid setting, which sections are open, how long a run took. */
import type { Experiment } from '../pipeline/experiment';
import type { TaskStates } from '../pipeline/state';
import type { Workspace } from '../store/workspace';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LastRun } from './progress';
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

export interface Page {
  /** By path of the setting, `training.epochs`. */
  readonly refused: Readonly<Record<string, RefusedSetting>>;
  readonly open: Readonly<Record<SectionName, boolean>>;
  /** Grows when all fields must forget what was typed into them. */
  readonly generation: number;
  readonly lastRun: LastRun | null;
  /** For which Train was pressed when nothing was left to compute. */
  readonly upToDate: Experiment | null;
  /** The results that were last saved to a file. */
  readonly saved: TaskStates | null;
}

/** Follows the runs of a store; `seconds` is the clock. */
export function createPage(
  workspace: Workspace,
  seconds: () => number = () => performance.now() / 1000,
): StoreApi<Page> {
  const page = createStore<Page>(() => ({
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
    upToDate: null,
    saved: null,
  }));
  let began = seconds();
  workspace.subscribe((now, before) => {
    if (now.busy && !before.busy) {
      began = seconds();
      page.setState({ upToDate: null });
    }
    if (!now.busy && before.busy) page.setState({ lastRun: { seconds: seconds() - began } });
  });
  return page;
}

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
