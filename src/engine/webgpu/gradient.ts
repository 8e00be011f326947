import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { GradientOptions, Gradients } from '../engine';
import { networksOfGroup } from './chunks';
import { gathering, type LoadedData } from './data';
import type { Gpu } from './gpu';
import { combination } from './kernels/combination';
import { lossKernel } from './kernels/loss';
import { backwardPass, forwardPass, piecesOf, type Stack } from './network';
import { call, dispatchesOf, encode, spread } from './program';
import { createReadback } from './readback';
import { chunkStep, createSteps } from './step';

/** Loss and gradient of each combination on one batch, group by group of networks. */
export async function gradientsOf(
  gpu: Gpu,
  data: LoadedData,
  { architecture, loss, combinations, split, indices }: GradientOptions,
): Promise<Gradients> {
  const { device } = gpu;
  const { basis, coefficients } = combinations;
  const points = basis.length;
  const count = coefficients.length / points;
  const { size } = layoutOf(architecture);
  const images = indices.length;
  const networks = networksOfGroup(architecture, images, count);
  const { labels, count: samples } = data[split];
  const wrong = indices.find((index) => index >= samples);
  if (wrong !== undefined)
    throw new RangeError(`Expected a sample below ${samples}, got ${wrong}.`);
  const region = gpu.region();
  const steps = createSteps(gpu);
  const readback = createReadback(device);
  try {
    const what = `gradients of ${networks} networks on ${images} images`;
    const made = await gpu.allocating(what, () => {
      const stack: Stack = {
        architecture,
        networks,
        images,
        shared: true,
        parameters: region.allocate(4 * networks * size),
        input: region.allocate(4 * images * data.pixels),
      };
      const slope = region.allocate(4 * networks * images * architecture.outputs);
      const gradient = region.allocate(4 * piecesOf(stack) * networks * size);
      const weights = region.allocate(4 * points * size);
      basis.forEach((point, k) => device.queue.writeBuffer(weights, 4 * size * k, point));
      const pass = forwardPass(gpu, region, stack);
      return {
        stack,
        slope,
        gradient,
        weights,
        factors: region.allocate(4 * networks * points),
        order: region.upload(indices),
        sums: region.allocate(8 * networks),
        pass,
        back: backwardPass(gpu, region, stack, pass, { slope, gradient }),
      };
    });
    const { stack, slope, gradient, weights, factors, order, sums, pass, back } = made;
    const batch = { images, stack: 1 };
    const reading = gathering(data, data[split], batch, order, stack.input);
    const combining = call(
      combination({ points, stack: networks, size, stride: size, from: 0, activation: 'none' }),
      [weights, factors, stack.parameters],
      spread(networks * size),
    );
    const judging = call(
      lossKernel({
        loss,
        classes: architecture.outputs,
        images,
        stack: networks,
        shared: true,
        slope: true,
      }),
      [pass.values.at(-1)!, labels, order, sums, slope],
      [networks],
    );
    const calls = [...reading, combining, ...pass.calls, judging, ...back];
    const dispatches = await dispatchesOf(gpu, calls);
    steps.write([chunkStep({ slot: 0, first: 0, count: images })]);
    const out = { loss: new Float64Array(count), gradients: [] as Weights[] };
    for (let m = 0; m < count; m += networks) {
      const padded = new Float32Array(networks * points);
      padded.set(coefficients.subarray(m * points, Math.min(count, m + networks) * points));
      device.queue.writeBuffer(factors, 0, padded);
      const encoder = device.createCommandEncoder();
      const compute = encoder.beginComputePass();
      encode(compute, dispatches, steps, 0);
      compute.end();
      device.queue.submit([encoder.finish()]);
      const present = Math.min(networks, count - m);
      const [losses, gradients] = await Promise.all([
        readback.floats(sums, 2 * networks),
        Promise.all(
          Array.from({ length: present }, (_, n) => readback.floats(gradient, size, n * size)),
        ),
      ]);
      for (let n = 0; n < present; n++) out.loss[m + n] = losses[2 * n]! / images;
      out.gradients.push(...gradients);
    }
    return out;
  } finally {
    region.release();
    steps.release();
    readback.release();
  }
}
