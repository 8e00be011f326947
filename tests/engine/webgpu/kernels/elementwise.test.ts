import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../src/model/random';
import { combination } from '../../../../src/engine/webgpu/kernels/combination';
import { gather } from '../../../../src/engine/webgpu/kernels/gather';
import { lossKernel } from '../../../../src/engine/webgpu/kernels/loss';
import { unitProducts, unitSums } from '../../../../src/engine/webgpu/kernels/moments';
import { optimizerKernel, ratesOf } from '../../../../src/engine/webgpu/kernels/optimizer';
import { poolBackward, poolForward } from '../../../../src/engine/webgpu/kernels/pool';
import { addPieces, sumOfPieces } from '../../../../src/engine/webgpu/kernels/sum';
import { call, multiply, spread } from '../../../../src/engine/webgpu/program';
import { expectWithin } from '../../../support/close';
import { gpuMissing } from '../../../support/dawn';
import { kernelRunner, type KernelRunner } from '../../../support/gpuKernel';

const random = randomFrom(11);
const numbers = (count: number) => Float32Array.from({ length: count }, () => random.normal());
const zeros = (count: number) => new Float32Array(count);

describe.skipIf(gpuMissing)('kernels', () => {
  let runner: KernelRunner;
  beforeAll(async () => {
    runner = await kernelRunner();
  });
  afterAll(() => runner.close());
  /** Runs a kernel over so many items. */
  const over = (items: number, code: string) => (buffers: readonly GPUBuffer[]) =>
    call(code, buffers, spread(items));

  it.each([1, 2, 5])('combine points, for a stack of %i', async (stack) => {
    const [points, size, stride, from, offset] = [3, 77, 200, 5, 9];
    const basis = numbers(points * stride);
    const c = numbers(4 + stack * points);
    c[4] = 0;
    basis[from + offset] = NaN;
    const code = combination({ points, stack, size, stride, from, activation: 'tanh' });
    const [, , out] = await runner.run(over(stack * size, code), [basis, c, zeros(stack * size)], {
      coefficients: 4,
      offset,
    });
    const expected = Array.from(out!, (_, i) => {
      const [m, at] = [Math.floor(i / size), from + offset + (i % size)];
      let sum = 0;
      for (let k = 0; k < points; k++) {
        const factor = c[4 + m * points + k]!;
        if (factor !== 0) sum += factor * basis[k * stride + at]!;
      }
      return Math.tanh(sum);
    });
    // The broken point takes no part in network 0, and shows in all others.
    expect(Number.isFinite(out![0])).toBe(true);
    for (let m = 1; m < stack; m++) {
      expect(out![m * size]).toBeNaN();
      out![m * size] = expected[m * size] = 0;
    }
    expectWithin(out!, expected, 2e-6);
  });

  it.each([1, 2, 5])('gather images, for a stack of %i', async (stack) => {
    const [pixels, channels, images, count] = [6, 2, 4, 3];
    const bytes = Uint8Array.from({ length: 10 * pixels }, () => random.below(256));
    const levels = numbers(256 * channels);
    const indices = Uint32Array.from({ length: 5 + stack * count }, () => random.below(10));
    const words = new Uint32Array(bytes.buffer.slice(0, 60));
    const split = [
      { from: 0, to: 6, part: words.slice(0, 9) },
      { from: 6, to: 10, part: words.slice(9) },
    ];
    let x = zeros(stack * images * pixels);
    for (const { from, to, part } of split) {
      const code = gather({ pixels, channels, images, stack, from, to });
      const out = await runner.run(over(x.length, code), [part, indices, levels, x], {
        first: 5,
        count,
      });
      x = out[3]!;
    }
    const expected = Array.from(x, (_, i) => {
      const [row, pixel] = [Math.floor(i / pixels), i % pixels];
      const s = Math.min(row % images, count - 1);
      const sample = indices[5 + Math.floor(row / images) * count + s]!;
      return levels[256 * Math.floor(pixel / 3) + bytes[sample * pixels + pixel]!]!;
    });
    expect(Array.from(x)).toEqual(expected);
  });

  describe.each(['cross-entropy', 'mse'] as const)('judge by %s', (loss) => {
    it.each([1, 2, 5])('a stack of %i', async (stack) => {
      const [classes, images, count, slot] = [5, 131, 130, 2];
      const logits = numbers(stack * images * classes).map((z) => 4 * z);
      const labels = Uint8Array.from({ length: 200 }, () => random.below(classes));
      const indices = Uint32Array.from({ length: stack * count }, () => random.below(200));
      const code = lossKernel({ loss, classes, images, stack, shared: false, slope: true });
      const [, , , sums, slope] = await runner.run(
        (buffers) => call(code, buffers, [stack]),
        [
          logits,
          new Uint32Array(labels.buffer),
          indices,
          zeros(2 * stack * (slot + 1)),
          zeros(logits.length).fill(9),
        ],
        { slot, count },
      );
      const expected = {
        sums: new Float64Array(2 * stack),
        slope: new Float64Array(logits.length),
      };
      for (let m = 0; m < stack; m++)
        for (let s = 0; s < count; s++) {
          const at = (m * images + s) * classes;
          const z = Array.from(logits.subarray(at, at + classes));
          const label = labels[indices[m * count + s]!]!;
          const total = z.reduce((sum, value) => sum + Math.exp(value), 0);
          if (z.indexOf(Math.max(...z)) === label) expected.sums[2 * m + 1]!++;
          z.forEach((value, c) => {
            const hot = c === label ? 1 : 0;
            if (loss === 'mse') {
              expected.sums[2 * m]! += (value - hot) ** 2 / classes;
              expected.slope[at + c] = (2 * (value - hot)) / classes / count;
            } else {
              expected.sums[2 * m]! += hot * (Math.log(total) - value);
              expected.slope[at + c] = (Math.exp(value) / total - hot) / count;
            }
          });
        }
      expectWithin(sums!.slice(2 * stack * slot), expected.sums, 1e-5 * expected.sums[0]!);
      expectWithin(slope!, expected.slope, 2e-6);
    });
  });

  it.each([
    [4, 2],
    [6, 2],
    [8, 4],
    [5, 5],
  ])('pool a side of %i by %i, forward and backward', async (side, pool) => {
    const planes = 7;
    const out = side / pool;
    const x = numbers(planes * side ** 2);
    const d = numbers(planes * out ** 2);
    const sizes = { planes, side, pool };
    const [, y] = await runner.run(over(d.length, poolForward(sizes)), [x, zeros(d.length)]);
    const [, , below] = await runner.run(over(x.length, poolBackward(sizes, 'tanh')), [
      ...[d, x, zeros(x.length)],
    ]);
    const expected = new Float64Array(d.length);
    const slopes = Array.from(x, (value, i) => {
      const [plane, row, column] = [
        Math.floor(i / side ** 2),
        Math.floor(i / side) % side,
        i % side,
      ];
      const at = (plane * out + Math.floor(row / pool)) * out + Math.floor(column / pool);
      expected[at]! += value / pool ** 2;
      return (d[at]! / pool ** 2) * (1 - value ** 2);
    });
    expectWithin(y!, expected, 1e-6);
    expectWithin(below!, slopes, 1e-6);
  });

  const ADAMW = {
    kind: 'adamw',
    learningRate: 0.01,
    beta1: 0.9,
    beta2: 0.99,
    epsilon: 1e-3,
    weightDecay: 0.1,
  } as const;
  const SGD = { kind: 'sgd', learningRate: 0.1, momentum: 0.8, weightDecay: 0.05 } as const;
  it.each([1, 2, 5])('step with AdamW and SGD, for a stack of %i', async (stack) => {
    const [size, points, free] = [67, stack + 1, Array.from({ length: stack }, (_, m) => m + 1)];
    const g = numbers(stack * size);
    const c = numbers(stack * points);
    const w = numbers(points * size);
    const first = numbers(stack * size);
    const second = numbers(stack * size).map((v) => v * v);
    const slope = (i: number) => {
      const [k, p] = [free[Math.floor(i / size)]!, i % size];
      let sum = 0;
      for (let m = 0; m < stack; m++) sum += c[m * points + k]! * g[m * size + p]!;
      return { g: sum, at: k * size + p };
    };
    const t = 3;
    const common = { free, points, stack, size };
    const [, , adamwPoints, m1, v1] = await runner.run(
      over(first.length, optimizerKernel({ optimizer: ADAMW, ...common })),
      [g, c, w, first, second],
      ratesOf(ADAMW, t),
    );
    const [, , sgdPoints, b1] = await runner.run(
      over(first.length, optimizerKernel({ optimizer: SGD, ...common })),
      [g, c, w, first],
      ratesOf(SGD, t),
    );
    const expected = { adamw: Float64Array.from(w), sgd: Float64Array.from(w) };
    const moments = Array.from(first, (m, i) => {
      const { g, at } = slope(i);
      const mean = 0.9 * m + 0.1 * g;
      const square = 0.99 * second[i]! + 0.01 * g * g;
      const root = Math.sqrt(square / (1 - 0.99 ** t)) + 1e-3;
      expected.adamw[at] = w[at]! * (1 - 0.001) - (0.01 * (mean / (1 - 0.9 ** t))) / root;
      const buffer = 0.8 * m + g + 0.05 * w[at]!;
      expected.sgd[at] = w[at]! - 0.1 * buffer;
      return { mean, square, buffer };
    });
    expectWithin(adamwPoints!, expected.adamw, 2e-6);
    expectWithin(sgdPoints!, expected.sgd, 2e-6);
    expectWithin(m1!, moments.map(({ mean }) => mean), 2e-6); // prettier-ignore
    expectWithin(v1!, moments.map(({ square }) => square), 2e-6); // prettier-ignore
    expectWithin(b1!, moments.map(({ buffer }) => buffer), 5e-6); // prettier-ignore
  });

  it('add up pieces, in place and to a total', async () => {
    const [pieces, stack, stride, size] = [3, 2, 90, 70];
    const values = numbers(pieces * stack * stride);
    const total = numbers(100);
    const [inPlace] = await runner.run(
      over(stack * size, sumOfPieces(pieces, stack, stride, size)),
      [values],
    );
    const [, added] = await runner.run(over(100, addPieces(pieces, 100)), [
      values.slice(0, 300),
      total,
    ]);
    const sums = Array.from(values.subarray(0, stack * stride), (value, i) =>
      i % stride < size ? value + values[i + 180]! + values[i + 360]! : value,
    );
    expectWithin(inPlace!.subarray(0, stack * stride), sums, 2e-6);
    const totals = Array.from(
      total,
      (value, i) => value + values[i]! + values[i + 100]! + values[i + 200]!,
    );
    expectWithin(added!, totals, 2e-6);
  });

  it.each([
    [5, 1],
    [37, 4],
  ])('sum up %i units over %i places of the images there are', async (units, places) => {
    const [images, count, pieces] = [6, 5, 2];
    const x = numbers(2 * images * units * places);
    const at = (network: number, image: number, unit: number, place: number) =>
      x[((network * images + image) * units + unit) * places + place]!;
    const sizes = { units, places, images, pieces };
    const [, parts] = await runner.run(
      (buffers) => multiply(runner.gpu, unitProducts(sizes), buffers),
      [x, zeros(pieces * units ** 2)],
      { count },
    );
    const start = numbers(4 * units);
    const [, totals] = await runner.run(
      (buffers) => call(unitSums(sizes), buffers, [2 * units]),
      [x, start],
      { count },
    );
    const products = new Float64Array(units ** 2);
    const sums = Float64Array.from(start);
    for (let image = 0; image < count; image++)
      for (let place = 0; place < places; place++)
        for (let i = 0; i < units; i++) {
          for (let network = 0; network < 2; network++) {
            const value = at(network, image, i, place);
            sums[2 * (network * units + i)]! += value;
            sums[2 * (network * units + i) + 1]! += value ** 2;
          }
          for (let j = 0; j < units; j++)
            products[i * units + j]! += at(1, image, i, place) * at(0, image, j, place);
        }
    const whole = Array.from(products, (_, i) => parts![i]! + parts![units ** 2 + i]!);
    expectWithin(whole, products, 1e-5);
    expectWithin(totals!, sums, 1e-5);
  });
});
