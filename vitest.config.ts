import { defineConfig } from 'vitest/config';
import { findGpu } from './scripts/gpu.mjs';

// The processes of the tests inherit it.
Object.assign(process.env, findGpu().env);

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/gpu/**'],
    testTimeout: 60_000,
    pool: 'forks',
    // All processors: by default one is left idle, which on two is half.
    maxWorkers: '100%',
    execArgv: ['--experimental-wasm-relaxed-simd'],
    // The deep imports of tfjs' WebGPU backend are modules without the file endings that Node asks for; with one
    // part of tfjs bundled, all of it must be, or there would be two.
    server: { deps: { inline: [/@tensorflow/] } },
  },
});
