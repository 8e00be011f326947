/** The WebAssembly engine in Node, from the binaries of `npm run kernels`. */
import { readFileSync } from 'node:fs';
import type { Engine } from '../../src/engine/engine';
import { createWasmEngine } from '../../src/engine/wasm/engine';

export const WASM_BINARIES = ['relaxed', 'plain'] as const;
export type WasmBinary = (typeof WASM_BINARIES)[number];

/** Compiles one binary; `relaxed` needs Node's `--experimental-wasm-relaxed-simd`. */
export function wasmModule(binary: WasmBinary): Promise<WebAssembly.Module> {
  const file = new URL(`../../src/engine/wasm/assembly/build/${binary}.wasm`, import.meta.url);
  return WebAssembly.compile(new Uint8Array(readFileSync(file)));
}

export async function createNodeWasmEngine(binary: WasmBinary): Promise<Engine> {
  return createWasmEngine(await wasmModule(binary), binary === 'relaxed');
}
