/** Picks a saved experiment or weights files. */
import { useStores } from '../context';
import { OPENED_FILES, openFiles } from './openFiles';

export function OpenButton() {
  const stores = useStores();
  return (
    <label className="header-action file-button">
      Open
      <input
        type="file"
        multiple
        className="visually-hidden"
        accept={OPENED_FILES}
        aria-label="Open an experiment or weights files"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          if (files.length > 0) void openFiles(stores, files);
        }}
      />
    </label>
  );
}
