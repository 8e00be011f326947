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
import { landscapeAt, lessonAt, placeAt, PLACES, rootOf, wantsEngine } from './places';
import { followTheme } from './theme';
import { followTitle } from './title';
import './styles/index.css';

const base = rootOf(document);
const place = placeAt(new URL(location.href), base);
const addressed = readAddress(location.hash);
const session = openSession({ shippedFile, base: base.href });
const lesson = lessonAt(new URL(location.href));
// What opens is fetched before what may be wanted later; what does not arrive is said where it is missed.
if (place === 'learn')
  await PARTS.LEARN.get()
    .then(({ fetchFirst }) => fetchFirst(session, lesson?.name))
    .catch(() => PARTS.LEARN.forget());
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
const page = createPage(workspace, { root: base.href, place, lesson });
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

/** Where nothing is computed, neither engine nor images are fetched. */
const started = { engine: false, experiment: false };
const startWhatIsWanted = () => {
  const open = page.getState();
  if (!started.engine && wantsEngine(open)) {
    started.engine = true;
    session.getState().start();
  }
  if (!started.experiment && PLACES[open.place].holdsExperiment) {
    started.experiment = true;
    workspace.getState().start();
  }
};
startWhatIsWanted();
page.subscribe(startWhatIsWanted);
prefetch(Object.values(PARTS));
// What a terminal serves is served by it alone.
if (asksForServed(location.search)) void openServed(stores, base.href);
else keepOffline(session, page, base.href);
