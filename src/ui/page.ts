/** What only the page knows: text that is not a valid setting, which sections are open, how long a run took. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Actions, State } from '../store/state';
import type { LastRun } from './progress';
import type { Refusal } from './settings';
import { failureOf, stageList } from './stage';

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
}

/** Follows the runs of a store; `seconds` tells the time. */
export function createPage(
  isthmus: StoreApi<State & Actions>,
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
  }));
  let began = seconds();
  let asked = isthmus.getState().experiment;
  isthmus.subscribe((now, before) => {
    if (now.busy && !before.busy) {
      began = seconds();
      asked = now.experiment;
    }
    if (!now.busy && before.busy) {
      const stages = stageList(now);
      const complete = stages.every((stage) => stage.status === 'done');
      page.setState({
        lastRun: {
          seconds: seconds() - began,
          // Of other settings than now, it may well have ended.
          cancelled: !complete && failureOf(stages) === null && asked === now.experiment,
          experiment: now.experiment,
        },
      });
    }
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
