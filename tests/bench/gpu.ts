/** Benchmarks of the engine on WebGPU, in Node, on whatever adapter is there. */
import { architectureName, type Architecture } from '../../src/model/architecture';
import { createTfjsWebgpuEngine } from '../../src/engine/tfjs/webgpu';
import { createWebgpuEngine } from '../../src/engine/webgpu/engine';
import { anchorPlaces, frameThrough } from '../../src/science/planes/frame';
import { gridAround, gridCoefficients } from '../../src/science/planes/grid';
import { engineOn } from '../support/engineOn';
import { openGpu, probeGpu } from '../support/dawn';
import { fashionMnist } from '../support/golden';
import { BATCH, randomNetworks, seconds, timeSteps } from './gpuSteps';
import { runPaper } from './paper';

/** Milliseconds a step in PyTorch on the same GPU, by `NAME NETWORKS`; empty without it. */
export type Torch = Readonly<Record<string, { readonly eager: number; readonly graphs: number }>>;

const PERCEPTRON: Architecture = {
  kind: 'mlp',
  inputs: 784,
  hidden: [512, 512],
  outputs: 10,
  activation: 'relu',
};
const CONVOLUTIONS: Architecture = {
  kind: 'cnn',
  channels: 1,
  side: 28,
  layers: [32, 32, 'avg', 64, 64],
  outputs: 10,
  activation: 'relu',
};

const STEPS: [architecture: Architecture, networks: number][] = [
  [PERCEPTRON, 1],
  [PERCEPTRON, 2],
  [PERCEPTRON, 8],
  [CONVOLUTIONS, 1],
  [CONVOLUTIONS, 2],
];

const print = (name: string, text: string) => console.log(`${name.padEnd(52)}${text}`);
const ratio = (ours: number, theirs: number) =>
  `${theirs.toFixed(2)} ms (ours is ${(ours / theirs).toFixed(2)} of it)`;

/** @param all also what takes many minutes on a software adapter */
export async function bench(all: boolean, torch: Torch): Promise<void> {
  const probe = await probeGpu();
  if (probe === null) throw new Error('Expected a WebGPU adapter, got none.');
  const { software } = probe;
  console.log(`Adapter: ${probe.name}${software ? ' (software: emulated on the CPU)' : ''}\n`);
  const dataset = fashionMnist();

  console.log(`Training steps of a stack of M networks, AdamW, batch ${BATCH}`);
  const runs = software ? 3 : 5;
  const steps = software ? 2 : 100;
  for (const [architecture, networks] of STEPS) {
    // tfjs' own convolutions take minutes a step where the GPU is emulated.
    const beside = !software || all || architecture.kind === 'mlp';
    const contenders = [
      { create: createWebgpuEngine, steps },
      ...(beside ? [{ create: createTfjsWebgpuEngine, steps: software ? 1 : steps }] : []),
    ];
    const [ours, theirs] = await timeSteps(contenders, dataset, architecture, networks, runs);
    if (ours === undefined) throw new Error('internal: nothing was timed');
    const pytorch = torch[`${architectureName(architecture)} ${networks}`];
    const ms = ours.milliseconds;
    print(
      `  ${architectureName(architecture)}, M = ${networks}`,
      [
        `${ours.dispatches} dispatches, ${ms.toFixed(2)} ms`,
        ...(theirs === undefined
          ? []
          : [`tfjs ${theirs.dispatches} dispatches, ${ratio(ms, theirs.milliseconds)}`]),
        ...(pytorch === undefined
          ? []
          : [
              `PyTorch eager ${ratio(ms, pytorch.eager)}`,
              `CUDA graphs ${ratio(ms, pytorch.graphs)}`,
            ]),
      ].join('; '),
    );
  }
  console.log('');

  const engine = await engineOn(createWebgpuEngine(await openGpu()), dataset);
  try {
    const [a, b, c] = randomNetworks(PERCEPTRON, 3);
    const frame = frameThrough(a!, b!, c!);
    const [grid, samples] = software ? [7, 1000] : [51, 10_000];
    const evaluator = await engine.evaluator({
      architecture: PERCEPTRON,
      loss: 'cross-entropy',
      basis: frame.anchors,
      split: 'test',
      samples,
    });
    const cells = Uint32Array.from({ length: grid ** 2 }, (_, i) => i);
    const table = gridCoefficients(frame, gridAround(anchorPlaces(frame), grid), cells);
    await evaluator.evaluate(table.slice(0, 3 * grid));
    const plane = await seconds(() => evaluator.evaluate(table));
    evaluator.dispose();
    const fewer = software ? ' (fewer, on a software adapter)' : '';
    print(
      `Plane of ${grid} x ${grid}, ${samples} inputs${fewer}`,
      `${(grid ** 2 / plane).toFixed(1)} points a second`,
    );

    const images = software ? 1000 : 10_000;
    const similarity = () =>
      engine.moments({ architecture: PERCEPTRON, a: a!, b: b!, samples: images, stage: 'after' });
    await similarity();
    print(
      `Similarity of 512 x 512 units, ${images} images${fewer}`,
      `${(1000 * (await seconds(similarity))).toFixed(1)} ms for both layers`,
    );

    if (software && !all) {
      console.log('\nThe experiment "Paper" is left out on a software adapter: run with --all.');
      return;
    }
    console.log('\nThe experiment "Paper"');
    let total = 0;
    await runPaper(engine, dataset, (part, took) => {
      total += took;
      print(`  ${part}`, `${took.toFixed(1)} s`);
    });
    print('  all', `${total.toFixed(1)} s`);
  } finally {
    engine.dispose();
  }
}
