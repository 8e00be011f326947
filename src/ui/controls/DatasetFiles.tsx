/** How to import a dataset that the page does not come with, and how to have it removed. */
import type { CatalogEntry } from '../../data/catalog';
import { useDataset, useWorkspace, useStores } from '../context';
import { FILES_ID } from './ids';

export function DatasetFiles({ entry }: { readonly entry: CatalogEntry }) {
  const { workspace } = useStores();
  const data = useDataset();
  const busy = useWorkspace((state) => state.busy);
  if (data.status === 'ready' && !data.kept)
    return <p className="hint">There for this visit; not kept in this browser.</p>;
  if (data.status === 'ready')
    return (
      <div className="imported-files">
        <p className="hint">Kept in this browser for your next visit.</p>
        <button
          type="button"
          className="button small"
          disabled={busy}
          onClick={() => void workspace.getState().removeDataset()}
        >
          Remove {entry.title} from this browser
        </button>
      </div>
    );
  return (
    <div className="imported-files">
      <p>
        Drop <b>cifar-10-binary.tar.gz</b> on the page, or choose it. Its six .bin files do, too.
      </p>
      <label className="button file-button">
        Choose the file
        <input
          id={FILES_ID}
          type="file"
          multiple
          className="visually-hidden"
          accept=".gz,.tar,.bin"
          aria-label={`Files of ${entry.title}`}
          disabled={busy}
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            currentTarget.value = '';
            if (files.length > 0) void workspace.getState().importDataset(entry.id, files);
          }}
        />
      </label>
      <p className="hint">
        170 MB, from www.cs.toronto.edu/~kriz/cifar.html (“binary version”). It is read here and
        kept in this browser; it goes nowhere else.
      </p>
    </div>
  );
}
