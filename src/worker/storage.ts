/** Datasets and weights between memory and the form that passes from thread to thread. */
import type { Dataset, Samples } from '../data/dataset';
import { sha256Of } from '../jobs/digest';
import type { StoredDataset } from '../jobs/jobs';
import type { Weights } from '../model/weights';

export function store(dataset: Dataset): StoredDataset {
  const stored = ({ count, images, labels }: Samples) => ({
    count,
    images: new Blob([images]),
    labels: new Blob([labels]),
  });
  return { ...dataset, train: stored(dataset.train), test: stored(dataset.test) };
}

export async function unstore(stored: StoredDataset): Promise<Dataset> {
  const samples = async ({ count, images, labels }: StoredDataset['train']): Promise<Samples> => ({
    count,
    images: new Uint8Array(await images.arrayBuffer()),
    labels: new Uint8Array(await labels.arrayBuffer()),
  });
  return { ...stored, train: await samples(stored.train), test: await samples(stored.test) };
}

/** Weights that were stored as their bytes. */
export async function weightsIn(stored: Blob): Promise<Weights> {
  return new Float32Array(await stored.arrayBuffer());
}

/** SHA-256 of weights in hexadecimal: two networks of one digest are the same. */
export const digestOf = ({ buffer, byteOffset, byteLength }: Weights): string =>
  sha256Of(new Uint8Array(buffer, byteOffset, byteLength));
