/** A tensor of a weights file, and what is said of files that are not right. */

/** Any file's numbers come as float32, the rows first. */
export interface NamedTensor {
  /** As the file has it: `layers.0.weight`, `model.2.bias`. */
  readonly name: string;
  /** `[out, in]` for a dense weight. */
  readonly shape: readonly number[];
  /** Row-major, finite; owned by the caller. */
  readonly values: Float32Array<ArrayBuffer>;
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

/** Refuses numbers that no network can compute with. */
export function checkFinite({ name, values }: NamedTensor): void {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const came = Number.isNaN(values[at]) ? 'one that is not a number' : 'an infinite one';
  throw new WeightsFileError(
    `Tensor ${quoted(name)}: expected finite float32 weights, got ${came} at place ${at}.`,
  );
}
