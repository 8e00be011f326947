/** What can be open below the stage. To add one: its name in `pipeline/tabs.ts`, its entry here. */
import type { ComponentType } from 'react';
import { AVERAGES, ENSEMBLE, SIMPLEX, TRANSFER } from '../../pipeline/kinds/pair/refs';
import { planOfExperiment, type Experiment } from '../../pipeline/experiment';
import { TAB_NAMES, type TabName } from '../../pipeline/tabs';
import { partOf, type Part } from '../LazyPart';
import { BarriersView } from '../views/BarriersView';

type Shown = { readonly Part: ComponentType } | { readonly part: Part<{ default: ComponentType }> };

export type Tab = {
  readonly label: string;
  /** Whether an experiment has it; all do by default. */
  readonly when?: (experiment: Experiment) => boolean;
} & Shown;

const asked =
  ({ id }: { readonly id: string }) =>
  (experiment: Experiment) =>
    planOfExperiment(experiment).has(id);

/** A view that is fetched once it is opened. */
const later = (fetchView: () => Promise<ComponentType>) =>
  partOf(async () => ({ default: await fetchView() }));

export const TABS: Readonly<Record<TabName, Tab>> = {
  barriers: { label: 'Barriers', Part: BarriersView },
  sees: { label: 'What it sees', part: partOf(() => import('../sees/SeesView')) },
  neurons: {
    label: 'Neurons',
    part: later(async () => (await import('../views/NeuronsView')).NeuronsView),
  },
  learning: {
    label: 'Learning',
    part: later(async () => (await import('../views/TrainingView')).TrainingView),
  },
  averages: {
    label: 'Averages',
    when: asked(AVERAGES),
    part: later(async () => (await import('../views/AveragesView')).AveragesView),
  },
  transfer: {
    label: 'Permutations in time',
    when: asked(TRANSFER),
    part: later(async () => (await import('../views/TransferView')).TransferView),
  },
  simplex: {
    label: 'Simplex',
    when: asked(SIMPLEX),
    part: later(async () => (await import('../views/SimplexView')).SimplexView),
  },
  ensemble: {
    label: 'Ensemble',
    when: asked(ENSEMBLE),
    part: later(async () => (await import('../views/EnsembleView')).EnsembleView),
  },
};

/** All that comes after the first script. */
export const TAB_PARTS = Object.values(TABS).flatMap((tab) => ('part' in tab ? [tab.part] : []));

/** The tabs that an experiment has, in their order. */
export const tabsOf = (experiment: Experiment): readonly TabName[] =>
  TAB_NAMES.filter((name) => TABS[name].when?.(experiment) ?? true);
