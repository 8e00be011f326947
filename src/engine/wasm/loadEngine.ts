/** Fetches the kernels in a browser, and picks the faster binary that it takes. */
import type { Engine } from '../engine';
import plain from './assembly/build/plain.wasm?url';
import relaxed from './assembly/build/relaxed.wasm?url';
import { createWasmEngine } from './engine';

/** A module of one function that uses `f32x4.relaxed_madd`; a browser without it refuses the whole module. */
// prettier-ignore
const RELAXED_PROBE = Uint8Array.of(
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic, version
  0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, // type: () -> v128
  0x03, 0x02, 0x01, 0x00, // function of that type
  0x0a, 0x13, 0x01, 0x11, 0x00, // its code, 17 bytes without locals
  0x41, 0x00, 0xfd, 0x11, // i32x4.splat(0), three times
  0x41, 0x00, 0xfd, 0x11,
  0x41, 0x00, 0xfd, 0x11,
  0xfd, 0x85, 0x02, // f32x4.relaxed_madd
  0x0b, // end
);

/** Whether this JavaScript engine takes relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(RELAXED_PROBE);
}

/** The engine for this browser; fails where there is no WebAssembly SIMD at all. */
export async function loadWasmEngine(): Promise<Engine> {
  const isRelaxed = hasRelaxedSimd();
  const response = await fetch(isRelaxed ? relaxed : plain);
  if (!response.ok)
    throw new Error(`Expected the WebAssembly kernels at ${response.url}, got ${response.status}.`);
  // Not compileStreaming: it wants the MIME type application/wasm, which plain file servers may not send.
  return createWasmEngine(await WebAssembly.compile(await response.arrayBuffer()), isRelaxed);
}
