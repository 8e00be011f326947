/** A tensor of a weights file, and what is said of files that are not right. */

/** One tensor of a file, whose numbers are read when they are asked for. */
export interface NamedTensor {
  /** As the file has it: `layers.0.weight`, `dense/kernel:0`. */
  readonly name: string;
  /** As the file has it: `[out, in]` for a dense weight of PyTorch, `[in, out]` for a kernel of Keras. */
  readonly shape: readonly number[];
  /**
   * As float32, row-major, finite; a new buffer.
   *
   * @throws WeightsFileError for numbers of another kind, damaged ones, and those that are not finite
   */
  values(): Float32Array<ArrayBuffer>;
}

/** What a file holds: its tensors, and what is to be said of them beside. */
export interface TensorFile {
  readonly tensors: readonly NamedTensor[];
  /** Sentences for people; empty where everything was read. */
  readonly notes: readonly string[];
}

/** A weights file that is not what it should be; the message is one line: what was expected, and what came. */
export class WeightsFileError extends Error {
  override readonly name = 'WeightsFileError';
}

/** Numbers of a tensor of that shape; not exact where it is beyond any file. */
export function sizeOf(shape: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((product, n) => product * n, 1);
}

/**
 * Refuses whole numbers where weights are expected.
 *
 * @param dtype as the file names it: `I64`, `<i8`, `LongStorage`
 */
export function integersIn(name: string, dtype: string): WeightsFileError {
  return new WeightsFileError(
    `Tensor ${quoted(name)}: expected floats, got numbers of the kind ${quoted(dtype)}, as of a quantised network; save its weights as float32.`,
  );
}

/** `[64, 784]` */
export function shapeText(shape: readonly number[]): string {
  return `[${cut(shape.join(', '))}]`;
}

/** A name out of a file, in quotes: without line breaks, and not endless. */
export function quoted(name: string): string {
  return cut(JSON.stringify(name));
}

const LONGEST = 80;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

/**
 * Refuses numbers that no network can compute with.
 *
 * @returns the same numbers
 */
export function finite(name: string, values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return values;
  const came = Number.isNaN(values[at]) ? 'one that is not a number' : 'an infinite one';
  throw new WeightsFileError(
    `Tensor ${quoted(name)}: expected finite float32 weights, got ${came} at place ${at}.`,
  );
}

/** `a`, `a and b`, `a, b and c`; many are cut short. */
export function listed(items: readonly string[], most = 6): string {
  const shown =
    items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
