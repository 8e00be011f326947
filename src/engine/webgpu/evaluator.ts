import { affineLayers, architectureName } from '../../model/architecture';
import { layoutOf } from '../../model/layout';
import type { Evaluation, Evaluator, EvaluatorOptions } from '../engine';
import { chunkBlocks, imagesOfChunk, networksOfGroup } from './chunks';
import { gathering, type PlacedData } from './data';
import type { Gpu, Region } from './gpu';
import { forward } from './kernels/affine';
import { combination } from './kernels/combination';
import { lossKernel } from './kernels/loss';
import { forwardPass } from './network';
import { dispatch, encode, multiply, spread, type Dispatch } from './program';
import { createReadback } from './readback';
import { createSteps } from './step';

/** How a group of networks is computed. */
interface Program {
  readonly networks: number;
  /** Once: the group's own weights. */
  readonly prepare: readonly Dispatch[];
  /** For each chunk of images. */
  readonly chunk: readonly Dispatch[];
  readonly coefficients: GPUBuffer;
  /** `[chunk, network, 2]` */
  readonly sums: GPUBuffer;
  readonly region: Region;
}

/** Bytes of first-layer products that are held; beyond it they are made anew for each group. */
const HELD = 2 ** 28;

/**
 * Many networks on the same images: groups of networks as a stack, chunk by chunk of the images, one read-back a group.
 * A dense first layer is computed once for the basis, of whose products a network's pre-activations are a combination;
 * a first convolution is a small part of its network, and its products would be many times larger.
 */
export async function createEvaluator(
  gpu: Gpu,
  data: PlacedData,
  { architecture, loss, basis, split, samples }: EvaluatorOptions,
): Promise<Evaluator> {
  const { device } = gpu;
  const layout = layoutOf(architecture);
  const layers = affineLayers(architecture);
  const [first] = layers as [(typeof layers)[number]];
  const points = basis.length;
  const images = imagesOfChunk(architecture, samples);
  const chunks = Math.ceil(samples / images);
  const dense = first.kernel === 1;
  const units = first.outputs;
  const held = dense && 4 * points * chunks * images * units <= Math.min(HELD, gpu.largestBuffer);
  const blocks = chunkBlocks(samples, images, held ? units : 0);
  const what = `evaluating networks ${architectureName(architecture)} of ${layout.size.toLocaleString('en')} parameters`;
  const { labels, order } = data[split];
  const region = gpu.region();
  const steps = createSteps(gpu);
  const readback = createReadback(device);
  const programs = new Map<number, Promise<Program>>();

  const { weights, input, products } = await gpu.allocating(what, () => {
    const weights = region.allocate(4 * points * layout.size);
    basis.forEach((point, k) => device.queue.writeBuffer(weights, 4 * layout.size * k, point));
    return {
      weights,
      input: region.allocate(4 * images * data.pixels),
      products: dense ? region.allocate(4 * points * (held ? chunks : 1) * images * units) : null,
    };
  });
  /** Numbers from one point's products to the next. */
  const productStride = (held ? chunks : 1) * images * units;
  const reading = await gathering(gpu, data, data[split], { images, stack: 1 }, order, input);

  /** Makes the products of the images in `input` with every point. */
  const multiplying = (to: GPUBuffer) => {
    const product = forward({
      ...{ layer: first, images, stack: points, stride: layout.size },
      ...{ weight: 0, bias: layout.tensors[1]!.offset, activation: 'none', shared: true },
      outputStride: productStride,
    });
    return multiply(gpu, product, [input, weights, to]);
  };
  const making = products === null ? reading : [...reading, await multiplying(products)];
  if (held) submit(making);

  /** Encodes dispatches for every chunk, after some for all of them. */
  function submit(chunk: readonly Dispatch[], prepare: readonly Dispatch[] = []) {
    blocks.forEach((block, b) => {
      steps.write(block);
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      if (b === 0) encode(pass, prepare, steps, 0);
      block.forEach((_, n) => encode(pass, chunk, steps, n));
      pass.end();
      device.queue.submit([encoder.finish()]);
    });
  }

  /** Combines some numbers of the points: of all from `from` on, or of products. */
  const combining = (
    networks: number,
    [source, coefficients, to]: readonly [GPUBuffer, GPUBuffer, GPUBuffer],
    range: { readonly size: number; readonly stride: number; readonly from: number },
    activated: boolean,
  ) =>
    dispatch(
      gpu,
      combination({
        ...{ points, stack: networks, ...range },
        activation: activated ? architecture.activation : 'none',
      }),
      [source, coefficients, to],
      spread(networks * range.size),
    );

  const build = async (networks: number): Promise<Program> => {
    const own = gpu.region();
    const from = dense ? 1 : 0;
    const begin = layout.tensors[2 * from]?.offset ?? layout.size;
    const size = layout.size - begin;
    const made = await gpu.allocating(`${what}, ${networks} side by side`, () => {
      const coefficients = own.allocate(4 * networks * points);
      const sums = own.allocate(8 * chunks * networks);
      const parameters = own.allocate(4 * networks * size);
      const reads = dense ? own.allocate(4 * networks * images * units) : input;
      const pass = forwardPass(gpu, own, {
        ...{ architecture, networks, images, shared: !dense, parameters, input: reads, from },
      });
      return { coefficients, sums, parameters, reads, pass };
    });
    const { coefficients, sums, parameters, reads } = made;
    const pass = await made.pass;
    const prepare =
      size === 0
        ? []
        : [
            await combining(
              networks,
              [weights, coefficients, parameters],
              { size, stride: layout.size, from: begin },
              false,
            ),
          ];
    const chunk = [
      ...(held ? [] : making),
      ...(products === null
        ? []
        : [
            await combining(
              networks,
              [products, coefficients, reads],
              { size: images * units, stride: productStride, from: 0 },
              layers.length > 1,
            ),
          ]),
      ...pass.dispatches,
      await dispatch(
        gpu,
        lossKernel({
          ...{ loss, classes: architecture.outputs, images, stack: networks },
          ...{ shared: true, slope: false },
        }),
        [pass.values.at(-1)!, labels, order, sums],
        [networks],
      ),
    ];
    return { networks, prepare, chunk, coefficients, sums, region: own };
  };

  const programFor = (wanted: number): Promise<Program> => {
    const networks = networksOfGroup(architecture, images, wanted);
    const known = programs.get(networks);
    if (known !== undefined) return known;
    const program = build(networks);
    programs.set(networks, program);
    return program;
  };

  /** Submits a group; resolves with its loss and right answers, `[network, 2]` sums. */
  const evaluateGroup = async (program: Program, coefficients: Float64Array) => {
    const { networks } = program;
    const padded = new Float32Array(networks * points);
    padded.set(coefficients);
    device.queue.writeBuffer(program.coefficients, 0, padded);
    submit(program.chunk, program.prepare);
    const all = await readback.floats(program.sums, 2 * chunks * networks);
    const sums = new Float64Array(2 * networks);
    all.forEach((value, i) => (sums[i % sums.length]! += value));
    return sums;
  };

  return {
    inFlight: 2,
    async evaluate(coefficients): Promise<Evaluation> {
      data.check();
      const count = coefficients.length / points;
      const program = await programFor(count);
      const groups: Promise<Float64Array>[] = [];
      for (let m = 0; m < count; m += program.networks)
        groups.push(
          evaluateGroup(
            program,
            coefficients.subarray(m * points, Math.min(count, m + program.networks) * points),
          ),
        );
      const sums = (await Promise.all(groups)).flatMap((group) => Array.from(group));
      return {
        loss: Float64Array.from({ length: count }, (_, m) => sums[2 * m]! / samples),
        accuracy: Float64Array.from({ length: count }, (_, m) => sums[2 * m + 1]! / samples),
      };
    },
    dispose() {
      region.release();
      steps.release();
      readback.release();
      for (const program of programs.values())
        program.then(
          (made) => made.region.release(),
          () => undefined,
        );
    },
  };
}
