import { afterAll, beforeAll, describe, it } from 'vitest';
import type { AffineLayer } from '../../../../src/model/architecture';
import { randomFrom } from '../../../../src/model/random';
import { backward, forward, gradient } from '../../../../src/engine/webgpu/kernels/affine';
import { multiply } from '../../../../src/engine/webgpu/program';
import { expectWithin, largest } from '../../../support/close';
import { gpuMissing } from '../../../support/dawn';
import { kernelRunner, type KernelRunner } from '../../../support/gpuKernel';

/** Layers that fill no tile: dense, and convolutions on images down to 2 x 2. */
const LAYERS: AffineLayer[] = [
  { inputs: 67, outputs: 35, kernel: 1, side: 1, pool: 1 },
  { inputs: 1, outputs: 1, kernel: 1, side: 1, pool: 1 },
  { inputs: 3, outputs: 33, kernel: 3, side: 5, pool: 1 },
  { inputs: 7, outputs: 2, kernel: 3, side: 2, pool: 1 },
];
const IMAGES = 7;

const random = randomFrom(5);
const numbers = (count: number) => Float32Array.from({ length: count }, () => random.normal());

/** A stack on made-up numbers; weight and bias stand 3 and `3 + weight.length + 2` numbers into a network. */
function problem(layer: AffineLayer, stack: number) {
  const { inputs, outputs, kernel, side } = layer;
  const taps = kernel ** 2;
  const places = side ** 2;
  const bias = 3 + outputs * inputs * taps + 2;
  const stride = bias + outputs + 1;
  return {
    at: { layer, images: IMAGES, stack, stride, weight: 3, bias },
    parameters: numbers(stack * stride),
    x: numbers(stack * IMAGES * inputs * places),
    d: numbers(stack * IMAGES * outputs * places),
  };
}
type Problem = ReturnType<typeof problem>;

/** Calls back with the indices of every product of a weight and an input, for one network. */
function eachTerm(
  { at: { layer, stride } }: Problem,
  m: number,
  term: (weight: number, input: number, output: number) => void,
) {
  const { inputs, outputs, kernel, side } = layer;
  const places = side ** 2;
  const reach = (kernel - 1) / 2;
  for (let n = 0; n < IMAGES; n++)
    for (let o = 0; o < outputs; o++)
      for (let c = 0; c < inputs; c++)
        for (let p = 0; p < places; p++)
          for (let t = 0; t < kernel ** 2; t++) {
            const y = Math.floor(p / side) + Math.floor(t / kernel) - reach;
            const x = (p % side) + (t % kernel) - reach;
            if (y < 0 || y >= side || x < 0 || x >= side) continue;
            term(
              m * stride + 3 + (o * inputs + c) * kernel ** 2 + t,
              ((m * IMAGES + n) * inputs + c) * places + y * side + x,
              ((m * IMAGES + n) * outputs + o) * places + p,
            );
          }
}

const near = (got: Float32Array, expected: Float64Array) =>
  expectWithin(got, expected, 2e-6 * Math.max(1, largest(expected)));

describe.skipIf(gpuMissing).each([
  ['straight from memory', true],
  ['in tiles', false],
])('products %s', (_, emulated) => {
  let runner: KernelRunner;
  beforeAll(async () => {
    runner = await kernelRunner(emulated);
  });
  afterAll(() => runner.close());

  describe.each(LAYERS.map((layer) => [JSON.stringify(layer), layer] as const))(
    '%s',
    (_, layer) => {
      it.each([1, 2, 5])('are right forward, for a stack of %i', async (stack) => {
        const given = problem(layer, stack);
        const { at, parameters, x } = given;
        const { outputs, side } = layer;
        const expected = Float64Array.from(given.d, (_, i) => {
          const [image, unit] = [Math.floor(i / side ** 2 / outputs), Math.floor(i / side ** 2)];
          return parameters[Math.floor(image / IMAGES) * at.stride + at.bias + (unit % outputs)]!;
        });
        for (let m = 0; m < stack; m++)
          eachTerm(given, m, (w, i, o) => (expected[o]! += parameters[w]! * x[i]!));
        const options = { ...at, activation: 'relu', shared: false } as const;
        const [, , y] = await runner.run(
          (buffers) => multiply(runner.gpu, forward(options), buffers),
          [x, parameters, new Float32Array(given.d.length)],
        );
        near(
          y!,
          expected.map((z) => Math.max(z, 0)),
        );
      });

      it.each([1, 2, 5])('are right backward, for a stack of %i', async (stack) => {
        const given = problem(layer, stack);
        const { at, parameters, x, d } = given;
        const expected = new Float64Array(x.length);
        for (let m = 0; m < stack; m++)
          eachTerm(given, m, (w, i, o) => (expected[i]! += parameters[w]! * d[o]!));
        const [, , , below] = await runner.run(
          (buffers) => multiply(runner.gpu, backward({ ...at, activation: 'tanh' }), buffers),
          [d, parameters, x, new Float32Array(x.length)],
        );
        near(
          below!,
          expected.map((slope, i) => slope * (1 - x[i]! ** 2)),
        );
      });

      it.each([1, 2, 5])('give the gradient, for a stack of %i', async (stack) => {
        const given = problem(layer, stack);
        const { at, x, d } = given;
        const { outputs, side } = layer;
        const expected = new Float64Array(given.parameters.length);
        for (let m = 0; m < stack; m++)
          eachTerm(given, m, (w, i, o) => (expected[w]! += x[i]! * d[o]!));
        d.forEach((slope, i) => {
          const unit = Math.floor(i / side ** 2);
          const m = Math.floor(unit / outputs / IMAGES);
          expected[m * at.stride + at.bias + (unit % outputs)]! += slope;
        });
        const pieces = 3;
        const [, , parts] = await runner.run(
          (buffers) => multiply(runner.gpu, gradient({ ...at, shared: false, pieces }), buffers),
          [d, x, new Float32Array(pieces * expected.length)],
        );
        const sum = expected.map((_, i) =>
          [0, 1, 2].reduce((total, piece) => total + parts![piece * expected.length + i]!, 0),
        );
        near(Float32Array.from(sum), expected);
      });
    },
  );
});
