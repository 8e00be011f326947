/** One training step of a stack as a list of dispatches, for batches of one size. */
import { layoutOf } from '../../model/layout';
import type { TrainerOptions } from '../engine';
import { gathering, type LoadedData } from './data';
import { handled, type Gpu, type Region } from './gpu';
import { combination } from './kernels/combination';
import { lossKernel } from './kernels/loss';
import { optimizerKernel } from './kernels/optimizer';
import { backwardPass, forwardPass, piecesOf, type Stack } from './network';
import { dispatch, spread, type Dispatch } from './program';
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
    return {
      stack,
      slope: region.allocate(4 * networks * capacity * architecture.outputs),
      gradient: region.allocate(4 * piecesOf(stack) * networks * size),
      indices: region.allocate(4 * STEPS * networks * capacity),
      forward: handled(forwardPass(gpu, region, stack)),
    };
  });
  const { stack, slope, gradient, indices } = made;
  const forward = await made.forward;
  const batch = { images: capacity, stack: networks };
  const reading = await gathering(gpu, data, data.train, batch, indices, stack.input);
  const combining = plain
    ? []
    : [
        await dispatch(
          gpu,
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
  const judging = await dispatch(
    gpu,
    lossKernel({ loss, classes: architecture.outputs, ...batch, shared: false, slope: true }),
    [forward.values.at(-1)!, data.train.labels, indices, sums, slope],
    [networks],
  );
  const backward = await gpu.allocating(what, () =>
    handled(backwardPass(gpu, region, stack, forward, { slope, gradient })),
  );
  const moving = await dispatch(
    gpu,
    optimizerKernel({ optimizer, free: freePoints, points: basis.length, stack: networks, size }),
    [gradient, coefficients, points, first, ...(second === null ? [] : [second])],
    spread(freePoints.length * size),
  );
  return {
    indices,
    dispatches: [...reading, ...combining, ...forward.dispatches, judging, ...backward, moving],
  };
}
