/** Files that the user picks or drops. */
import { sortDropped } from '../../store/dropped';
import { wordsOf } from '../../store/failure';
import type { Stores } from '../context';
import { forgetTexts } from '../page';

/** Endings of what can be picked. */
export const OPENED_FILES = '.json,.safetensors,.npz,.pth,.pt,.ckpt,.bin';

export async function openFiles(
  { session, workspace, page }: Stores,
  files: readonly File[],
): Promise<void> {
  const { notify } = session.getState();
  const { importDataset, importNetworks, open } = workspace.getState();
  const refuse = (text: string) => notify(text, { about: 'files' });
  try {
    const dropped = await sortDropped(files);
    if (dropped.kind === 'networks') await importNetworks(dropped.files);
    else if (dropped.kind === 'dataset') await importDataset('cifar-10', dropped.files);
    else {
      forgetTexts(page);
      open(dropped.document);
    }
  } catch (error) {
    refuse(wordsOf(error));
  }
}
