/** The images that a job computes on. Types only. */
import type { DatasetId } from '../data/catalog';
import type { Normalization } from '../data/dataset';

/** Plain JSON: equal settings are the same images. */
export interface DataSettings {
  readonly dataset: DatasetId;
  /** Of each channel; null is the dataset's own. */
  readonly normalization: readonly Normalization[] | null;
}
