// Benchmarks on WebGPU in Node, on this machine's GPU or else the software adapter, beside tfjs on the same adapter
// and PyTorch on the same GPU where a python3 has torch with CUDA. `--all`: also the slow parts on a software adapter.
import { spawnSync } from 'node:child_process';
import { findGpu, installDawn } from './gpu.mjs';

installDawn();
const { env, missing } = findGpu();
if (missing !== null) {
  console.error(`No WebGPU in Node: ${missing}.`);
  process.exit(1);
}
// The environment has to be there before the process starts.
const { status } = spawnSync('node', ['tests/bench/runGpu.mjs', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...env },
});
process.exit(status ?? 1);
