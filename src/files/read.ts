/** A checkpoint out of a file of either format, told apart by its first bytes. */
import { readCheckpoint, type Checkpoint } from './checkpoint';
import { readNpz } from './npz';
import { readSafetensors } from './safetensors';
import { WeightsFileError } from './tensor';

/**
 * @param name of the file, which every refusal begins with
 * @throws WeightsFileError
 */
export function readWeightsFile(name: string, file: Uint8Array): Checkpoint {
  // The third byte tells a zip, `PK` and 3 or 5, from a header length that happens to start so.
  const zipped = file[0] === 0x50 && file[1] === 0x4b && (file[2] === 3 || file[2] === 5);
  try {
    return readCheckpoint(zipped ? readNpz(file) : readSafetensors(file));
  } catch (error) {
    if (!(error instanceof WeightsFileError)) throw error;
    throw new WeightsFileError(`${name}: ${error.message.replace(/^E/, 'e')}`, { cause: error });
  }
}
