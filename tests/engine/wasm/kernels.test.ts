/** The products of a layer against float64, on shapes that fill no tile. */
import { beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/model/random';
import { createArena } from '../../../src/engine/wasm/arena';
import { panelLayout } from '../../../src/engine/wasm/panels';
import { ACTIVATIONS, instantiate, type Kernels } from '../../../src/engine/wasm/kernels';
import { WASM_BINARIES, wasmModule } from '../../support/wasm';
import { worstDifference } from './difference';

/** Inputs, outputs, samples. */
const SHAPES: [number, number, number][] = [
  [1, 1, 1],
  [3, 5, 7],
  [5, 8, 9],
  [7, 63, 5],
  [8, 3, 8],
  [9, 65, 100],
  [63, 1, 3],
  [65, 100, 63],
  [100, 9, 65],
  [785, 7, 1],
  [785, 63, 100],
];
const { none, relu } = ACTIVATIONS;

describe.each(WASM_BINARIES)('%s', (binary) => {
  describe.each(SHAPES)('%i inputs, %i outputs, %i samples', (inputs, outputs, samples) => {
    let kernels: Kernels;
    let f: ReturnType<typeof fixture>;
    beforeAll(async () => {
      kernels = await instantiate(await wasmModule(binary));
      f = fixture(kernels, inputs, outputs, samples);
    });

    it('rows in, rows out', () => {
      const ld = 32 * (f.layer.panels + 1);
      const y = f.zeros((samples + 8) * ld);
      const groups = Math.ceil(samples / 5);
      const { stride } = f.layer;
      kernels.forward(f.x, f.ldx, inputs, f.packed, stride, outputs, groups, y, ld, relu);
      expectProduct(
        f.readRows(y, ld, outputs),
        [samples, outputs, inputs + 1],
        (s, o, i) => f.input(s, i) * f.weight(o, i),
        (sum) => Math.max(0, sum),
      );
      expect(f.readRows(y + 4 * outputs, ld, 1)).toEqual(new Float32Array(samples).fill(1));
    });

    it('panels in, panels out', () => {
      const xStride = 32 * (inputs + 1);
      const x = f.zeros(f.panels * xStride);
      kernels.rowsToPanels(f.x, f.ldx, samples, inputs + 1, x, xStride);
      const stride = 32 * (outputs + 5);
      const y = f.zeros(f.panels * stride);
      kernels.product(f.packedBy5, inputs, outputs, x, xStride, f.panels, y, stride, none);
      expectProduct(
        f.readPanels(y, stride, outputs),
        [samples, outputs, inputs + 1],
        (s, o, i) => f.input(s, i) * f.weight(o, i),
      );
    });

    it('deltas before and after the slope, as rows and as panels', () => {
      const rows = f.zeros((samples + 8) * f.ldd);
      const panels = f.deltaPanels();
      kernels.slope(panels, f.dStride, outputs, samples, f.d, f.ldd, none, rows, f.ldd);
      expect(f.readRows(rows, f.ldd, outputs)).toEqual(f.delta);
      // The deltas stand in for activations: half of them are positive.
      kernels.slope(panels, f.dStride, outputs, samples, f.d, f.ldd, relu, rows, f.ldd);
      const positive = f.delta.map((d) => Math.max(0, d));
      expect(f.readRows(rows, f.ldd, outputs)).toEqual(positive);
      expect(f.readPanels(panels, f.dStride, outputs)).toEqual(positive);
    });

    it('deltas of the inputs', () => {
      const stride = 32 * (inputs + 12);
      const below = f.zeros(f.panels * stride);
      const d = f.deltaPanels();
      const { layer, packed, dStride } = f;
      kernels.backward(packed, layer.stride, inputs, outputs, samples, d, dStride, below, stride);
      expectProduct(
        f.readPanels(below, stride, inputs),
        [samples, inputs, outputs],
        (s, i, o) => f.delta[s * outputs + o]! * f.weight(o, i),
      );
    });

    it('gradients of weights and biases', () => {
      const { rows, stride, panels } = f.layer;
      const gradient = f.zeros(panels * stride + 160);
      for (let j = 0; j < panels; j++) {
        const d = f.d + 32 * j;
        const to = gradient + j * stride;
        kernels.gradientPanel(f.x, f.ldx, inputs, d, f.ldd, samples, rows, to);
      }
      const weight = f.zeros(4 * outputs * inputs);
      const bias = f.zeros(4 * outputs);
      kernels.unpackPanels(gradient, inputs, outputs, 1, inputs, inputs, rows, weight, bias);
      expectProduct(
        f.readRows(weight, 4 * inputs, inputs, outputs),
        [outputs, inputs, samples],
        (o, i, s) => f.delta[s * outputs + o]! * f.input(s, i),
      );
      expectProduct(
        f.readRows(bias, 4, 1, outputs),
        [outputs, 1, samples],
        (o, _, s) => f.delta[s * outputs + o]!,
      );
    });

    it('pairs of units, summed over samples', () => {
      const pairs = f.zeros(8 * outputs * outputs);
      kernels.addProduct(f.d, f.d, f.ldd, samples, outputs, f.zeros(160), pairs);
      expectProduct(
        new Float64Array(kernels.memory.buffer, pairs, outputs * outputs),
        [outputs, outputs, samples],
        (i, j, s) => f.delta[s * outputs + i]! * f.delta[s * outputs + j]!,
      );
    });
  });
});

/** Random weights, inputs and deltas of one layer, in memory and as plain numbers. */
function fixture(kernels: Kernels, inputs: number, outputs: number, samples: number) {
  const arena = createArena(kernels.memory);
  const random = randomFrom(inputs + 1000 * outputs);
  const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
  const zeros = (bytes: number) => {
    const address = arena.allocate(bytes + 64);
    arena.bytes(address, bytes + 64).fill(0);
    return address;
  };
  /** Rows of numbers `ld` bytes apart, with room for the tiles that run over the end. */
  const place = (numbers: Float32Array, columns: number, ld: number) => {
    const rows = numbers.length / columns;
    const address = zeros((rows + 8) * ld);
    for (let r = 0; r < rows; r++)
      arena.floats(address + r * ld, columns).set(numbers.subarray(r * columns, (r + 1) * columns));
    return address;
  };
  const weights = draw(outputs * inputs);
  const biases = draw(outputs);
  const images = draw(samples * inputs);
  const delta = draw(samples * outputs);
  const weight = (o: number, i: number) => (i < inputs ? weights[o * inputs + i]! : biases[o]!);
  const input = (s: number, i: number) => (i < inputs ? images[s * inputs + i]! : 1);

  const [layer] = panelLayout({ kind: 'mlp', inputs, hidden: [], outputs, activation: 'relu' })
    .layers as [ReturnType<typeof panelLayout>['layers'][number]];
  const w = place(weights, inputs, 4 * inputs);
  const b = place(biases, 1, 4);
  const packed = zeros(layer.panels * layer.stride);
  kernels.packPanels(w, b, inputs, outputs, 1, inputs, inputs, layer.rows, packed);
  const packedBy5 = zeros(Math.ceil(outputs / 5) * 20 * (inputs + 1));
  kernels.packPanelsOf5(w, b, inputs, outputs, packedBy5);

  const ldx = 4 * (inputs + 1);
  const withOnes = Float32Array.from({ length: samples * (inputs + 1) }, (_, n) =>
    input(Math.floor(n / (inputs + 1)), n % (inputs + 1)),
  );
  const ldd = 32 * layer.panels;
  const d = place(delta, outputs, ldd);
  const dStride = 32 * (8 * layer.panels + 8);
  const panels = Math.ceil(samples / 8);
  return {
    zeros,
    weight,
    input,
    delta,
    layer,
    packed,
    packedBy5,
    ldx,
    d,
    ldd,
    dStride,
    panels,
    x: place(withOnes, inputs + 1, ldx),
    deltaPanels() {
      const address = zeros(panels * dStride);
      kernels.rowsToPanels(d, ldd, samples, outputs, address, dStride);
      return address;
    },
    readRows(address: number, ld: number, columns: number, rows = samples) {
      const from = arena.floats(address, ((rows - 1) * ld) / 4 + columns);
      return Float32Array.from(
        { length: rows * columns },
        (_, n) => from[(Math.floor(n / columns) * ld) / 4 + (n % columns)]!,
      );
    },
    /** `[samples][units]` of panels `[samples / 8][units][8 samples]`. */
    readPanels(address: number, stride: number, units: number) {
      const from = arena.floats(address, (panels * stride) / 4);
      return Float32Array.from({ length: samples * units }, (_, n) => {
        const [s, u] = [Math.floor(n / units), n % units];
        return from[((s >> 3) * stride) / 4 + 8 * u + (s & 7)]!;
      });
    },
  };
}

/** Holds `got[r, c]` to the sum of `term(r, c, k)` over k. */
function expectProduct(
  got: ArrayLike<number>,
  [rows, columns, depth]: [number, number, number],
  term: (r: number, c: number, k: number) => number,
  finish = (sum: number) => sum,
): void {
  const expected = Float64Array.from({ length: rows * columns }, (_, n) => {
    const [r, c] = [Math.floor(n / columns), n % columns];
    let sum = 0;
    for (let k = 0; k < depth; k++) sum += term(r, c, k);
    return finish(sum);
  });
  expect(worstDifference(got, expected)).toBeLessThan(1e-5 * Math.sqrt(depth));
}
