/** What goes wrong in a terminal, in one plain line each. */
import { DatasetError } from '../data/idx';
import { WeightsFileError } from '../files/tensor';

/** A wrong argument, file or number: what was expected and what came. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** 2 for what the user can put right, 1 for all else. */
export function exitCodeOf(error: unknown): 1 | 2 {
  const wrong = [InputError, WeightsFileError, DatasetError].some((kind) => error instanceof kind);
  return wrong ? 2 : 1;
}

/**
 * Runs what refuses its arguments with a RangeError.
 *
 * @param file that they come from, to be named
 */
export async function orInputError<Result>(
  work: () => Result | Promise<Result>,
  file?: string,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) {
      const where = file === undefined ? '' : `${file}: `;
      throw new InputError(where + error.message, { cause: error });
    }
    throw error;
  }
}
