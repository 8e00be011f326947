/** Chooses the engine: WebGPU on a real GPU, else WebAssembly; one that fails its self-check is passed over. */
import type { Engine } from '../engine/engine';
import { selfCheck } from '../engine/selfCheck';
import { loadWasmEngine } from '../engine/wasm/load';
import type { StartEngine } from './handlers';

/** Why an engine is passed over, in words for the page. */
class Rejected extends Error {}

/** Opens WebGPU; a software adapter is right but slow, and taken only when asked for. */
async function openWebgpu(asked: boolean): Promise<Engine> {
  const { openDevice, probeAdapter } = await import('../engine/webgpu/device');
  const probe = await probeAdapter();
  if (probe === null) throw new Rejected('WebGPU: this browser offers no adapter on this machine.');
  if (probe.software && !asked)
    throw new Rejected(
      `WebGPU: only a software adapter (${probe.name}), which is slower than WebAssembly.`,
    );
  // TensorFlow.js is fetched by those who use it.
  const { createTfjsWebgpuEngine } = await import('../engine/tfjs/webgpu');
  return checked(await createTfjsWebgpuEngine(await openDevice(probe)), 'WebGPU');
}

async function openWasm(): Promise<Engine> {
  return checked(await loadWasmEngine(), 'WebAssembly');
}

/** An engine proves itself before it is used (DESIGN.md, "Engines"). */
async function checked(engine: Engine, name: string): Promise<Engine> {
  try {
    await selfCheck(engine);
    return engine;
  } catch (error) {
    engine.dispose();
    throw new Rejected(`${name}: its self-check failed: ${wordsOf(error)}`);
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export const startEngine: StartEngine = async (choice) => {
  const rejected: string[] = [];
  if (choice !== 'wasm')
    try {
      return { engine: await openWebgpu(choice === 'webgpu'), rejected };
    } catch (error) {
      rejected.push(error instanceof Rejected ? error.message : `WebGPU: ${wordsOf(error)}`);
    }
  try {
    return { engine: await openWasm(), rejected };
  } catch (error) {
    rejected.push(error instanceof Rejected ? error.message : `WebAssembly: ${wordsOf(error)}`);
  }
  throw new Error(`No engine runs here. ${rejected.join(' ')}`);
};
