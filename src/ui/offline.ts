/** Keeps the page for visits without a server, and says when a newer version of it has come. */
import type { Workbox } from 'workbox-window';
import { CATALOG, type DatasetId } from '../data/catalog';
import type { Session } from '../store/session';
import type { StoreApi } from 'zustand/vanilla';
import type { Page } from './page';

/** Milliseconds after the page has loaded: what is on the screen comes first. */
const PATIENCE = 3000;

/**
 * Registers the service worker that the build makes (vite.config.ts), where the browser allows one: over TLS, or from
 * this machine.
 *
 * @param root the folder that holds all places, as an address
 */
export function keepOffline(session: Session, page: StoreApi<Page>, root: string): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const begin = () => setTimeout(() => void register(session, page, root).catch(nothing), PATIENCE);
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
}

/** A page that is not kept is as good as one that is, while there is a server. */
const nothing = () => undefined;

async function register(session: Session, page: StoreApi<Page>, root: string): Promise<void> {
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox(new URL('sw.js', root).href);
  workbox.addEventListener('waiting', () =>
    page.setState({
      useNewVersion() {
        // Another tab may have asked already; either way the new one has taken over by then.
        workbox.addEventListener('controlling', () => location.reload());
        workbox.messageSkipWaiting();
      },
    }),
  );
  await workbox.register();
  await workbox.active;
  keepDatasets(session, workbox, root);
}

/** Datasets that were fetched before there was a service worker to keep them. */
function keepDatasets(session: Session, workbox: Workbox, root: string): void {
  const kept = new Set<DatasetId>();
  const keep = () => {
    for (const id of Object.keys(CATALOG) as DatasetId[]) {
      if (kept.has(id) || session.getState().datasets[id]?.status !== 'ready') continue;
      kept.add(id);
      const urls = filesOf(id).map((path) => new URL(path, root).href);
      if (urls.length > 0)
        void workbox.messageSW({ type: 'CACHE_URLS', payload: { urlsToCache: urls } });
    }
  };
  keep();
  session.subscribe(keep);
}

/** Of a dataset that is served beside the page. */
function filesOf(id: DatasetId): readonly string[] {
  const entry = CATALOG[id];
  return entry.origin === 'served' ? Object.values(entry.files).map(({ path }) => path) : [];
}
