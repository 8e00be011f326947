/** The page over made-up results: `npm run dev`, then `/tests/ui/fixture.html?state=done`. */
import { createRoot } from 'react-dom/client';
import { App } from '../../src/ui/App';
import { StoresContext } from '../../src/ui/context';
import { createPage } from '../../src/ui/page';
import { followTheme } from '../../src/ui/theme';
import '../../src/ui/styles/index.css';
import { FIXTURES, fixtureStores } from '../support/fixture';

const asked = new URLSearchParams(location.search).get('state');
const { session, workspace } = fixtureStores(FIXTURES.find((name) => name === asked) ?? 'done');
const stores = { session, workspace, page: createPage(workspace) };
followTheme(session);
const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element #root, got none.');
createRoot(root).render(
  <StoresContext value={stores}>
    <App />
  </StoresContext>,
);
