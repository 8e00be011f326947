/** One training step of a stack as a list of dispatches, for batches of one size. */
import { layoutOf } from '../../model/layout';
import type { TrainerOptions } from '../engine';
import { gathering, type LoadedData } from './data';
import type { Gpu, Region } from './gpu';
import { combination } from './kernels/combination';
import { lossKernel } from './kernels/loss';
import { optimizerKernel } from './kernels/optimizer';
import { backwardPass, forwardPass, piecesOf, type Stack } from './network';
import { call, dispatchesOf, spread, type Dispatch } from './program';
import { STEPS } from './step';

/** What outlives the sizes of batches. */
export interface TrainerBuffers {
  /** `[K, parameter]` */
  readonly points: GPUBuffer;
  /** The optimizer's state, `[free, parameter]` each; SGD has only the first. */
  readonly first: GPUBuffer;
  readonly second: GPUBuffer | null;
  /** `[step, M, K]` */
  readonly coefficients: GPUBuffer;
  /** Losses and right answers, `[step, M, 2]`. */
  readonly sums: GPUBuffer;
}

export interface TrainingStep {
  /** Images that a batch may have. */
  readonly capacity: number;
  /** Whether network m is point m itself, so that nothing is combined. */
  readonly plain: boolean;
  readonly dispatches: readonly Dispatch[];
  /** `[step, M, batch]` */
  readonly indices: GPUBuffer;
  release(): void;
}

/** Indices of the basis points that are trained. */
export const freePointsOf = ({ basis, free }: Pick<TrainerOptions, 'basis' | 'free'>): number[] =>
  basis.flatMap((_, k) => (free[k] === true ? [k] : []));

/** @throws OutOfMemoryError when the stack does not fit */
export async function createTrainingStep(
  gpu: Gpu,
  data: LoadedData,
  options: TrainerOptions,
  buffers: TrainerBuffers,
  capacity: number,
  plain: boolean,
): Promise<TrainingStep> {
  const region = gpu.region();
  try {
    const { indices, dispatches } = await compose(
      gpu,
      region,
      data,
      options,
      buffers,
      capacity,
      plain,
    );
    return { capacity, plain, dispatches, indices, release: () => region.release() };
  } catch (error) {
    region.release();
    throw error;
  }
}

async function compose(
  gpu: Gpu,
  region: Region,
  data: LoadedData,
  options: TrainerOptions,
  { points, first, second, coefficients, sums }: TrainerBuffers,
  capacity: number,
  plain: boolean,
): Promise<Pick<TrainingStep, 'indices' | 'dispatches'>> {
  const { architecture, loss, optimizer, basis, networks } = options;
  const { size } = layoutOf(architecture);
  const freePoints = freePointsOf(options);
  const what = `${networks} networks of ${size.toLocaleString('en')} parameters on ${capacity} images at a time`;
  const made = await gpu.allocating(what, () => {
    const stack: Stack = {
      architecture,
      networks,
      images: capacity,
      shared: false,
      parameters: plain ? points : region.allocate(4 * networks * size),
      input: region.allocate(4 * networks * capacity * data.pixels),
    };
    const slope = region.allocate(4 * networks * capacity * architecture.outputs);
    const gradient = region.allocate(4 * piecesOf(stack) * networks * size);
    const forward = forwardPass(gpu, region, stack);
    return {
      stack,
      slope,
      gradient,
      indices: region.allocate(4 * STEPS * networks * capacity),
      forward,
      backward: backwardPass(gpu, region, stack, forward, { slope, gradient }),
    };
  });
  const { stack, slope, gradient, indices, forward, backward } = made;
  const batch = { images: capacity, stack: networks };
  const reading = gathering(data, data.train, batch, indices, stack.input);
  const combining = plain
    ? []
    : [
        call(
          combination({
            points: basis.length,
            stack: networks,
            size,
            stride: size,
            from: 0,
            activation: 'none',
          }),
          [points, coefficients, stack.parameters],
          spread(networks * size),
        ),
      ];
  const judging = call(
    lossKernel({ loss, classes: architecture.outputs, ...batch, shared: false, slope: true }),
    [forward.values.at(-1)!, data.train.labels, indices, sums, slope],
    [networks],
  );
  const moving = call(
    optimizerKernel({ optimizer, free: freePoints, points: basis.length, stack: networks, size }),
    [gradient, coefficients, points, first, ...(second === null ? [] : [second])],
    spread(freePoints.length * size),
  );
  const calls = [...reading, ...combining, ...forward.calls, judging, ...backward, moving];
  return { indices, dispatches: await dispatchesOf(gpu, calls) };
}
