/** Files of the form of CIFAR-10's, full in size: made-up images whose colour and bright stripe tell the class. */
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';

const PLANE = 32 * 32;

export const CIFAR_NAMES = [...[1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`), 'test_batch.bin'];

/** Class of the `i`-th image of the `n`-th file. */
export const cifarLabel = (n: number, i: number): number => (7 * i + n) % 10;

/** The bytes of the `n`-th of the six files. */
function cifarBytes(n: number, records: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(records * (1 + 3 * PLANE));
  for (let i = 0; i < records; i++) {
    const at = i * (1 + 3 * PLANE);
    const label = cifarLabel(n, i);
    bytes[at] = label;
    [20 * label, 200 - 20 * label, (i + n) % 200].forEach((level, channel) =>
      bytes.fill(level, at + 1 + channel * PLANE, at + 1 + (channel + 1) * PLANE),
    );
    bytes.fill(255, at + 1 + 96 * label, at + 1 + 96 * label + 64);
  }
  return bytes;
}

/** The six files by name, of so many images each. */
export function cifarContents(records = 10_000): Map<string, Uint8Array<ArrayBuffer>> {
  return new Map(CIFAR_NAMES.map((name, n) => [name, cifarBytes(n, records)]));
}

/** `cifar-10-binary.tar.gz` with these files, beside the two others that the real one has. */
export function cifarArchive(
  contents: ReadonlyMap<string, Uint8Array>,
  folder = 'cifar-10-batches-bin',
): Uint8Array<ArrayBuffer> {
  const tar = createTar([
    { name: `${folder}/` },
    { name: `${folder}/batches.meta.txt`, data: 'airplane' },
    ...Array.from(contents, ([name, data]) => ({ name: `${folder}/${name}`, data })),
    { name: `${folder}/readme.html`, data: '<html>' },
  ]);
  return new Uint8Array(gzipSync(tar, { level: 1 }));
}
