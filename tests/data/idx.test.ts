import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DatasetError, gunzip, parseIdx } from '../../src/data/idx';

const file = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);
const stream = (bytes: Uint8Array, chunk = 5) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (let i = 0; i < bytes.length; i += chunk)
        controller.enqueue(new Uint8Array(bytes.slice(i, i + chunk)));
      controller.close();
    },
  });

describe('parseIdx', () => {
  it('reads shape and bytes', () => {
    const { shape, bytes } = parseIdx(file, 'f');
    expect(shape).toEqual([2, 1, 3]);
    expect([...bytes]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([
    ['cut short', file.slice(0, -1), 'cut short or altered'],
    ['too long', Uint8Array.from([...file, 0]), 'cut short or altered'],
    ['another type', Uint8Array.from([0, 0, 13, ...file.slice(3)]), 'starts with 00 00 0d 03'],
    ['text', new TextEncoder().encode('<html>'), 'expected an IDX file'],
    ['nothing', new Uint8Array(0), 'starts with nothing'],
    ['half a header', file.slice(0, 6), 'expected a header of 16 bytes'],
  ])('refuses a file that is %s', (_, bytes, message) => {
    expect(() => parseIdx(bytes, 'f')).toThrow(DatasetError);
    expect(() => parseIdx(bytes, 'f')).toThrow(message);
  });
});

describe('gunzip', () => {
  it('decompresses a stream and counts its bytes', async () => {
    const packed = gzipSync(file);
    let arrived = 0;
    const bytes = await gunzip(stream(packed), 'f', (n) => (arrived = n));
    expect(bytes).toEqual(file);
    expect(arrived).toBe(packed.length);
  });

  it('takes what a server has decompressed already', async () => {
    expect(await gunzip(stream(file), 'f')).toEqual(file);
  });

  it('refuses a gzip file cut short', async () => {
    await expect(gunzip(stream(gzipSync(file).subarray(0, -9)), 'f')).rejects.toThrow(
      'cut short or altered',
    );
  });

  it('refuses a gzip file with a changed byte', async () => {
    const packed = new Uint8Array(gzipSync(file));
    const last = packed.length - 6;
    packed[last] = (packed[last] ?? 0) ^ 0xff;
    await expect(gunzip(stream(packed), 'f')).rejects.toThrow(DatasetError);
  });

  it('refuses an empty file', async () => {
    await expect(gunzip(stream(new Uint8Array(0)), 'f')).rejects.toThrow('it is empty');
  });

  it('tells of a connection that breaks as of a file cut short, and of an abort as it is', async () => {
    const broken = (error: Error) =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({ pull: () => Promise.reject(error) });
    await expect(gunzip(broken(new TypeError('network error')), 'f')).rejects.toThrow(
      'f: expected a whole gzip file, got one cut short or altered (network error)',
    );
    const abort = new DOMException('Cancelled.', 'AbortError');
    await expect(gunzip(broken(abort), 'f')).rejects.toBe(abort);
  });
});
