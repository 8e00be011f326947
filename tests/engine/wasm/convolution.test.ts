/** The kernels of a convolution against float64, on channels and sides that fill no tile. */
import { beforeAll, describe, expect, it } from 'vitest';
import { inputLevels } from '../../../src/data/dataset';
import { randomFrom } from '../../../src/model/random';
import { createArena, createRegion } from '../../../src/engine/wasm/arena';
import { convolutionLayer, placeOf } from '../../../src/engine/wasm/panels';
import type { Activations } from '../../../src/engine/wasm/forward';
import { createImage } from '../../../src/engine/wasm/images';
import { ACTIVATIONS, instantiate, type Kernels } from '../../../src/engine/wasm/kernels';
import { WASM_BINARIES, wasmModule } from '../../support/wasm';
import { worstDifference } from './difference';

/** Channels in, channels out, side, taps in a row, and whether the input is an image of the dataset. */
const SHAPES: [number, number, number, 1 | 3, boolean][] = [
  [1, 5, 4, 3, true],
  [3, 13, 6, 3, true],
  [3, 1, 14, 3, true],
  [5, 7, 6, 3, false],
  [7, 9, 14, 3, false],
  [9, 3, 4, 3, false],
  [13, 13, 1, 3, false],
  [1, 8, 2, 3, false],
  [32, 16, 14, 3, false],
  [13, 10, 1, 1, false],
  [6, 3, 1, 1, false],
];
const { none, relu, tanh } = ACTIVATIONS;

describe.each(WASM_BINARIES)('%s', (binary) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await instantiate(await wasmModule(binary));
  });

  describe.each(SHAPES)('%i to %i channels, side %i, %i taps', (inputs, outputs, side, n, raw) => {
    let f: ReturnType<typeof fixture>;
    beforeAll(() => {
      f = fixture(kernels, inputs, outputs, side, n, raw ? 0 : 1);
    });

    it.each([
      ['no', none, (z: number) => z],
      ['ReLU as', relu, (z: number) => Math.max(0, z)],
      ['tanh as', tanh, Math.tanh],
    ])('forward with %s nonlinearity, zeros around the image', (_, activation, of) => {
      const y = f.image(outputs);
      const { address, stride } = f.weights;
      kernels.convolve(
        ...([f.x.address, f.x.ld, side, n, address, stride] as const),
        ...([outputs, y.address, y.ld, activation] as const),
      );
      f.expectImage(y, outputs, (o, row, column) => {
        let sum = f.bias[o]!;
        f.taps(row, column, (tap, place) => {
          for (let i = 0; i < inputs; i++) sum += f.weight(o, i, tap) * f.input(i, place);
        });
        return of(sum);
      });
    });

    it('deltas of the inputs', () => {
      const { rows, place } = f.layer;
      const turned = convolutionLayer(outputs, inputs, n, f.d.ld / 4);
      const w = f.region.zeros(turned.panels * turned.stride);
      const from = f.weights.address;
      kernels.transposePanels(from, inputs, outputs, n, place, rows, w, turned.place, turned.rows);
      const below = f.image(inputs);
      kernels.convolve(
        ...([f.d.address, f.d.ld, side, n, w, turned.stride] as const),
        ...([inputs, below.address, below.ld, none] as const),
      );
      f.expectImage(below, inputs, (i, row, column) => {
        let sum = 0;
        f.taps(row, column, (tap, place) => {
          for (let o = 0; o < outputs; o++)
            sum += f.weight(o, i, n * n - 1 - tap) * f.delta(o, place);
        });
        return sum;
      });
    });

    it('gradients of weights and biases, added to what is there', () => {
      const { panels, stride, rows, place, run } = f.layer;
      const gradient = f.region.zeros(panels * stride);
      const weight = f.region.zeros(4 * outputs * inputs * n * n);
      const bias = f.region.zeros(4 * outputs);
      for (let times = 1; times <= 2; times++) {
        kernels.addConvolutionGradient(
          ...([f.x.address, f.x.ld, side, n, f.d.address, f.d.ld] as const),
          ...([outputs, gradient, stride] as const),
        );
        kernels.unpackPanels(gradient, inputs, outputs, n, place, run, rows, weight, bias);
        const exact = new Float64Array(outputs * inputs * n * n);
        const exactBias = new Float64Array(outputs);
        for (let p = 0; p < side * side; p++) {
          for (let o = 0; o < outputs; o++) exactBias[o]! += times * f.delta(o, p);
          f.taps(Math.floor(p / side), p % side, (tap, place) => {
            for (let o = 0; o < outputs; o++)
              for (let i = 0; i < inputs; i++)
                exact[(o * inputs + i) * n * n + tap]! += times * f.delta(o, p) * f.input(i, place);
          });
        }
        const allowed = 2e-5 * side;
        expect(worstDifference(f.floats(weight, exact.length), exact)).toBeLessThan(allowed);
        expect(worstDifference(f.floats(bias, outputs), exactBias)).toBeLessThan(allowed);
      }
    });

    it('packs and unpacks', () => {
      const { rows, place, run } = f.layer;
      const weight = f.region.zeros(4 * f.flat.length);
      const bias = f.region.zeros(4 * outputs);
      const { address } = f.weights;
      kernels.unpackPanels(address, inputs, outputs, n, place, run, rows, weight, bias);
      expect(f.floats(weight, f.flat.length)).toEqual(f.flat);
      expect(f.floats(bias, outputs)).toEqual(f.bias);
    });
  });

  describe.each([
    [5, 4, 2],
    [8, 6, 6],
    [13, 8, 4],
    [3, 6, 1],
    [1, 14, 2],
  ])('%i channels, side %i, pool %i', (channels, side, pool) => {
    const small = side / pool;
    const squareOf = (row: number, column: number) =>
      Math.floor(row / pool) * small + Math.floor(column / pool);

    it('means', () => {
      const f = fixture(kernels, channels, channels, side, 3, 1);
      const pooled = createImage(f.region, small, placeOf(channels, 1));
      kernels.averagePool(f.x.address, side, pool, f.x.ld, pooled.address);
      const means = new Float64Array(channels * small * small);
      for (let c = 0; c < channels; c++)
        for (let p = 0; p < side * side; p++)
          means[c * small * small + squareOf(Math.floor(p / side), p % side)]! +=
            f.input(c, p) / (pool * pool);
      f.expectImage(
        pooled,
        channels,
        (c, row, column) => means[(c * small + row) * small + column]!,
        small,
      );
    });

    it.each([
      ['ReLU', relu, (y: number) => (y > 0 ? 1 : 0)],
      ['tanh', tanh, (y: number) => 1 - y * y],
      ['no nonlinearity', none, () => 1],
    ])('deltas before the pool and %s', (_, activation, slope) => {
      const f = fixture(kernels, channels, channels, side, 3, 1);
      const after = fixture(kernels, channels, channels, small, 3, 1);
      const d = f.image(channels);
      kernels.unpool(after.d.address, side, pool, f.x.ld, f.x.address, activation, d.address);
      f.expectImage(d, channels, (c, row, column) => {
        const share = after.delta(c, squareOf(row, column)) / (pool * pool);
        return share * slope(f.input(c, row * side + column));
      });
    });
  });

  it.each([
    [1, 4],
    [3, 5],
  ])('reads images of %i channels of side %i by their levels', (channels, side) => {
    const f = fixture(kernels, channels, 1, side, 3, 0);
    const random = randomFrom(4);
    const places = side * side;
    const bytes = Uint8Array.from({ length: channels * places }, () => random.below(256));
    const levels = inputLevels(
      Array.from({ length: channels }, (_, c) => ({ mean: 0.1 * c, standardDeviation: 1 + c })),
    );
    const image = f.region.allocate(bytes.length);
    new Uint8Array(kernels.memory.buffer, image, bytes.length).set(bytes);
    const table = f.region.allocate(4 * levels.length);
    f.floats(table, levels.length).set(levels);
    const x = createImage(f.region, side, channels);
    kernels.gatherImage(image, channels, side, table, x.address, x.ld);
    f.expectImage(
      x,
      channels,
      (c, row, column) => levels[256 * c + bytes[c * places + row * side + column]!]!,
    );
  });

  it('rows of panels and back', () => {
    const f = fixture(kernels, 5, 5, 4, 3, 1);
    const [count, columns] = [11, 5];
    const rows = Float32Array.from({ length: count * 8 }, (_, i) => Math.sin(i));
    const from = f.region.allocate(4 * rows.length);
    f.floats(from, rows.length).set(rows);
    const panels = f.region.zeros(2 * 32 * columns);
    const to = f.region.zeros(4 * rows.length);
    kernels.rowsToPanels(from, 32, count, columns, panels, 32 * columns);
    kernels.panelsToRows(panels, 32 * columns, count, columns, to, 32);
    expect(f.floats(to, rows.length)).toEqual(rows.map((x, i) => (i % 8 < columns ? x : 0)));
  });
});

/** A layer's random weights, inputs and deltas, in memory and as plain numbers. */
function fixture(
  kernels: Kernels,
  inputs: number,
  outputs: number,
  side: number,
  n: 1 | 3,
  l: number,
) {
  const arena = createArena(kernels.memory);
  const region = createRegion(arena);
  const random = randomFrom(inputs + 100 * outputs + 10_000 * side);
  const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
  const flat = draw(outputs * inputs * n * n);
  const bias = draw(outputs);
  const xs = draw(inputs * side * side);
  const ds = draw(outputs * side * side);
  const { floats } = arena;

  const place = (numbers: Float32Array) => {
    const address = region.allocate(4 * numbers.length);
    floats(address, numbers.length).set(numbers);
    return address;
  };
  const layer = convolutionLayer(inputs, outputs, n, placeOf(inputs, l));
  const address = region.allocate(layer.panels * layer.stride);
  kernels.packPanels(
    ...([place(flat), place(bias), inputs, outputs, n] as const),
    ...([layer.place, layer.run, layer.rows, address] as const),
  );

  /** Index of a number of an image in memory. */
  const at = (image: Activations, c: number, row: number, column: number, size: number) =>
    (image.address + (row * (size + 1) + column) * image.ld) / 4 + c;
  const image = (channels: number) => createImage(region, side, placeOf(channels, 1));
  const filled = (target: Activations, channels: number, numbers: Float32Array) => {
    const memory = new Float32Array(kernels.memory.buffer);
    for (let i = 0; i < channels * side * side; i++) {
      const [c, p] = [Math.floor(i / (side * side)), i % (side * side)];
      memory[at(target, c, Math.floor(p / side), p % side, side)] = numbers[i]!;
    }
    return target;
  };
  const x = createImage(region, side, placeOf(inputs, l));
  return {
    region,
    layer,
    flat,
    bias,
    floats,
    image,
    weights: { address, stride: layer.stride },
    x: filled(x, inputs, xs),
    d: filled(image(outputs), outputs, ds),
    weight: (o: number, i: number, tap: number) => flat[(o * inputs + i) * n * n + tap]!,
    input: (i: number, p: number) => xs[i * side * side + p]!,
    delta: (o: number, p: number) => ds[o * side * side + p]!,
    /** The taps around a place that lie in the image. */
    taps(row: number, column: number, see: (tap: number, place: number) => void) {
      const reach = (n - 1) / 2;
      for (let tap = 0; tap < n * n; tap++) {
        const y = row + Math.floor(tap / n) - reach;
        const x = column + (tap % n) - reach;
        if (y >= 0 && y < side && x >= 0 && x < side) see(tap, y * side + x);
      }
    },
    /** Holds an image to its values, and to zeros in its border as far as taps and tiles read. */
    expectImage(
      got: Activations,
      channels: number,
      value: (c: number, row: number, column: number) => number,
      size = side,
    ) {
      const memory = new Float32Array(kernels.memory.buffer);
      for (let row = -1; row <= size; row++)
        for (let column = -1; column <= size; column++)
          for (let c = 0; c < got.ld / 4; c++) {
            const inside = row >= 0 && row < size && column >= 0 && column < size && c < channels;
            const exact = inside ? value(c, row, column) : 0;
            const difference = Math.abs(memory[at(got, c, row, column, size)]! - exact);
            if (!(difference <= (inside ? 1e-5 * Math.sqrt(n * n * inputs + outputs) : 0)))
              expect.fail(`Off by ${difference} in channel ${c} at (${row}, ${column}).`);
          }
    },
  };
}
