import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CATALOG } from '../../src/data/catalog';
import { inputLevels } from '../../src/data/dataset';
import { loadDataset } from '../../src/data/load';

const base = 'http://page/';
const served = Object.values(CATALOG).filter((entry) => entry.origin === 'served');
const mnist = served.find(({ id }) => id === 'mnist')!;
const never = new AbortController().signal;
const fileAt = (address: URL) =>
  readFileSync(new URL(`../../public${address.pathname}`, import.meta.url));

/** Serves the repository's own files, but for those that `change` answers otherwise. */
function serve(change: (path: string, bytes: Buffer) => Response | null = () => null) {
  vi.stubGlobal('fetch', (address: URL) => {
    const bytes = fileAt(address);
    return Promise.resolve(change(address.pathname, bytes) ?? new Response(new Uint8Array(bytes)));
  });
}

afterEach(() => void vi.unstubAllGlobals());

describe('loadDataset', () => {
  it.each(served)('reads the real $title', async (entry) => {
    serve();
    let last = { arrived: 0, total: 1 };
    const dataset = await loadDataset(entry, base, never, (progress) => (last = progress));
    expect(dataset.train.images.length).toBe(60_000 * 784);
    expect(dataset.test.labels.length).toBe(10_000);
    expect(last.arrived).toBe(last.total);
    const mean = dataset.train.images.reduce((sum, grey) => sum + grey, 0) / 60_000 / 784 / 255;
    expect(mean).toBeCloseTo(entry.normalization[0]!.mean, 3);
  });

  it('refuses a file cut short', async () => {
    serve((path, bytes) =>
      path.includes('t10k-images') ? new Response(new Uint8Array(bytes.subarray(0, 9999))) : null,
    );
    await expect(loadDataset(mnist, base, never)).rejects.toThrow(
      'data/mnist/t10k-images-idx3-ubyte.gz: expected a whole gzip file, got one cut short',
    );
  });

  it('refuses the right form with other contents', async () => {
    const other = fileAt(new URL('http://page/data/fashion-mnist/t10k-labels-idx1-ubyte.gz'));
    serve((path) => (path.includes('t10k-labels') ? new Response(new Uint8Array(other)) : null));
    await expect(loadDataset(mnist, base, never)).rejects.toThrow('expected the original file');
  });

  it('says which file is missing', async () => {
    serve((path) =>
      path.includes('train-labels')
        ? new Response(null, { status: 404, statusText: 'Not Found' })
        : null,
    );
    await expect(loadDataset(mnist, base, never)).rejects.toThrow(
      'data/mnist/train-labels-idx1-ubyte.gz: expected the file beside the page, got the answer 404 Not Found',
    );
  });
});

describe('inputLevels', () => {
  it('scales and normalises each grey level in float32', () => {
    const levels = inputLevels([{ mean: 0.286, standardDeviation: 0.353 }]);
    expect(levels[0]).toBeCloseTo(-0.286 / 0.353, 6);
    expect(levels[255]).toBeCloseTo((1 - 0.286) / 0.353, 6);
  });
});
