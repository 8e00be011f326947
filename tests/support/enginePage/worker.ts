/** An engine in a dedicated worker, as in the application; the worker's name says which. */
import type { Dataset, Samples } from '../../../src/data/dataset';
import type { Engine } from '../../../src/engine/engine';
import { selfCheck } from '../../../src/engine/selfCheck';
import { loadWasmEngine } from '../../../src/engine/wasm/loadEngine';
import { openDevice, probeAdapter } from '../../../src/engine/webgpu/device';
import { createWebgpuEngine } from '../../../src/engine/webgpu/engine';
import { deviations, PARITY_CASES } from '../parity';
import type { CaseAnswer, CaseOptions, Questions } from './questions';

async function openGpu() {
  const probe = await probeAdapter();
  if (probe === null) throw new Error('Expected a WebGPU adapter, got none.');
  return openDevice(probe);
}

const engine: Promise<Engine> =
  self.name === 'wasm' ? loadWasmEngine() : openGpu().then(createWebgpuEngine);

const answers: {
  [Q in keyof Questions]: (options: Questions[Q]['options']) => Promise<Questions[Q]['answer']>;
} = {
  info: async () => (await engine).info,
  selfCheck: async () =>
    selfCheck(await engine).then(
      () => null,
      (error: unknown) => String(error),
    ),
  parity: async (index) => deviations(await engine, PARITY_CASES[index]!, 'half'),
  golden: async (options) => golden(await engine, options),
  async end() {
    const { dispose, lost } = await engine;
    let reason: string | null = null;
    void lost.then((why) => (reason = why));
    dispose();
    // A device that is destroyed says so later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return reason;
  },
  async lose() {
    const opened = await openGpu();
    const { lost } = createWebgpuEngine(opened);
    opened.device.destroy();
    return lost;
  },
};

addEventListener(
  'message',
  ({ data }: MessageEvent<{ question: keyof Questions; options: never }>) => {
    answers[data.question](data.options).then(
      (answer) => postMessage({ answer }),
      (error: unknown) => postMessage({ error: String(error) }),
    );
  },
);

async function golden(engine: Engine, options: CaseOptions): Promise<CaseAnswer> {
  const { architecture, loss, optimizer, steps, batch } = options;
  const weights = async (which: string) => new Float32Array(await file(`${options.name}-${which}`));
  const loaded = await engine.load(await dataset(options));
  const indices = Uint32Array.from({ length: steps * batch }, (_, i) => i);
  const { loss: losses, gradients } = await loaded.gradient({
    architecture,
    loss,
    combinations: { basis: [await weights('a')], coefficients: Float64Array.of(1) },
    split: 'train',
    indices: indices.slice(0, batch),
  });
  const init = await weights('init');
  const trainer = await loaded.trainer({
    architecture,
    loss,
    optimizer,
    basis: [init],
    free: [true],
    networks: 1,
  });
  const stepLosses = await trainer.run({
    indices,
    batch,
    coefficients: new Float64Array(steps).fill(1),
  });
  trainer.dispose();
  const evaluator = await loaded.evaluator({
    architecture,
    loss,
    basis: await Promise.all(options.basis.map(weights)),
    split: 'test',
    samples: options.testSamples,
  });
  const evaluation = await evaluator.evaluate(Float64Array.from(options.coefficients));
  evaluator.dispose();
  return {
    gradientLoss: losses[0]!,
    gradient: Array.from(gradients[0]!),
    stepLosses: Array.from(stepLosses),
    loss: Array.from(evaluation.loss),
    accuracy: Array.from(evaluation.accuracy),
  };
}

async function dataset(options: CaseOptions): Promise<Dataset> {
  const { name, trainSamples, testSamples, normalization } = options;
  const samples = async (split: string, count: number): Promise<Samples> => ({
    count,
    images: new Uint8Array(await file(`${split}-images`)),
    labels: new Uint8Array(await file(`${split}-labels`)),
  });
  return {
    id: 'golden',
    pixels: 784,
    classes: 10,
    normalization: [normalization],
    train: await samples(`${name}-train`, trainSamples),
    test: await samples('test', testSamples),
  };
}

async function file(name: string): Promise<ArrayBuffer> {
  // From the worker's script in assets/ to the files beside the page.
  return (await fetch(new URL(`../data/${name}.bin`, location.href))).arrayBuffer();
}
