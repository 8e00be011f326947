/** Which settings are shown, and under what headings: all of them in the lab, those that are asked for in the drawer. */
import { createContext, use } from 'react';
import { isChanged, usualAt } from '../changes';
import { useWorkspace } from '../context';
import type { SectionName } from '../page';
import { useEdit } from './useEdit';

export interface ShownSettings {
  /** Headings in place of the usual ones. */
  readonly titles: Readonly<Partial<Record<SectionName, string>>>;
  /** Words that a setting's label must have. */
  readonly query: string;
  /** Shows only those that differ from the first experiment. */
  readonly changed: boolean;
  /** Puts a button beside each that has been changed. */
  readonly resets: boolean;
}

export const ShownSettingsContext = createContext<ShownSettings>({
  titles: {},
  query: '',
  changed: false,
  resets: false,
});

/** True while not all settings are shown: groups are open then, and those without any are gone. */
export function useFiltered(): boolean {
  const { query, changed } = use(ShownSettingsContext);
  return query !== '' || changed;
}

interface ShownSetting {
  readonly shown: boolean;
  /** Puts the setting back; null where there is nothing to put back. */
  readonly reset: (() => void) | null;
}

/** @param path where it is in the experiment; null for one that stands for no field of its own */
export function useShownSetting(path: string | null, label: string): ShownSetting {
  const { query, changed: onlyChanged, resets } = use(ShownSettingsContext);
  const { edit } = useEdit();
  const changed = useWorkspace(({ experiment }) => path !== null && isChanged(experiment, path));
  const found = query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word));
  const usual = path === null ? undefined : usualAt(path);
  return {
    shown: found && (changed || !onlyChanged),
    reset:
      resets && changed && path !== null && usual !== undefined ? () => edit(path, usual) : null,
  };
}
