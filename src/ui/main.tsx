/** Opens the page, at whichever of its places the address means. */
import { createRoot } from 'react-dom/client';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { wordsOf } from '../store/failure';
import { openSession } from '../store/openSession';
import { createWorkspace } from '../store/workspace';
import { Boundary } from './Boundary';
import { StoresContext } from './context';
import { followAddress, readAddress } from './document/address';
import { asksForServed, openServed } from './document/served';
import { shippedFile } from './gallery/networks';
import { prefetch } from './LazyPart';
import { PageFailed } from './PageFailed';
import { askBeforeLeaving } from './leaving';
import { keepOffline } from './offline';
import { Modes } from './Modes';
import { createPage } from './page';
import * as PARTS from './parts';
import { landscapeAt, placeAt, rootOf } from './places';
import { followTheme } from './theme';
import { followTitle } from './title';
import './styles/index.css';

const base = rootOf(document);
const place = placeAt(new URL(location.href), base);
const addressed = readAddress(location.hash);
const session = openSession({ shippedFile, base: base.href });
const named = addressed.refused === null ? landscapeAt(new URL(location.href), place) : null;
const landscape =
  named === null || addressed.experiment !== null
    ? undefined
    : await session.shipped.landscape(named).catch((error: unknown) => {
        session.getState().notify(wordsOf(error), { about: 'landscape' });
      });
const workspace = createWorkspace(session, {
  experiment: addressed.experiment ?? undefined,
  landscape: landscape ?? undefined,
  view: addressed.view,
});
const page = createPage(workspace, { root: base.href, place });
const stores = { session, workspace, page };
followTheme(session);
followTitle(session, workspace, page);
askBeforeLeaving(session, workspace, page);
const writeAddress = followAddress(stores, base);
if (named !== null && addressed.experiment === null && !landscape) writeAddress();
if (addressed.refused !== null) {
  const { notify } = session.getState();
  const instead = addressed.experiment === null ? ' Quick look is here in its place.' : '';
  notify(`${addressed.refused}${instead}`, { about: 'address' });
  writeAddress();
}
const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element #root in index.html, got none.');
createRoot(root).render(
  <StoresContext value={stores}>
    {/* The pages' policy allows no style but that of the style sheets. */}
    <CSPProvider disableStyleElements>
      <Boundary fallback={(retry) => <PageFailed onRetry={retry} />}>
        <Modes />
      </Boundary>
    </CSPProvider>
  </StoresContext>,
);

/** Nothing is computed in the gallery, so neither engine nor images are fetched for it. */
let started = false;
const startOutsideGallery = () => {
  if (started || page.getState().place === 'gallery') return;
  started = true;
  session.getState().start();
  workspace.getState().start();
};
startOutsideGallery();
page.subscribe(startOutsideGallery);
prefetch(Object.values(PARTS));
// What a terminal serves is served by it alone.
if (asksForServed(location.search)) void openServed(stores, base.href);
else keepOffline(session, page, base.href);
