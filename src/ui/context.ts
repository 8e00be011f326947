/** Gives components the store, by context, so that a test or the fixture can put another one in its place. */
import { createContext, use } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { PATH_NAMES, type PathName } from '../jobs/paths';
import type { Actions, Stages, State } from '../store/state';
import type { Page } from './page';

export interface Stores {
  readonly isthmus: StoreApi<State & Actions>;
  readonly page: StoreApi<Page>;
}

export const StoresContext = createContext<Stores | null>(null);

/** Both stores, for event handlers and subscriptions that bypass React. */
export function useStores(): Stores {
  const stores = use(StoresContext);
  if (stores === null) throw new Error('Expected a StoresContext above this component, got none.');
  return stores;
}

/** Part of the application's state; renders again when it changes. */
export function useIsthmus<Part>(select: (state: State & Actions) => Part): Part {
  return useStore(useStores().isthmus, select);
}

/** Every path; renders again only when one of them changes, not with every step of what else runs. */
export function usePathStages(): Pick<Stages, PathName> {
  return useIsthmus(
    useShallow(
      ({ stages }) =>
        Object.fromEntries(PATH_NAMES.map((name) => [name, stages[name]])) as Pick<
          Stages,
          PathName
        >,
    ),
  );
}

/** Part of the page's own state. */
export function usePage<Part>(select: (page: Page) => Part): Part {
  return useStore(useStores().page, select);
}
