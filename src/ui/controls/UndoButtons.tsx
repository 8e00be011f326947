/** Back to the experiments of before, and forth again; their results come back with them. */
import { useEffect } from 'react';
import { useStores, useWorkspace } from '../context';
import { forgetTexts } from '../page';

function useSteps(): Readonly<Record<'undo' | 'redo', () => void>> {
  const { workspace, page } = useStores();
  const step = (way: 'undo' | 'redo') => () => {
    forgetTexts(page);
    workspace.getState()[way]();
  };
  return { undo: step('undo'), redo: step('redo') };
}

export function UndoButtons() {
  const { undo, redo } = useSteps();
  const back = useWorkspace(({ steps }) => steps.past.length > 0);
  const forth = useWorkspace(({ steps }) => steps.future.length > 0);
  if (!back && !forth) return null;
  return (
    <span className="undo-buttons">
      <button type="button" className="button small" aria-disabled={!back} onClick={undo}>
        Undo
      </button>
      {forth && (
        <button type="button" className="button small" onClick={redo}>
          Redo
        </button>
      )}
    </span>
  );
}

/** Where the keys undo what was typed, and not what was chosen. */
const TYPED = 'input, textarea, [contenteditable]';

/** Ctrl or Cmd with Z undoes the last change of the experiment, with Shift it is done again. */
export function useUndoKeys(): void {
  const { workspace, page } = useStores();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, shiftKey, key, target } = event;
      if (!(ctrlKey || metaKey) || altKey || key.toLowerCase() !== 'z') return;
      if (target instanceof Element && target.closest(TYPED) !== null) return;
      event.preventDefault();
      forgetTexts(page);
      workspace.getState()[shiftKey ? 'redo' : 'undo']();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [workspace, page]);
}
