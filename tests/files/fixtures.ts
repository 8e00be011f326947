/** Weights files for tests: those of other programs, and broken ones made by hand. */
import { readFileSync } from 'node:fs';

/** Of `tests/files/fixtures/`, made by NumPy and safetensors, or of `tests/golden/`, made by PyTorch. */
export function fixture(name: string): Uint8Array<ArrayBuffer> {
  const folder = name.includes('-') ? '../golden/' : 'fixtures/';
  return new Uint8Array(readFileSync(new URL(folder + name, import.meta.url)));
}

/** A safetensors file with any header and so many bytes of data, all zero. */
export function safetensors(header: unknown, bytes: number): Uint8Array<ArrayBuffer> {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const text = new TextEncoder().encode(json);
  const file = new Uint8Array(8 + text.length + bytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  return file;
}

/** A .npy file, version 1, with any header. */
export function npy(header: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(10 + text.length + data.length);
  file.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, text.length, 0]);
  file.set(text, 10);
  file.set(data, 10 + text.length);
  return file;
}

/** The n-th number of every tensor of the fixtures is `n / 8 - 1`. */
export const steps = (length: number) => Float32Array.from({ length }, (_, n) => n / 8 - 1);
