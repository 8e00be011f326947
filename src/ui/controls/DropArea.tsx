/** The whole page takes files that are dropped on it. */
import { useEffect, useState } from 'react';
import { useStores } from '../context';
import { openFiles } from '../document/openFiles';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

export function DropArea() {
  const stores = useStores();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Without this the browser would open the file in place of the page.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void openFiles(stores, files);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [stores]);
  if (!over) return null;
  return (
    <div className="drop-area">
      <p>
        <b>Drop files here</b>A saved experiment (.json), weights (.safetensors, .pth, .npz), or
        CIFAR-10 (cifar-10-binary.tar.gz)
      </p>
    </div>
  );
}
