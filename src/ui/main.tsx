/** Opens the page. */
import { createRoot } from 'react-dom/client';
import { openIsthmus } from '../store/open';
import { App } from './App';
import { StoresContext } from './context';
import { experimentAt, followAddress } from './document/address';
import { shippedFile } from './gallery/networks';
import { createPage, forgetTexts } from './page';
import { followTheme } from './theme';
import './styles/index.css';

const addressed = experimentAt(location.hash);
const isthmus = openIsthmus({
  experiment: addressed.experiment ?? undefined,
  shippedFile,
});
const stores = { isthmus, page: createPage(isthmus) };
followTheme(isthmus);
followAddress(isthmus, () => forgetTexts(stores.page));
if (addressed.refused !== null)
  isthmus.getState().notify(`${addressed.refused} Quick look is here in its place.`);
const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element #root in index.html, got none.');
createRoot(root).render(
  <StoresContext value={stores}>
    <App />
  </StoresContext>,
);
isthmus.getState().start();
