/** What differs from one step or chunk to the next: a uniform that kernels are given with a dynamic offset. */
import type { Gpu } from './gpu';

export interface Step {
  /** Where results go: the number of the step or chunk. */
  readonly slot: number;
  /** Index of its first entry in the list of samples. */
  readonly first: number;
  /** Samples of a batch that there are; a batch's further rows are computed and count for nothing. */
  readonly count: number;
  /** Index of its first coefficient. */
  readonly coefficients: number;
  /** Number of the first float of its products, where combinations read these. */
  readonly offset: number;
  /** AdamW's step size and second bias correction, of {@link adamwRates}; SGD has its learning rate for `rate`. */
  readonly rate: number;
  readonly spread: number;
}

/** The same in WGSL. */
export const STEP_WGSL = /* wgsl */ `
struct Step {
  slot: u32,
  first: u32,
  count: u32,
  coefficients: u32,
  offset: u32,
  rate: f32,
  spread: f32,
}
@group(1) @binding(0) var<uniform> step: Step;
`;

/** Bytes from one step to the next: what every device takes as an offset. */
const STRIDE = 256;

/** Steps that are submitted together, at most. */
export const STEPS = 32;

export interface Steps {
  readonly group: GPUBindGroup;
  /** Queues the writing of up to {@link STEPS} steps, for what is submitted next. */
  write(steps: readonly Step[]): void;
  /** The dynamic offset of the n-th. */
  offset(n: number): number;
  release(): void;
}

export function createSteps({ device, stepLayout }: Gpu): Steps {
  const buffer = device.createBuffer({
    size: STEPS * STRIDE,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  const group = device.createBindGroup({
    layout: stepLayout,
    entries: [{ binding: 0, resource: { buffer, size: 32 } }],
  });
  return {
    group,
    write(steps) {
      const data = new DataView(new ArrayBuffer(steps.length * STRIDE));
      steps.forEach(({ slot, first, count, coefficients, offset, rate, spread }, n) => {
        const at = n * STRIDE;
        [slot, first, count, coefficients, offset].forEach((value, i) =>
          data.setUint32(at + 4 * i, value, true),
        );
        data.setFloat32(at + 20, rate, true);
        data.setFloat32(at + 24, spread, true);
      });
      device.queue.writeBuffer(buffer, 0, data.buffer);
    },
    offset: (n) => n * STRIDE,
    release: () => buffer.destroy(),
  };
}

/** A step of evaluation, which has no optimizer. */
export function chunkStep(step: Pick<Step, 'slot' | 'first' | 'count'> & Partial<Step>): Step {
  return { coefficients: 0, offset: 0, rate: 0, spread: 0, ...step };
}
