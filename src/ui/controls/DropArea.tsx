/** The whole page takes files that are dropped on it. */
import { useEffect, useState } from 'react';
import { useStores } from '../context';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

export function DropArea() {
  const { isthmus } = useStores();
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
      void isthmus.getState().bring('cifar-10', files);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [isthmus]);
  if (!over) return null;
  return (
    <div className="drop-area">
      <p>
        <b>Drop CIFAR-10 here</b>
        cifar-10-binary.tar.gz, or its six .bin files
      </p>
    </div>
  );
}
