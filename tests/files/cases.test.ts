/** Files that people import: page and terminal read the same network from the same files, or refuse them in the same words. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../src/cli/commands/evaluate';
import { parseOptions } from '../../src/cli/options';
import { readWeights } from '../../src/cli/weights';
import { sortDropped } from '../../src/store/dropped';
import { tinyStore } from '../support/tinyStore';

const root = new URL('../../', import.meta.url);
const folder = fileURLToPath(new URL('cases/', import.meta.url));
const bytesOf = (file: string) => new Uint8Array(readFileSync(path.join(folder, file)));

const opened = tinyStore();
afterAll(() => opened.close());

/** Drops files on a page: the network that it asks about, or what it says. */
async function onPage(...files: string[]) {
  const { answer, importNetworks, state, texts } = opened;
  const before = texts().length;
  answer(null);
  const dropped = files.map((file) => new File([bytesOf(file)], path.basename(file)));
  try {
    const sorted = await sortDropped(dropped);
    if (sorted.kind === 'networks') await importNetworks(sorted.files);
    else return { said: sorted.kind };
  } catch (error) {
    return { said: (error as Error).message };
  }
  const { asked } = state();
  return asked === null ? { said: texts().slice(before).join() } : { networks: asked.networks };
}

/** Gives them to `evaluate`: its answer with the networks, or what it says. */
async function inTerminal(files: readonly string[], ...words: string[]) {
  const paths = files.map((file) => path.join(folder, file));
  const notes: string[] = [];
  const note = (text: string) => void notes.push(withoutFolders(text));
  try {
    const { given } = parseOptions(evaluate.options, [...paths, ...words]);
    const { json } = await evaluate.run(given, { root, progress: () => undefined, note });
    return { json, notes, networks: await readWeights(paths) };
  } catch (error) {
    return { said: withoutFolders((error as Error).message) };
  }
}

const withoutFolders = (text: string) => text.replaceAll(/\/\S*\//g, '');

const cnn = ['--architecture', '{"kind":"cnn","layers":"8-avg-16"}'];
const shard = (n: number) => `shards/model-0000${n}-of-00002.safetensors`;

describe('a network is read', () => {
  it.each<[string[], string[], number, number]>([
    [['batch-normalisation/bn.safetensors'], [], 2.522435, 0.0949],
    [['files-of-another-kind/big-endian.npz'], [], 3.263851, 0.0841],
    [['kernels-of-keras/keras.npz'], [], 2.747123, 0.1298],
    [['names-of-layers/hidden-output.safetensors'], [], 2.674567, 0.0851],
    [['names-of-layers/conv1-conv2-fc.safetensors'], cnn, 3.5743, 0.0979],
    [['npz-with-zip64-end/zip64.npz'], [], 3.685422, 0.0833],
    [[shard(1), shard(2)], [], 3.404212, 0.086],
    [['shards/model.safetensors.index.json', shard(2), shard(1)], [], 3.404212, 0.086],
    [['small-matters/nine-hidden-layers.safetensors'], [], 2.324101, 0.1],
  ])('of %s', async (files, words, loss, accuracy) => {
    const page = await onPage(...files);
    const terminal = await inTerminal(files, ...words);
    expect(terminal.said).toBeUndefined();
    expect(terminal.json).toMatchObject({ accuracy: expect.closeTo(accuracy, 4) as number });
    expect(terminal.json).toMatchObject({ loss: expect.closeTo(loss, 5) as number });
    expect(page.said).toBeUndefined();
    const [ofPage] = page.networks ?? [];
    const [ofTerminal] = terminal.networks ?? [];
    expect(page.networks).toHaveLength(1);
    expect(ofPage?.weights).toEqual(ofTerminal?.weights);
    expect(ofPage?.notes).toEqual(ofTerminal?.notes);
  });

  const ofTorch = ['model.pth', 'model-before-1.6.pth', 'last.ckpt'];

  it.each(ofTorch)('of %s, as PyTorch writes it', async (name) => {
    const file = `files-of-pytorch-on-the-page/${name}`;
    const { networks = [] } = await onPage(file);
    const { networks: ofTerminal = [], notes } = await inTerminal([file]);
    expect(networks[0]?.shapes).toEqual({ kind: 'mlp', inputs: 784, hidden: [4], outputs: 10 });
    expect(networks[0]?.weights).toEqual(ofTerminal[0]?.weights);
    // The first of its arrays is there as NumPy wrote it.
    const array = bytesOf('files-of-pytorch-on-the-page/weight.npy').slice(-4 * 784 * 4);
    expect(networks[0]?.weights.subarray(0, 4 * 784)).toEqual(new Float32Array(array.buffer));
    const left = 'last.ckpt: Left out of the file, as they are no weights: "epoch".';
    expect(notes).toEqual(name === 'last.ckpt' ? [left] : []);
  });

  it('as A and B, of one file of PyTorch and one of safetensors', async () => {
    const { networks = [] } = await onPage(
      'names-of-layers/hidden-output.safetensors',
      'batch-normalisation/bn.safetensors',
    );
    expect(networks.map(({ file }) => file.name)).toEqual([
      'hidden-output.safetensors',
      'bn.safetensors',
    ]);
    const [, { notes } = { notes: [] }] = networks;
    expect(notes.join(' ')).toMatch(/num_batches_tracked.*is folded .* 1e-5.* average of two/);
  });

  it('of any part of it in the terminal, where the others lie beside it', async () => {
    const { json } = await inTerminal([shard(2)]);
    expect(json).toMatchObject({ loss: expect.closeTo(3.404212, 5) as number });
  });
});

describe('a file is refused in the same words', () => {
  const conv =
    'expected a convolutional network as Isthmus computes them (3 x 3 convolutions, a global average pool, one dense layer), got';
  it.each<[string, string]>([
    [
      'convolutions-then-flatten/conv-flatten.safetensors',
      `${conv} 196 = 4 x 7 x 7 inputs of "7": flattened, where an average is expected.`,
    ],
    ['convolutions-then-flatten/two-dense.safetensors', `${conv} 2 dense layers ("4" and "6").`],
    [
      'convolutions-then-flatten/lenet-5.safetensors',
      `${conv} kernels of 5 x 5 ("conv1" and "conv2"); 2 dense layers ("fc1" and "fc2"); 400 = 16 x 5 x 5 inputs of "fc1": flattened, where an average is expected.`,
    ],
    [
      'files-of-another-kind/pointer.safetensors',
      'expected a weights file, got a Git LFS pointer, which stands in for the file in a clone without its large files; fetch the file itself: git lfs pull.',
    ],
    [
      'files-of-another-kind/hdf5.safetensors',
      'expected a weights file, got HDF5, as Keras writes it (.h5); in Python: np.savez("network.npz", **{w.path: w.numpy() for w in model.weights}), with w.name in Keras 2.',
    ],
    [
      'files-of-another-kind/list-of-arrays.npz',
      'Array "weights": expected floats, got Python objects, such as a list of arrays; save each array under its own name: np.savez("network.npz", **{"0.weight": w0, "0.bias": b0}).',
    ],
    [
      'files-of-pytorch-on-the-page/weight.npy',
      'expected a weights file, got a single NumPy array (.npy); save all arrays of the network in one file: np.savez("network.npz", **{"0.weight": w0, "0.bias": b0}).',
    ],
  ])('%s', async (file, words) => {
    const said = `${path.basename(file)}: ${words}`;
    expect((await onPage(file)).said).toBe(said);
    expect((await inTerminal([file])).said).toBe(said);
  });

  it('parts of a network, one of which is missing', async () => {
    const missing = 'expected all files of one network together, but';
    expect((await onPage(shard(1))).said).toBe(
      `model-00001-of-00002.safetensors: ${missing} model-00002-of-00002.safetensors is missing.`,
    );
    expect((await onPage('shards/model.safetensors.index.json', shard(2))).said).toBe(
      `model.safetensors.index.json: ${missing} model-00001-of-00002.safetensors is missing.`,
    );
  });
});
