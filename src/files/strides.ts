/** Arrays whose axes lie in another order than row by row. */

/**
 * The same array with its last axis fastest.
 *
 * @param stored at least as many numbers as the last one's place asks for
 * @param strides numbers from one place of each axis to the next
 * @returns `stored` itself where it lies so already, else a new buffer
 */
export function rowsFirst(
  stored: Float32Array<ArrayBuffer>,
  shape: readonly number[],
  strides: readonly number[],
): Float32Array<ArrayBuffer> {
  const size = shape.reduce((product, n) => product * n, 1);
  if (isRowsFirst(shape, strides)) return stored;
  const out = new Float32Array(size);
  const place = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < size; to++) {
    out[to] = stored[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      place[axis]!++;
      if (place[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  }
  return out;
}

/** The stride of an axis with a single place, or of an array without any, says nothing. */
function isRowsFirst(shape: readonly number[], strides: readonly number[]): boolean {
  if (shape.includes(0)) return true;
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis]! > 1 && strides[axis] !== expected) return false;
    expected *= shape[axis]!;
  }
  return true;
}
