/** Files that the user picks or drops. */
import { wordsOf } from '../../store/failure';
import { fetchPart } from '../../store/fetchPart';
import type { Stores } from '../context';
import { forgetTexts } from '../page';
import { DROPPED } from '../parts';

/** Endings of what can be picked. */
export const OPENED_FILES = '.json,.safetensors,.npz,.pth,.pt,.ckpt,.bin,.csv,.gz';

export async function openFiles(
  { session, workspace, page }: Stores,
  files: readonly File[],
): Promise<void> {
  const { notify } = session.getState();
  const { importDataset, importNetworks, importOwn, open } = workspace.getState();
  const refuse = (text: string) => notify(text, { about: 'files' });
  try {
    const { sortDropped } = await readers();
    const dropped = await sortDropped(files);
    if (dropped.kind === 'networks') await importNetworks(dropped.files);
    else if (dropped.kind === 'dataset') await importDataset('cifar-10', dropped.files);
    else if (dropped.kind === 'own') {
      await importOwn(dropped.files);
      forgetTexts(page);
    } else {
      forgetTexts(page);
      open(dropped.document);
    }
  } catch (error) {
    refuse(wordsOf(error));
  }
}

async function readers() {
  try {
    return await fetchPart(() => DROPPED.get());
  } catch (error) {
    DROPPED.forget();
    throw error;
  }
}
