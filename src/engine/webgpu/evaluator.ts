import type { Evaluation, Evaluator, EvaluatorOptions } from '../engine';
import { placeBasis } from './basis';
import { chunkBlocks, networksOfGroup } from './chunks';
import type { LoadedData } from './data';
import type { Gpu } from './gpu';
import { createGroup, type Group } from './group';
import { encode, type Dispatch } from './program';
import { createReadback } from './readback';
import { createSteps } from './step';

/** Many networks on the same images, in groups that are computed as a stack; one read-back a group. */
export async function createEvaluator(
  gpu: Gpu,
  data: LoadedData,
  options: EvaluatorOptions,
): Promise<Evaluator> {
  const { architecture, samples, split } = options;
  const basis = await placeBasis(gpu, data, options);
  const { points, images, chunks, products } = basis;
  const steps = createSteps(gpu);
  const readback = createReadback(gpu.device);
  const blocks = chunkBlocks(samples, images, products?.held === true ? products.units : 0);
  /** Groups by their size. */
  const groups = new Map<number, Promise<Group>>();

  /** Submits dispatches for every chunk, after some for all of them. */
  const submit = (chunk: readonly Dispatch[], prepare: readonly Dispatch[] = []) =>
    blocks.forEach((block, b) => {
      steps.write(block);
      const encoder = gpu.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      if (b === 0) encode(pass, prepare, steps, 0);
      block.forEach((_, n) => encode(pass, chunk, steps, n));
      pass.end();
      gpu.device.queue.submit([encoder.finish()]);
    });

  const groupFor = (wanted: number): Promise<Group> => {
    const networks = networksOfGroup(architecture, images, wanted);
    const known = groups.get(networks);
    if (known !== undefined) return known;
    const group = createGroup(gpu, options, data[split], basis, networks);
    groups.set(networks, group);
    return group;
  };

  /** Sums of losses and right answers, `[network, 2]`, of up to a group's networks. */
  const evaluateGroup = async (group: Group, coefficients: Float64Array) => {
    const padded = new Float32Array(group.networks * points);
    padded.set(coefficients);
    gpu.device.queue.writeBuffer(group.coefficients, 0, padded);
    submit(group.chunk, group.prepare);
    const all = await readback.floats(group.sums, 2 * chunks * group.networks);
    const sums = new Float64Array(2 * group.networks);
    all.forEach((value, i) => (sums[i % sums.length]! += value));
    return sums;
  };

  if (basis.once.length > 0) submit(basis.once);

  return {
    inFlight: 2,
    async evaluate(coefficients): Promise<Evaluation> {
      data.check();
      const count = coefficients.length / points;
      const group = await groupFor(count);
      const parts: Promise<Float64Array>[] = [];
      for (let m = 0; m < count; m += group.networks) {
        const end = Math.min(count, m + group.networks);
        parts.push(evaluateGroup(group, coefficients.subarray(m * points, end * points)));
      }
      const sums = (await Promise.all(parts)).flatMap((part) => Array.from(part));
      return {
        loss: Float64Array.from({ length: count }, (_, m) => sums[2 * m]! / samples),
        accuracy: Float64Array.from({ length: count }, (_, m) => sums[2 * m + 1]! / samples),
      };
    },
    dispose() {
      basis.release();
      steps.release();
      readback.release();
      for (const group of groups.values())
        group.then(
          ({ release }) => release(),
          () => undefined,
        );
    },
  };
}
