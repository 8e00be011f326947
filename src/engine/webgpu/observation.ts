/** Chunks of a split's first images through a stack of fixed networks: what moments and logits share. */
import type { Architecture } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { Split } from '../../data/dataset';
import { chunkBlocks, imagesOfChunk } from './chunks';
import { gathering, type LoadedData } from './data';
import type { Gpu, Region } from './gpu';
import { forwardPass, type ForwardPass, type Stack } from './network';
import { dispatchesOf, encode, type Dispatch } from './program';
import { createReadback, type Readback } from './readback';
import { createSteps, type Step } from './step';

export interface Observation {
  readonly region: Region;
  readonly readback: Readback;
  readonly stack: Stack;
  readonly pass: ForwardPass;
  /** Gathers a chunk, computes the networks on it and then `more`; calls `after` when a chunk was submitted. */
  run(more: readonly Dispatch[], after?: (step: Step) => void): void;
  release(): void;
}

export async function observe(
  gpu: Gpu,
  data: LoadedData,
  architecture: Architecture,
  networks: readonly Weights[],
  split: Split,
  samples: number,
): Promise<Observation> {
  const { device } = gpu;
  const { size } = layoutOf(architecture);
  const images = imagesOfChunk(architecture, samples);
  const region = gpu.region();
  const steps = createSteps(gpu);
  const readback = createReadback(device);
  const release = () => {
    region.release();
    steps.release();
    readback.release();
  };
  try {
    const { stack, pass } = await gpu.allocating(
      `${networks.length} networks on ${images} images`,
      () => {
        const parameters = region.allocate(4 * networks.length * size);
        networks.forEach((weights, m) =>
          device.queue.writeBuffer(parameters, 4 * size * m, weights),
        );
        const stack: Stack = {
          architecture,
          networks: networks.length,
          images,
          shared: true,
          parameters,
          input: region.allocate(4 * images * data.pixels),
        };
        return { stack, pass: forwardPass(gpu, region, stack) };
      },
    );
    const from = data[split];
    const batch = { images, stack: 1 };
    const reading = gathering(data, from, batch, from.order, stack.input);
    const dispatches = await dispatchesOf(gpu, [...reading, ...pass.calls]);
    return {
      region,
      readback,
      stack,
      pass,
      release,
      run(more, after = () => undefined) {
        for (const block of chunkBlocks(samples, images)) {
          steps.write(block);
          block.forEach((step, n) => {
            const encoder = device.createCommandEncoder();
            const compute = encoder.beginComputePass();
            encode(compute, [...dispatches, ...more], steps, n);
            compute.end();
            device.queue.submit([encoder.finish()]);
            after(step);
          });
        }
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}
