// Compiles the AssemblyScript kernels twice: with relaxed SIMD (fused multiply-add) and with plain SIMD.
import { mkdirSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const folder = 'src/engine/wasm/assembly';
mkdirSync(`${folder}/build`, { recursive: true });
for (const [name, features] of [
  ['relaxed', ['--enable', 'simd', '--enable', 'relaxed-simd']],
  ['plain', ['--enable', 'simd']],
]) {
  const { error, stderr } = await asc.main([
    `${folder}/kernels.ts`,
    ...['--outFile', `${folder}/build/${name}.wasm`],
    ...['-O3', '--noAssert', '--runtime', 'stub', '--initialMemory', '1'],
    ...features,
  ]);
  if (error !== null) {
    console.error(stderr.toString());
    throw error;
  }
}
