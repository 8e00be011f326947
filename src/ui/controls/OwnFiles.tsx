/** How data of one's own is brought, kept and removed. */
import type { OwnData } from '../../data/own';
import { useDataset, useStores, useWorkspace } from '../context';
import { openFiles } from '../document/openFiles';
import { FILES_ID } from './ids';

export function OwnFiles({ own }: { readonly own: OwnData | null }) {
  const stores = useStores();
  const data = useDataset();
  const busy = useWorkspace((state) => state.busy);
  const { keepDataset, removeDataset } = stores.workspace.getState();
  return (
    <div className="imported-files">
      {own !== null && data.status === 'missing' && (
        <p>
          This experiment is on <b>{own.name}</b>, SHA-256{' '}
          <span className="file-name">{own.digest.slice(0, 12)}…</span>, which is not in this
          browser: drop it on the page, or choose it.
        </p>
      )}
      {own !== null && data.status === 'ready' && data.kept && (
        <>
          <p className="hint">Kept in this browser for your next visit.</p>
          <button
            type="button"
            className="button small"
            disabled={busy}
            onClick={() => void removeDataset()}
          >
            Remove {own.name} from this browser
          </button>
        </>
      )}
      {own !== null && data.status === 'ready' && !data.kept && (
        <>
          <p className="hint">There for this visit; not kept in this browser.</p>
          <button type="button" className="button small" onClick={() => void keepDataset()}>
            Keep in this browser
          </button>
        </>
      )}
      <label className="button file-button">
        {data.status === 'ready' ? 'Choose other files' : 'Choose files'}
        <input
          id={FILES_ID}
          type="file"
          multiple
          className="visually-hidden"
          accept=".npz,.csv,.gz,.idx,.idx3-ubyte,.idx1-ubyte,*"
          aria-label="Files of your own data"
          disabled={busy}
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            currentTarget.value = '';
            if (files.length > 0) void openFiles(stores, files);
          }}
        />
      </label>
      {data.status !== 'ready' && (
        <p className="hint">
          Drop an .npz file with x_train, y_train, x_test and y_test, four IDX files as MNIST has
          them, or CSV with the label first (train.csv and test.csv, or one file). Square images of
          2 to 64 pixels a side, grey or colour, 2 to 100 classes, up to 400 MB. They are read here
          and go nowhere else.
        </p>
      )}
    </div>
  );
}
