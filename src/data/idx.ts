/** The IDX format of MNIST (yann.lecun.com/exdb/mnist): magic, sizes, unsigned bytes; here mostly gzipped. */

/** An IDX file of unsigned bytes. */
export interface Idx {
  /** Size of each dimension: `[count]` for labels, `[count, rows, columns]` for images. */
  readonly shape: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A dataset file that is not what it should be; the message says what was expected and what came. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}

/**
 * Decompresses a stream if it is gzipped and gathers it; some web servers have already decompressed what they send.
 *
 * @param onBytes called with the number of compressed bytes that have arrived so far
 */
export async function gunzip(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  name: string,
  onBytes: (arrived: number) => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readWhole(stream, onBytes);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatasetError(
      `${name}: expected a whole gzip file, got one cut short or altered (${why}).`,
      { cause: error },
    );
  }
}

async function readWhole(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: (arrived: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const first = await reader.read();
  if (first.done) throw new Error('it is empty');
  let arrived = 0;
  const count = (chunk: Uint8Array<ArrayBuffer>) => {
    arrived += chunk.length;
    onBytes(arrived);
  };
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      count(first.value);
      controller.enqueue(first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        controller.close();
        return;
      }
      count(value);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const gzipped = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const plain = gzipped ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/** Reads the header and checks that the body has the size it promises; the bytes are a view into `file`. */
export function parseIdx(file: Uint8Array<ArrayBuffer>, name: string): Idx {
  const [zero0, zero1, type, dimensions] = file;
  if (zero0 !== 0 || zero1 !== 0 || type !== 8 || dimensions === undefined || dimensions === 0) {
    const came = Array.from(file.subarray(0, 4), (b) => b.toString(16).padStart(2, '0')).join(' ');
    throw new DatasetError(
      `${name}: expected an IDX file of unsigned bytes (00 00 08 ..), got one that starts with ${came || 'nothing'}.`,
    );
  }
  const header = 4 + 4 * dimensions;
  if (file.length < header)
    throw new DatasetError(
      `${name}: expected a header of ${header} bytes, got ${file.length} bytes in all.`,
    );
  const sizes = new DataView(file.buffer, file.byteOffset + 4, 4 * dimensions);
  const shape = Array.from({ length: dimensions }, (_, i) => sizes.getUint32(4 * i));
  const expected = header + shape.reduce((product, n) => product * n, 1);
  if (file.length !== expected)
    throw new DatasetError(
      `${name}: expected ${expected} bytes for ${shape.join(' x ')}, got ${file.length}; the file is cut short or altered.`,
    );
  return { shape, bytes: file.subarray(header) };
}
