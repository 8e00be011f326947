/** NumPy's .npz format: a zip of .npy arrays, stored (`np.savez`) or deflated (`np.savez_compressed`). */
import { readNpy } from './npy';
import { quoted, WeightsFileError, type NamedTensor } from './tensor';
import { membersOf } from './zip';

/**
 * Finds every array, under its name in the zip without `.npy`.
 *
 * @param most bytes that all arrays may have together
 * @throws WeightsFileError
 */
export function readNpz(file: Uint8Array, most: number): NamedTensor[] {
  const members = membersOf(file, most);
  const arrays = members.filter(({ name }) => name.endsWith('.npy'));
  if (arrays.length === 0) {
    const [first] = members;
    throw new WeightsFileError(
      `Expected .npy arrays in the zip, got ${first === undefined ? 'none' : `${quoted(first.name)} and no array`}.`,
    );
  }
  return arrays.map(({ name, bytes }) => readNpy(name.slice(0, -'.npy'.length), bytes()));
}
