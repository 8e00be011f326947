/**
 * Chooses the engine: our own shaders on a real GPU, TensorFlow.js where the GPU does not take them, else WebAssembly.
 * An engine proves itself before it is used (docs/design.md, "Engines").
 */
import type { Engine } from '../engine/engine';
import { selfCheck } from '../engine/selfCheck';
import { loadWasmEngine } from '../engine/wasm/loadEngine';
import { openDevice, probeAdapter, type OpenDevice } from '../engine/webgpu/device';
import type { StartEngine } from './handlers';

/** An engine on an open device, which it closes. What an engine needs is fetched by those who use it. */
type OnDevice = (opened: OpenDevice) => Promise<Engine>;

const ownShaders: OnDevice = async (opened) =>
  (await import('../engine/webgpu/engine')).createWebgpuEngine(opened);

const tensorFlow: OnDevice = async (opened) =>
  (await import('../engine/tfjs/webgpu')).createTfjsWebgpuEngine(opened);

/** Why an engine cannot be had, in words for the page. */
class Unavailable extends Error {}

/** @param asked a software adapter is right but slow, and taken only when asked for */
async function openGpu(asked: boolean, on: OnDevice): Promise<Engine> {
  const probe = await probeAdapter();
  if (probe === null) throw new Unavailable('this browser offers no adapter on this machine.');
  if (probe.software && !asked)
    throw new Unavailable(
      `only a software adapter (${probe.name}), which is slower than WebAssembly.`,
    );
  const opened = await openDevice(probe);
  try {
    return await on(opened);
  } catch (error) {
    opened.close();
    throw error;
  }
}

/** @throws what the self-check found */
async function checked(engine: Engine): Promise<Engine> {
  try {
    await selfCheck(engine);
    return engine;
  } catch (error) {
    engine.dispose();
    throw new Error(`its self-check failed: ${wordsOf(error)}`, { cause: error });
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export const startEngine: StartEngine = async (choice) => {
  const asked = choice === 'webgpu';
  const engines: [name: string, open: () => Promise<Engine>][] = [
    ['WebGPU', () => openGpu(asked, ownShaders)],
    ['WebGPU through TensorFlow.js', () => openGpu(asked, tensorFlow)],
    ['WebAssembly', loadWasmEngine],
  ];
  const rejected: string[] = [];
  let unavailable = choice === 'wasm';
  for (const [name, open] of engines) {
    if (unavailable && name !== 'WebAssembly') continue;
    try {
      return { engine: await checked(await open()), rejected };
    } catch (error) {
      rejected.push(`${name}: ${wordsOf(error)}`);
      unavailable = error instanceof Unavailable;
    }
  }
  throw new Error(`No engine runs here. ${rejected.join(' ')}`);
};
