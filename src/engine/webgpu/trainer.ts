import { architectureName } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { Trainer, TrainerOptions, TrainingSteps } from '../engine';
import type { LoadedData } from './data';
import type { Gpu } from './gpu';
import { ratesOf } from './kernels/optimizer';
import { encode } from './program';
import { createReadback } from './readback';
import { createSteps, STEPS } from './step';
import {
  createTrainingStep,
  freePointsOf,
  type TrainerBuffers,
  type TrainingStep,
} from './trainingStep';

/** Keeps the basis and the optimizer's state on the GPU; many steps are submitted together. */
export async function createTrainer(
  gpu: Gpu,
  data: LoadedData,
  options: TrainerOptions,
): Promise<Trainer> {
  const { architecture, optimizer, basis, free, networks, state } = options;
  const { device } = gpu;
  const { size } = layoutOf(architecture);
  const freePoints = freePointsOf(options);
  if (freePoints.length === 0)
    throw new RangeError('Expected a basis point that is free, got none.');
  const fixed = basis.map((weights, k) => (free[k] === true ? null : weights.slice()));
  const region = gpu.region();
  const steps = createSteps(gpu);
  const readback = createReadback(device);
  const release = () => {
    region.release();
    steps.release();
    readback.release();
  };
  const upload = (points: readonly Weights[], length: number) => {
    const buffer = region.allocate(4 * size * length);
    points.forEach((weights, k) => device.queue.writeBuffer(buffer, 4 * size * k, weights));
    return buffer;
  };
  const what = `training ${networks} networks ${architectureName(architecture)} of ${size.toLocaleString('en')} parameters`;
  const allocated = gpu.allocating(what, (): TrainerBuffers => ({
    points: upload(basis, basis.length),
    first: upload(state?.first ?? [], freePoints.length),
    second: optimizer.kind === 'adamw' ? upload(state?.second ?? [], freePoints.length) : null,
    coefficients: region.allocate(4 * STEPS * networks * basis.length),
    sums: region.allocate(8 * STEPS * networks),
  }));
  allocated.catch(release);
  const buffers = await allocated;
  let taken = state?.step ?? 0;
  let step: TrainingStep | null = null;
  /** Runs are submitted in the order of their calls. */
  let submitted: Promise<unknown> = Promise.resolve();

  /** Submits up to {@link STEPS} steps; resolves with the sums of their losses and right answers. */
  const submit = ({ indices, batch, coefficients }: TrainingSteps, on: TrainingStep) => {
    const count = indices.length / (networks * batch);
    device.queue.writeBuffer(on.indices, 0, indices);
    device.queue.writeBuffer(buffers.coefficients, 0, Float32Array.from(coefficients));
    steps.write(
      Array.from({ length: count }, (_, n) => ({
        slot: n,
        first: n * networks * batch,
        count: batch,
        offset: 0,
        coefficients: n * networks * basis.length,
        ...ratesOf(optimizer, ++taken),
      })),
    );
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let n = 0; n < count; n++) encode(pass, on.dispatches, steps, n);
    pass.end();
    device.queue.submit([encoder.finish()]);
    return readback.floats(buffers.sums, 2 * networks * count);
  };

  /** Submits a run in blocks and answers their readings, which are still under way. */
  const enqueue = async ({ indices, batch, coefficients }: TrainingSteps) => {
    data.check();
    const wrong = indices.find((index) => index >= data.train.count);
    if (wrong !== undefined)
      throw new RangeError(`Expected a sample below ${data.train.count}, got ${wrong}.`);
    const plain = isIdentity(coefficients, networks, basis.length);
    if (step === null || step.capacity < batch || step.plain !== plain) {
      step?.release();
      step = null;
      step = await createTrainingStep(gpu, data, options, buffers, batch, plain);
    }
    const perStep = { indices: networks * batch, coefficients: networks * basis.length };
    const count = indices.length / perStep.indices;
    const blocks: Promise<Float32Array>[] = [];
    for (let n = 0; n < count; n += STEPS) {
      const to = Math.min(n + STEPS, count);
      const block = {
        batch,
        indices: indices.slice(n * perStep.indices, to * perStep.indices),
        coefficients: coefficients.slice(n * perStep.coefficients, to * perStep.coefficients),
      };
      blocks.push(submit(block, step));
    }
    return blocks;
  };

  /** Rows of a buffer after all that was submitted so far. */
  const read = async (buffer: GPUBuffer, rows: readonly number[]) => {
    await submitted;
    return Promise.all(rows.map((row) => readback.floats(buffer, size, row * size)));
  };

  return {
    inFlight: 2,
    async run(run) {
      const queued = submitted.then(() => enqueue(run));
      submitted = queued.catch(() => undefined);
      const blocks = await Promise.all(await queued);
      const sums = blocks.flatMap((block) => Array.from(block));
      return Float32Array.from({ length: sums.length / 2 }, (_, i) => sums[2 * i]! / run.batch);
    },
    async weights() {
      const moved = await read(buffers.points, freePoints);
      return fixed.map((weights, k) => weights?.slice() ?? moved[freePoints.indexOf(k)]!);
    },
    async state() {
      const rows = freePoints.map((_, f) => f);
      const [first, second] = await Promise.all([
        read(buffers.first, rows),
        buffers.second === null ? [] : read(buffers.second, rows),
      ]);
      return { step: taken, first, second };
    },
    dispose() {
      step?.release();
      release();
    },
  };
}

/** Whether network m is point m in every step. */
function isIdentity(coefficients: Float64Array, networks: number, points: number): boolean {
  return (
    networks === points &&
    coefficients.every((c, i) => {
      const [m, k] = [Math.floor(i / points) % networks, i % points];
      return c === (m === k ? 1 : 0);
    })
  );
}
