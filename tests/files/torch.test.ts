import { describe, expect, it } from 'vitest';
import { readWeightsFile } from '../../src/files/readNetwork';
import { WeightsFileError } from '../../src/files/tensor';
import { readOldTorch, readTorch } from '../../src/files/torch';
import { steps } from './fixtures';
import {
  call,
  dict,
  global,
  int,
  none,
  object,
  pickle,
  rows,
  storage,
  string,
  tensor,
  torchZip,
  tuple,
} from './pickles';

const MOST = 2 ** 26;
const read = (file: Uint8Array) => readTorch(file, MOST);
const twelve = { w: storage(steps(12)), v: storage(steps(6)) };
const state = { '0.weight': rows('w', 4, 3), '2.weight': rows('v', 1, 4) };

describe('a state dict', () => {
  it.each<[string, Parameters<typeof dict>[0], string[]]>([
    ['by itself', state, []],
    ['with a counter', { ...state, epoch: int(3) }, ['"epoch"']],
    [
      'of Lightning',
      { epoch: int(3), state_dict: dict(state), loops: dict({}) },
      ['"epoch" and "loops"'],
    ],
    [
      'beside that of an optimizer',
      {
        model_state_dict: dict(state),
        optimizer_state_dict: dict({ state: dict({ exp_avg: rows('w', 4, 3) }) }),
      },
      ['"optimizer_state_dict"'],
    ],
    ['beside a moving average', { ema: dict(state), model: dict(state) }, ['"ema"']],
    ['under any name', { mine: dict(state), when: string('now') }, ['"when"']],
  ])('%s', (_, entries, left) => {
    const { tensors, notes } = read(torchZip(dict(entries), twelve));
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual([
      ['0.weight', [4, 3]],
      ['2.weight', [1, 4]],
    ]);
    expect(tensors[0]?.values()).toEqual(steps(12));
    expect(notes.map((note) => note.replace(/^.*: (.*)\.$/, '$1'))).toEqual(left);
  });

  it('of a whole module is read without running anything', () => {
    const linear = (key: string, ...shape: number[]) =>
      object(
        'torch.nn.modules.linear',
        'Linear',
        dict({
          _parameters: dict({
            weight: call(global('torch._utils', '_rebuild_parameter'), rows(key, ...shape), [0x88]),
            bias: none,
          }),
          _modules: dict({}),
        }),
      );
    const modules = dict({ fc1: linear('w', 4, 3), fc2: linear('v', 1, 4) });
    const net = object('__main__', 'Net', dict({ _parameters: dict({}), _modules: modules }));
    const { tensors } = read(torchZip(net, twelve));
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual([
      ['fc1.weight', [4, 3]],
      ['fc2.weight', [1, 4]],
    ]);
    expect(tensors[0]?.values()).toEqual(steps(12));
  });

  it.each<[string, string, number[]]>([
    ['DoubleStorage', 'little', [...new Uint8Array(Float64Array.of(1.5, -2).buffer)]],
    ['HalfStorage', 'little', [0, 0x3e, 0, 0xc0]],
    ['BFloat16Storage', 'little', [0xc0, 0x3f, 0, 0xc0]],
    ['FloatStorage', 'big', [0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0]],
  ])('of %s, the %s end first', (kind, order, bytes) => {
    const view = { key: 'w', kind, numel: 2, shape: [2], strides: [1] };
    const { tensors } = read(
      torchZip(dict({ w: tensor(view) }), { w: Uint8Array.from(bytes) }, order),
    );
    expect(tensors[0]?.values()).toEqual(Float32Array.of(1.5, -2));
  });

  it('has tensors that are views of a part, and transposed ones', () => {
    const view = { key: 'w', numel: 12, shape: [2, 3], strides: [1, 2], offset: 4 };
    const { tensors } = read(torchZip(dict({ w: tensor(view) }), twelve));
    const at = steps(12);
    expect([...(tensors[0]?.values() ?? [])]).toEqual([4, 6, 8, 5, 7, 9].map((n) => at[n]));
  });
});

it('a storage may be a part of another', () => {
  const view = { key: 'w', numel: 6, shape: [2], strides: [1], offset: 1, part: 6 };
  const { tensors } = read(torchZip(dict({ w: tensor(view) }), twelve));
  expect(tensors[0]?.values()).toEqual(steps(12).slice(7, 9));
});

describe('refuses', () => {
  const one = (view: Partial<Parameters<typeof tensor>[0]>) =>
    torchZip(
      dict({
        w: tensor({ key: 'w', numel: 12, shape: [12], strides: [1], ...view }),
      }),
      twelve,
    );
  const broken = /^Tensor "w": expected the numbers of .* got 12; it is damaged/;
  /** Dictionaries of dictionaries, each twice the one before: 2^40 tensors, if all ways were gone. */
  const laughs = () => {
    let inner = [...dict({}), 0x71, 0];
    for (let depth = 0; depth < 40; depth++)
      inner = [...inner, 0x30, ...dict({ a: [0x68, 0], b: [0x68, 0] }), 0x71, 0];
    return inner;
  };
  it.each<[string, Uint8Array, RegExp]>([
    [
      'a call of the system',
      torchZip(call(global('os', 'system'), string('true')), {}),
      /object of "os.system"/,
    ],
    ['a list', torchZip(tuple(rows('w', 12)), twelve), /a state_dict, got a list of 1/],
    ['a name', torchZip(global('__main__', 'Net'), {}), /the name "__main__.Net"/],
    ['no tensor', torchZip(dict({ epoch: int(1) }), {}), /tensors in the file, got "epoch"/],
    ['nothing', torchZip(dict({}), {}), /got an empty dictionary/],
    [
      'two networks',
      torchZip(dict({ gan: dict(state), critic: dict(state) }), twelve),
      /one state_dict .* got 2 \("gan" and "critic"\)/,
    ],
    [
      'a quantised tensor',
      torchZip(dict({ w: call(global('torch._utils', '_rebuild_qtensor')) }), {}),
      /"torch._utils._rebuild_qtensor" makes, such as a quantised/,
    ],
    ['integers', one({ kind: 'LongStorage' }), /expected floats, .* "LongStorage"/],
    ['more numbers than there are', one({ shape: [13] }), broken],
    ['a place beyond the end', one({ offset: 1 }), broken],
    ['strides beyond the end', one({ shape: [6], strides: [3] }), broken],
    ['a number that is repeated 10^10 times', one({ shape: [1e5, 1e5], strides: [0, 0] }), broken],
    ['a negative stride', one({ strides: [-1] }), /a storage, shape and strides/],
    [
      'numbers that are not there',
      torchZip(dict({ w: rows('u', 2) }), twelve),
      /numbers "u" in the zip/,
    ],
    [
      'an endless tower of dictionaries',
      torchZip(laughs(), {}),
      /tensors in the file, got "a" and "b"/,
    ],
    ['an unknown code', torchZip([0x7f], {}), /the code "7f" at byte 2/],
    ['an empty stack', torchZip([], {}), /a whole pickle/],
    ['an integer of a million bytes', torchZip([0x8b, 0x40, 0x42, 0x0f, 0], {}), /a whole pickle/],
    ['a text of 4 GB', torchZip([0x58, 255, 255, 255, 255], {}), /a whole pickle/],
    [
      'a million empty lists',
      torchZip(Array<number>(1e6).fill(0x5d), {}),
      /at most 100000 containers/,
    ],
  ])('%s', (_, file, message) => {
    const all = () => read(file).tensors.map(({ values }) => values());
    expect(all).toThrow(WeightsFileError);
    expect(all).toThrow(message);
  });

  it('a module that holds itself', () => {
    // The memo's entry 0 is the module, which its own attribute refers to.
    const self = [
      ...call(global('__main__', 'Net')),
      ...[0x71, 0],
      ...dict({ _parameters: dict({}), _modules: dict({ a: [0x68, 0], b: [0x68, 0] }) }),
      0x62,
    ];
    expect(() => read(torchZip(self, {}))).toThrow(/one without an end/);
  });
});

describe('a file before PyTorch 1.6', () => {
  const magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
  const length = (n: number) => [...new Uint8Array(BigUint64Array.of(BigInt(n)).buffer)];
  const old = (numel: number, bytes: Uint8Array) =>
    Uint8Array.from([
      ...pickle(magic),
      ...pickle(int(1001)),
      ...pickle(dict({ little_endian: [0x88] })),
      ...pickle(dict({ w: rows('k', 4, 3) })),
      ...pickle([0x5d, 0x28, ...string('k'), 0x65]),
      ...length(numel),
      ...bytes,
    ]);

  it('is read', () => {
    const { tensors } = readOldTorch(old(12, storage(steps(12))));
    expect(tensors[0]).toMatchObject({ name: 'w', shape: [4, 3] });
    expect(tensors[0]?.values()).toEqual(steps(12));
  });

  it('is refused where it is cut short', () => {
    const whole = old(12, storage(steps(12)));
    expect(() => readOldTorch(whole.subarray(0, -4))).toThrow(/a whole file of PyTorch/);
    expect(() => readWeightsFile('a.pth', whole.subarray(0, 40))).toThrow(
      /^a\.pth: expected a whole/,
    );
    expect(() => readOldTorch(old(2 ** 40, storage(steps(12))))).toThrow(/a whole file of PyTorch/);
  });
});
