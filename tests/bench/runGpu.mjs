// Runs gpu.ts in Node, through Vite; started by scripts/bench-gpu.mjs.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

// tfjs asks for it where it finds itself in Node.
globalThis.require = createRequire(import.meta.url);

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });

/** Figures of PyTorch, or none. */
function torch() {
  const check = 'import torch, sys; sys.exit(not torch.cuda.is_available())';
  if (spawnSync('python3', ['-c', check]).status !== 0) {
    console.log('No PyTorch beside it: that needs python3 with torch and CUDA.');
    return {};
  }
  const { stdout, stderr, status } = spawnSync('python3', ['tests/bench/torch_gpu.py'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`PyTorch failed: ${stderr}`);
  return JSON.parse(stdout);
}

const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'warn',
  server: { middlewareMode: true, watch: null },
  optimizeDeps: { noDiscovery: true },
  // The deep imports of tfjs' WebGPU backend are modules without the file endings that Node asks for.
  ssr: { noExternal: [/@tensorflow/] },
});
try {
  const { bench } = await server.ssrLoadModule('/tests/bench/gpu.ts');
  await bench(values.all, torch());
} finally {
  await server.close();
}
