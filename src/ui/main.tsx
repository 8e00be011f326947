/** Opens the page. */
import { createRoot } from 'react-dom/client';
import { openIsthmus } from '../store/open';
import { App } from './App';
import { StoresContext } from './context';
import { createPage } from './page';
import { followTheme } from './theme';
import './styles/index.css';

const isthmus = openIsthmus();
const stores = { isthmus, page: createPage(isthmus) };
followTheme(isthmus);
const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element #root in index.html, got none.');
createRoot(root).render(
  <StoresContext value={stores}>
    <App />
  </StoresContext>,
);
isthmus.getState().start();
