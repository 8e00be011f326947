/** The lines as a script for PyTorch, with the files that it reads. */
import { useState } from 'react';
import { wordsOf } from '../../store/failure';
import { useStores, useWorkspace } from '../context';
import { CopyButton } from '../controls/CopyButton';
import { download } from '../document/download';
import { weightsFilesOf } from '../document/weightsFiles';
import { pythonScript } from '../export/python';

export function PythonPart() {
  const { workspace } = useStores();
  const experiment = useWorkspace((state) => state.experiment);
  const tasks = useWorkspace((state) => state.tasks);
  const [refused, setRefused] = useState<string | null>(null);
  const refuse = (error: unknown) => setRefused(wordsOf(error));
  const script = () => {
    setRefused(null);
    return pythonScript(workspace.getState().tasks);
  };
  const files = weightsFilesOf(experiment, tasks).filter(({ name }) => FILES.includes(name));
  const save = () => {
    try {
      const { permutation } = script();
      if (permutation !== null) download('permutation.json', permutation);
      for (const { name, bytes } of files)
        if (name !== 'pi-A' || permutation === null) download(`${name}.safetensors`, bytes());
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <div className="share-part">
      <div className="share-buttons">
        <CopyButton label="Copy as Python" text={() => script().text} onRefused={refuse} />
        {files.length > 0 && (
          <button type="button" className="button small" onClick={save}>
            Save the files that it reads
          </button>
        )}
      </div>
      {refused !== null && (
        <p className="failure" role="alert">
          {refused}
        </p>
      )}
      <p className="hint">
        PyTorch that reads the saved networks and computes the lines again, with our numbers beside
        its own.
      </p>
    </div>
  );
}

/** Without their ending. */
const FILES: readonly string[] = ['A', 'B', 'pi-A'];
