import { architectureName } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Weights } from '../../model/weights';
import type { Trainer, TrainerOptions, TrainingSteps } from '../engine';
import type { PlacedData } from './data';
import type { Gpu, Region } from './gpu';
import { combination } from './kernels/combination';
import { gather } from './kernels/gather';
import { lossKernel } from './kernels/loss';
import { optimizerKernel, ratesOf } from './kernels/optimizer';
import { backwardPass, forwardPass, piecesOf, type Stack } from './network';
import { dispatch, encode, spread, type Dispatch } from './program';
import { createReadback } from './readback';
import { createSteps, STEPS } from './step';

/** What a step of one batch size is made of. */
interface Program {
  /** Images that a batch may have. */
  readonly capacity: number;
  /** Whether network m is point m itself. */
  readonly plain: boolean;
  readonly dispatches: readonly Dispatch[];
  readonly indices: GPUBuffer;
  readonly region: Region;
}

/** Keeps the basis and the optimizer's state on the GPU; a step is one list of dispatches for the whole stack. */
export async function createTrainer(
  gpu: Gpu,
  data: PlacedData,
  { architecture, loss, optimizer, basis, free, networks, state }: TrainerOptions,
): Promise<Trainer> {
  const { device } = gpu;
  const { size } = layoutOf(architecture);
  const movers = basis.flatMap((_, k) => (free[k] === true ? [k] : []));
  if (movers.length === 0) throw new RangeError('Expected a basis point that is free, got none.');
  const fixed = basis.map((weights, k) => (free[k] === true ? null : weights.slice()));
  const region = gpu.region();
  const steps = createSteps(gpu);
  const readback = createReadback(device);
  const what = `training ${networks} networks ${architectureName(architecture)} of ${size.toLocaleString('en')} parameters`;
  const place = (points: readonly Weights[], length: number) => {
    const buffer = region.allocate(4 * size * length);
    points.forEach((weights, k) => device.queue.writeBuffer(buffer, 4 * size * k, weights));
    return buffer;
  };
  const { points, first, second, coefficients, sums } = await gpu.allocating(what, () => ({
    points: place(basis, basis.length),
    first: place(state?.first ?? [], movers.length),
    second: optimizer.kind === 'adamw' ? place(state?.second ?? [], movers.length) : null,
    coefficients: region.allocate(4 * STEPS * networks * basis.length),
    sums: region.allocate(8 * STEPS * networks),
  }));
  let taken = state?.step ?? 0;
  let program: Program | null = null;
  /** Runs are submitted in the order of their calls. */
  let submitted: Promise<unknown> = Promise.resolve();

  const build = async (capacity: number, plain: boolean): Promise<Program> => {
    const own = gpu.region();
    const made = await gpu.allocating(`${what} on ${capacity} images at a time`, () => {
      const stack: Stack = {
        ...{ architecture, networks, images: capacity, shared: false },
        parameters: plain ? points : own.allocate(4 * networks * size),
        input: own.allocate(4 * networks * capacity * data.pixels),
      };
      const slope = own.allocate(4 * networks * capacity * architecture.outputs);
      const gradient = own.allocate(4 * piecesOf(stack) * networks * size);
      const indices = own.allocate(4 * STEPS * networks * capacity);
      return { stack, slope, gradient, indices, dispatches: forwardPass(gpu, own, stack) };
    });
    const { stack, slope, gradient, indices } = made;
    const { images, labels } = data.train;
    const pass = await made.dispatches;
    const { pixels, channels } = data;
    const gathering = await dispatch(
      gpu,
      gather({ pixels, channels, images: capacity, stack: networks }),
      [images, indices, data.levels, stack.input],
      spread(networks * capacity * pixels),
    );
    const combining = plain
      ? []
      : [
          await dispatch(
            gpu,
            combination({
              ...{ points: basis.length, stack: networks, size, stride: size, from: 0 },
              activation: 'none',
            }),
            [points, coefficients, stack.parameters],
            spread(networks * size),
          ),
        ];
    const judging = await dispatch(
      gpu,
      lossKernel({
        ...{ loss, classes: architecture.outputs, images: capacity, stack: networks },
        ...{ shared: false, slope: true },
      }),
      [pass.values.at(-1)!, labels, indices, sums, slope],
      [networks],
    );
    const back = await gpu.allocating(what, () =>
      backwardPass(gpu, own, stack, pass, { slope, gradient }),
    );
    const moving = await dispatch(
      gpu,
      optimizerKernel({ optimizer, free: movers, points: basis.length, stack: networks, size }),
      [gradient, coefficients, points, first, ...(second === null ? [] : [second])],
      spread(movers.length * size),
    );
    const dispatches = [gathering, ...combining, ...pass.dispatches, judging, ...back, moving];
    return { capacity, plain, dispatches, indices, region: own };
  };

  /** Submits up to {@link STEPS} steps; resolves with the sums of their losses and right answers. */
  const submit = (
    { indices, batch, coefficients: c }: TrainingSteps,
    { dispatches, ...to }: Program,
  ) => {
    const count = indices.length / (networks * batch);
    device.queue.writeBuffer(to.indices, 0, indices);
    device.queue.writeBuffer(coefficients, 0, Float32Array.from(c));
    steps.write(
      Array.from({ length: count }, (_, n) => ({
        ...{ slot: n, first: n * networks * batch, count: batch, offset: 0 },
        coefficients: n * networks * basis.length,
        ...ratesOf(optimizer, ++taken),
      })),
    );
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let n = 0; n < count; n++) encode(pass, dispatches, steps, n);
    pass.end();
    device.queue.submit([encoder.finish()]);
    return readback.floats(sums, 2 * networks * count);
  };

  const enqueue = async (run: TrainingSteps): Promise<Promise<Float32Array>[]> => {
    data.check();
    const { batch } = run;
    const wrong = run.indices.find((index) => index >= data.train.count);
    if (wrong !== undefined)
      throw new RangeError(`Expected a sample below ${data.train.count}, got ${wrong}.`);
    const plain = isIdentity(run.coefficients, networks, basis.length);
    if (program === null || program.capacity < batch || program.plain !== plain) {
      program?.region.release();
      program = null;
      program = await build(batch, plain);
    }
    const perStep = { indices: networks * batch, coefficients: networks * basis.length };
    const count = run.indices.length / perStep.indices;
    const blocks: Promise<Float32Array>[] = [];
    for (let n = 0; n < count; n += STEPS) {
      const to = Math.min(n + STEPS, count);
      const block = {
        batch,
        indices: run.indices.slice(n * perStep.indices, to * perStep.indices),
        coefficients: run.coefficients.slice(n * perStep.coefficients, to * perStep.coefficients),
      };
      blocks.push(submit(block, program));
    }
    return blocks;
  };

  /** After all that was submitted so far: reads points of one buffer. */
  const read = async (buffer: GPUBuffer, rows: readonly number[]) => {
    await submitted;
    return Promise.all(rows.map((row) => readback.floats(buffer, size, row * size)));
  };

  return {
    inFlight: 2,
    async run(run) {
      const queued = submitted.then(() => enqueue(run));
      submitted = queued.catch(() => undefined);
      const sums = await Promise.all(await queued);
      return Float32Array.from(
        sums.flatMap((block) => evens(block)),
        (sum) => sum / run.batch,
      );
    },
    async weights() {
      const moved = await read(points, movers);
      return fixed.map((weights, k) => weights?.slice() ?? moved[movers.indexOf(k)]!);
    },
    async state() {
      const rows = movers.map((_, f) => f);
      return {
        first: await read(first, rows),
        second: second === null ? [] : await read(second, rows),
        step: taken,
      };
    },
    dispose() {
      program?.region.release();
      region.release();
      steps.release();
      readback.release();
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

const evens = (values: Float32Array) => Array.from(values.filter((_, i) => i % 2 === 0));
