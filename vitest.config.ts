import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { findGpu } from './scripts/gpu.mjs';

// The processes of the tests inherit it.
Object.assign(process.env, findGpu().env);

/** Files that take a minute or so. */
const LONG = /tests\/(engine\/parity|golden\/|cli\/golden)/;

/** Begins with the long files, so that none is left to one processor at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/gpu/**'],
    // Many times what a test takes, as other programs may keep the processors busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
    // All processors: by default one is left idle, which on two is half.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    execArgv: ['--experimental-wasm-relaxed-simd'],
    // The deep imports of tfjs' WebGPU backend are modules without the file endings that Node asks for; with one
    // part of tfjs bundled, all of it must be, or there would be two.
    server: { deps: { inline: [/@tensorflow/] } },
  },
});
