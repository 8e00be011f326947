// Compiles the AssemblyScript kernels twice, with relaxed SIMD (fused multiply-add) and with plain SIMD, where the
// sources or the compiler are newer than what is there: what runs from them may be running.
import { mkdirSync, readdirSync, statSync } from 'node:fs';

const folder = 'src/engine/wasm/assembly';
const TARGETS = [
  ['relaxed', ['--enable', 'simd', '--enable', 'relaxed-simd']],
  ['plain', ['--enable', 'simd']],
];
const fileOf = (name) => `${folder}/build/${name}.wasm`;

const timeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `${folder}/${name}`);
const newest = Math.max(...[...sources, 'scripts/kernels.mjs', 'package-lock.json'].map(timeOf));
const stale = TARGETS.filter(([name]) => timeOf(fileOf(name)) < newest);

mkdirSync(`${folder}/build`, { recursive: true });
for (const [name, features] of stale) {
  const { default: asc } = await import('assemblyscript/asc');
  const { error, stderr } = await asc.main([
    `${folder}/kernels.ts`,
    ...['--outFile', fileOf(name)],
    ...['-O3', '--noAssert', '--runtime', 'stub', '--initialMemory', '1'],
    ...features,
  ]);
  if (error !== null) {
    console.error(stderr.toString());
    throw error;
  }
}
