/** Opens the page. */
import { createRoot } from 'react-dom/client';
import { openSession } from '../store/openSession';
import { createWorkspace } from '../store/workspace';
import { App } from './App';
import { Boundary } from './Boundary';
import { StoresContext } from './context';
import { experimentAt, followAddress } from './document/address';
import { shippedFile } from './gallery/networks';
import { FINDINGS, GALLERY } from './gallery/parts';
import { prefetch } from './LazyPart';
import { PageFailed } from './PageFailed';
import { askBeforeLeaving } from './leaving';
import { createPage, forgetTexts } from './page';
import { followTheme } from './theme';
import { followTitle } from './title';
import './styles/index.css';

const addressed = experimentAt(location.hash);
const session = openSession({ shippedFile });
const workspace = createWorkspace(session, { experiment: addressed.experiment ?? undefined });
const stores = { session, workspace, page: createPage(workspace) };
followTheme(session);
followTitle(session, workspace);
askBeforeLeaving(workspace, stores.page);
const writeAddress = followAddress(session, workspace, () => forgetTexts(stores.page));
if (addressed.refused !== null) {
  const { notify } = session.getState();
  notify(`${addressed.refused} Quick look is here in its place.`, { about: 'address' });
  writeAddress();
}
const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element #root in index.html, got none.');
createRoot(root).render(
  <StoresContext value={stores}>
    <Boundary fallback={(retry) => <PageFailed onRetry={retry} />}>
      <App />
    </Boundary>
  </StoresContext>,
);
session.getState().start();
workspace.getState().start();
prefetch([GALLERY, FINDINGS]);
