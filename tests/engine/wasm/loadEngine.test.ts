import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { hasRelaxedSimd, loadWasmEngine } from '../../../src/engine/wasm/loadEngine';
import { wasmModule } from '../../support/wasm';

const root = new URL('../../../', import.meta.url);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('knows whether the binary with relaxed SIMD will be taken', async () => {
  const taken = await wasmModule('relaxed').then(
    () => true,
    () => false,
  );
  expect(hasRelaxedSimd()).toBe(taken);
});

it.each([
  [true, 'WebAssembly SIMD, relaxed'],
  [false, 'WebAssembly SIMD'],
])('loads the binary for relaxed SIMD %s', async (relaxed, name) => {
  vi.stubGlobal('fetch', (address: string) =>
    // No MIME type: plain file servers may not know WebAssembly's.
    Promise.resolve(new Response(new Uint8Array(readFileSync(new URL(`.${address}`, root))))),
  );
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(relaxed);
  const engine = await loadWasmEngine();
  expect(engine.info).toEqual({ kind: 'wasm', name, software: false });
  engine.dispose();
});

it('says where the kernels were not found', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })));
  await expect(loadWasmEngine()).rejects.toThrow('got 404');
});
