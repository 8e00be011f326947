/** What is wrong with an argument or a file: exit code 2 and one plain line. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isthmusHere, sampleFile } from './program';
import { tiny } from './tiny';

const folder = mkdtempSync(path.join(tmpdir(), 'isthmus-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, bytes: Uint8Array) => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

const a = sampleFile('mlp-relu-adamw-a.safetensors');
const b = sampleFile('mlp-relu-adamw-b.safetensors');
const tanh = sampleFile('mlp-tanh-sgd-mse-a.safetensors');
const cnn = sampleFile('cnn-relu-sgd-a.safetensors');
const costs = sampleFile('lap-7.f32');
const cut = write('cut.safetensors', readFileSync(a).subarray(0, 1000));
const huge = write('huge.safetensors', Uint8Array.of(0, 0, 0, 128, 0, 0, 0, 0, 123));
const json = (name: string, document: object) =>
  write(name, new TextEncoder().encode(JSON.stringify(document)));
const training = { ...tiny.training, epochs: 0 };
const lazy = json('lazy.json', { ...tiny, training });
const experiment = json('tiny.json', tiny);
/** B is read from a file. */
const withFile = (name: string, file: string) =>
  json(name, {
    ...tiny,
    networks: [tiny.networks[0], { initialisation: 2, order: 12, file: { name: file } }],
  });
const swept = (name: string, sweep: object) => json(name, { experiment: tiny, ...sweep });
const one = swept('one.json', {});
const nan = write('nan.f32', new Uint8Array(Float32Array.of(1, NaN, 3, 4).buffer));
const odd = write('odd.npz', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0));
const long = (ending: string) => path.join(folder, 'x'.repeat(300) + ending);
const loop = path.join(folder, 'loop.safetensors');
symlinkSync(loop, loop);

describe('refuses', () => {
  it.each<[string, string[], RegExp]>([
    ['no command', [], /command \(evaluate, .*got none/],
    ['an unknown command', ['explode'], /got explode/],
    ['an unknown option', ['evaluate', a, '--colour', 'red'], /Unknown option '--colour'/],
    ['an option without its value', ['evaluate', a, '--samples'], /--samples/],
    ['no file', ['evaluate'], /at least one weights file, got none/],
    [
      'a file that is not there',
      ['evaluate', 'none.safetensors'],
      /none.safetensors: .* there is none/,
    ],
    ['a folder', ['evaluate', folder], /it is a folder/],
    ['a name too long', ['evaluate', long('.safetensors')], /a file, but its name is too long/],
    ['a link to itself', ['evaluate', loop], /loop.safetensors: .* round in a circle/],
    [
      'a folder with a name too long',
      ['run', experiment, '--out', long('')],
      /a folder .* too long/,
    ],
    ['a file cut short', ['evaluate', cut], /cut.safetensors: .* end at/],
    ['a header of 2 GB', ['evaluate', huge], /2147483648/],
    [
      'a broken zip',
      ['evaluate', odd],
      /odd.npz: expected a whole zip file, got one cut short or altered/,
    ],
    ['a word for a number', ['evaluate', a, '--samples', 'many'], /--samples: .* got "many"/],
    ['too many images', ['evaluate', a, '--samples', '10001'], /from 1 to 10000, got 10001/],
    ['a share of an image', ['evaluate', a, '--samples', '1.5'], /whole number/],
    [
      'an unknown dataset',
      ['evaluate', a, '--dataset', 'imagenet'],
      /fashion-mnist, .* got imagenet/,
    ],
    [
      'a dataset of other images',
      ['evaluate', a, '--dataset', 'cifar-10'],
      /3072 inputs, .* got 784/,
    ],
    ['an unknown loss', ['evaluate', a, '--loss', 'hinge'], /cross-entropy, mse, got hinge/],
    ['an unknown split', ['evaluate', a, '--split', 'all'], /test, train, got all/],
    ['one number for two', ['evaluate', a, '--normalization', '0.5'], /two numbers/],
    ['a deviation of 0', ['evaluate', a, '--normalization', '0.5,0'], /number above 0/],
    [
      'pairs for two channels',
      ['evaluate', a, '--normalization', '0,1,0,1'],
      /two numbers.*1,0,1"/,
    ],
    [
      'an unknown word',
      ['evaluate', a, '--normalization', '0..2'],
      /dataset, 0\.\.1, -1\.\.1.*"0\.\.2"/,
    ],
    ['too few coefficients', ['evaluate', a, b, '--coefficients', '1'], /expected 2, .* got 1/],
    ['networks that differ', ['evaluate', a, tanh], /784-64-64-10, got 784-64-10/],
    ['pools left open', ['evaluate', cnn], /--architecture to tell where the pools stand/],
    ['JSON that is none', ['evaluate', a, '--architecture', '{'], /not JSON/],
    [
      'another architecture than the weights',
      ['evaluate', a, '--architecture', '{"kind":"mlp","hidden":[32]}'],
      /the hidden of .*\[64,64\], got \[32\]/,
    ],
    ['WebGPU', ['evaluate', a, '--engine', 'webgpu'], /use --engine wasm/],
    ['an unknown method', ['match', a, b, '--method', 'magic'], /--method: .* got magic/],
    [
      'a setting of another method',
      ['match', a, b, '--method', 'weight', '--similarity', 'l2'],
      /--similarity: expected it with --method activation or flips, got it with weight/,
    ],
    [
      'a setting of no alignment',
      ['interpolate', a, b, '--align-samples', '100'],
      /--align-samples: expected it with --align activation, .* or scales, got it with none/,
    ],
    [
      'a seed of nothing',
      ['curve', a, b, '--control', a, '--seed', '2'],
      /--seed: expected it with --align weight, .*, got it with none/,
    ],
    [
      'too many restarts',
      ['interpolate', a, b, '--align', 'weight', '--restarts', '101'],
      /--restarts: expected a whole number from 0 to 100, got 101/,
    ],
    [
      'a word that the method does not have',
      ['match', tanh, tanh, '--method', 'flips', '--similarity', 'l2'],
      /--similarity: expected one of cosine, correlation, got l2/,
    ],
    [
      'temperatures that rise',
      ['match', a, b, '--method', 'annealing', '--coldest', '1'],
      /--coldest: expected at most the first, 0.05, got 1/,
    ],
    ['another activation', ['match', a, b, '--method', 'flips'], /--method: expected tanh .*relu/],
    [
      'too many permutations',
      ['match', a, b, '--method', 'exhaustive'],
      /--method: .*at most 5,040 perm/,
    ],
    ['one network of two', ['match', a], /two weights files, A and B, got 1/],
    [
      'a folder that is not there',
      ['match', 'none', 'none', '--out', `${folder}/no/p.safetensors`],
      /no\/p.safetensors: .* its folder is not there/,
    ],
    ['a folder for a file', ['match', 'none', 'none', '--out', folder], /but it is a folder/],
    [
      'a file for a folder',
      ['curve', 'none', 'none', '--out', `${one}/c.safetensors`],
      /a part of its path is no folder/,
    ],
    [
      'a name too long for the last of many',
      ['curve', 'none', 'none', '--bends', '10', '--out', path.join(folder, 'x'.repeat(253))],
      /xx-10: .* too long/,
    ],
    ['one place on a path', ['interpolate', a, b, '--points', '1'], /from 2 to/],
    ['an unknown curve', ['curve', a, b, '--kind', 'spiral'], /bezier, chain, got spiral/],
    [
      'too few control points',
      ['curve', a, b, '--kind', 'chain', '--bends', '2', '--control', a],
      /2 control points, got 1/,
    ],
    [
      'a place for given points',
      ['curve', a, b, '--control', a, '--out', 'c'],
      /--out: .* --control/,
    ],
    [
      'epochs of no fit',
      ['curve', a, b, '--control', a, '--epochs', '2'],
      /--epochs: .* --control/,
    ],
    [
      'batches of no fit',
      ['curve', a, b, '--control', a, '--batch', '50'],
      /--batch: .* --control/,
    ],
    [
      'a rate of no fit',
      ['curve', a, b, '--control', a, '--learning-rate', '0.1'],
      /--learning-rate: .* --control/,
    ],
    [
      'weights in a format that is not written',
      ['match', 'none', 'none', '--out', 'p.npz'],
      /p.npz: .* \.safetensors/,
    ],
    [
      'a curve in that format',
      ['curve', 'none', 'none', '--out', 'c.NPZ'],
      /c.NPZ: .* \.safetensors/,
    ],
    ['two networks to shuffle', ['shuffle', a, b], /one weights file, got 2/],
    ['a seed that is none', ['shuffle', a, '--seed', '-1'], /--seed: expected a whole number/],
    ['no number of rows', ['assign', costs], /--n N, got none/],
    ['another number of rows', ['assign', costs, '--n', '8'], /256 bytes, .* got 196/],
    ['a cost that is no number', ['assign', nan, '--n', '2'], /nan.f32: .*row 0, column 1/],
    [
      'an experiment that is not JSON',
      ['run', costs],
      /lap-7.f32: expected JSON, got text that is not/,
    ],
    ['an experiment with a wrong field', ['run', lazy], /lazy.json: training.epochs: .*from 1 to/],
    [
      'a network that is not there, before another is trained',
      ['run', withFile('gone.json', 'gone.safetensors')],
      /gone.safetensors: expected a file, but there is none/,
    ],
    [
      'a network of another size, before another is trained',
      ['run', withFile('other.json', a)],
      /a.safetensors: expected a network of .* parameters as the settings say, got one of 55,050/,
    ],
    ['no experiment', ['run'], /one experiment, a JSON file, got 0/],
    ['half a seed', ['run', experiment, '--seeds', '0.5'], /--seeds: expected a whole number/],
    ['sizes of no paper', ['run', experiment, '--paper'], /--paper: expected a document with the/],
    ['results in a file', ['run', experiment, '--out', lazy], /lazy.json: expected a folder/],
    ['Dawn that is not there', ['run', experiment, '--engine', 'webgpu'], /npm install.* webgpu/],
    ['data that comes with it', ['run', experiment, '--data', a], /--data: .*got it with quadrant/],
    ['a sweep without a folder', ['sweep', one], /--out FOLDER, got none/],
    ['a shard of none', ['sweep', one, '--out', folder, '--shard', '0/2'], /--shard: .* got 0\/2/],
    [
      'a sweep over no field',
      ['sweep', swept('typo.json', { sweep: { 'training.epoch': [1] } }), '--out', folder],
      /typo.json: training.epoch = 1: training.epoch: .*settings that exist/,
    ],
    [
      'a sweep over a wrong value',
      ['sweep', swept('wrong.json', { sweep: { 'training.epochs': [1, 0] } }), '--out', folder],
      /wrong.json: training.epochs = 0: training.epochs: .*from 1 to/,
    ],
    [
      'an unknown stage',
      ['sweep', swept('only.json', { only: ['magic'] }), '--out', folder],
      /only.json: only: expected some of networkA, .* got \["magic"\]/,
    ],
    ['a folder without results', ['table', folder], /expected results of run or sweep/],
    ['a table of another kind', ['table', folder, '--out', 'table.xls'], /\.csv or \.json, got/],
  ])('%s', async (_, words, message) => {
    const { code, out, err } = await isthmusHere(...words);
    expect(err).toMatch(message);
    expect(err).toMatch(/^isthmus: [^\n]{10,600}\n$/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});
