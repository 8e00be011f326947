/** The experiment with its results as a file, and the weights of its networks. */
import { useState } from 'react';
import { Icon } from '../controls/Icon';
import { PopupButton } from '../controls/PopupButton';
import { useWorkspace, useStores } from '../context';
import { pointText } from '../format';
import { savedName } from './savedName';
import { weightsFilesOf } from './weightsFiles';
import { download } from './download';

export function SaveMenu() {
  return (
    <PopupButton
      className="header-action"
      face={
        <>
          Save
          <Icon name="chevron" />
        </>
      }
      title="Save"
    >
      <SaveDocument />
      <SaveWeights />
    </PopupButton>
  );
}

export function SaveDocument() {
  const { workspace, page } = useStores();
  const [name, setName] = useState(() => savedName(workspace.getState()));
  const save = () => {
    download(`${fileName(name)}.isthmus.json`, workspace.getState().save());
    page.setState({ saved: workspace.getState().tasks });
  };
  return (
    <form
      className="save-document"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label className="save-name">
        <input
          className="input"
          aria-label="Name of the file"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <span className="hint">.isthmus.json</span>
      </label>
      <button type="submit" className="button primary">
        Save experiment and results
      </button>
      <p className="hint">
        Every setting and number, without weights: opens here, and runs with npx isthmus run. The
        address of this page holds the settings, too.
      </p>
    </form>
  );
}

export function SaveWeights() {
  const tasks = useWorkspace((state) => state.tasks);
  const experiment = useWorkspace((state) => state.experiment);
  const files = weightsFilesOf(experiment, tasks);
  if (files.length === 0)
    return <p className="card-foot">Weights can be saved once networks are trained.</p>;
  const save = (wanted: typeof files) => {
    for (const { name, bytes } of wanted) download(`${name}.safetensors`, bytes());
  };
  return (
    <div className="card-foot">
      <p>Weights, as safetensors:</p>
      <div className="save-weights">
        {files.map((file) => (
          <button
            key={file.name}
            type="button"
            className="button small"
            onClick={() => save([file])}
          >
            {pointText(file.title)}
          </button>
        ))}
        {files.length > 1 && (
          <button type="button" className="button small" onClick={() => save(files)}>
            All {files.length}
          </button>
        )}
      </div>
    </div>
  );
}

/** A name that every system takes. */
const fileName = (name: string) =>
  name
    .trim()
    .replace(/[\\/:*?"<>|]+/g, '-')
    .replace(/^\.+/, '') || 'experiment';
