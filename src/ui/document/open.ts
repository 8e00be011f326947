/** Files that the user picks or drops: each kind to where it belongs. */
import { readDocument } from '../../store/documents';
import type { Stores } from '../context';
import { forgetTexts } from '../page';

/** Endings of what can be picked. */
export const OPENED_FILES = '.json,.safetensors,.npz';

const isDocument = ({ name }: File) => /\.json$/i.test(name);
const isWeights = ({ name }: File) => /\.(safetensors|npz)$/i.test(name);

/** Longer than any document that the page saves. */
const MOST_BYTES = 100_000_000;

export async function openFiles({ isthmus, page }: Stores, files: readonly File[]): Promise<void> {
  const { notify, bring, bringNetworks, open } = isthmus.getState();
  const documents = files.filter(isDocument);
  if (files.every(isWeights)) return bringNetworks(files);
  if (documents.length === 0) return bring('cifar-10', files);
  const [file] = documents;
  if (file === undefined || files.length > 1) {
    notify(`Expected one experiment, or other files alone, got ${files.length} files.`);
    return;
  }
  if (file.size > MOST_BYTES) {
    notify(`${file.name}: expected an experiment of at most ${MOST_BYTES / 1e6} MB.`);
    return;
  }
  try {
    const opened = readDocument(file.name, await file.text());
    forgetTexts(page);
    open(opened);
  } catch (error) {
    notify(error instanceof Error ? error.message : String(error));
  }
}
