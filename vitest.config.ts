import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    testTimeout: 60_000,
    pool: 'forks',
    execArgv: ['--experimental-wasm-relaxed-simd'],
  },
});
