/** How images become inputs: each channel by its own table of levels. */
import { beforeAll, describe, expect, it } from 'vitest';
import { inputLevels } from '../../../src/data/dataset';
import { createArena, type Arena } from '../../../src/engine/wasm/arena';
import { loadData, type LoadedData } from '../../../src/engine/wasm/data';
import { instantiate, type Kernels } from '../../../src/engine/wasm/kernels';
import { patterns } from '../../support/patterns';
import { WASM_BINARIES, wasmModule } from '../../support/wasm';

describe.each(WASM_BINARIES)('%s', (binary) => {
  let kernels: Kernels;
  let arena: Arena;
  beforeAll(async () => {
    kernels = await instantiate(await wasmModule(binary));
    arena = createArena(kernels.memory);
  });

  describe.each([
    [1, 2],
    [1, 3],
    [2, 4],
    [3, 5],
    [3, 6],
  ])('%i channels of side %i', (channels, side) => {
    const plane = side * side;
    const pixels = channels * plane;
    const dataset = patterns({ pixels, channels, train: 13 });
    const levels = inputLevels(dataset.normalization);
    const inputsOf = (s: number) =>
      Float32Array.from(
        dataset.train.images.subarray(s * pixels, (s + 1) * pixels),
        (level, i) => levels[256 * Math.floor(i / plane) + level]!,
      );
    let data: LoadedData;
    beforeAll(() => {
      data = loadData({ kernels, arena }, dataset);
    });

    it('rows of any samples', () => {
      const indices = [12, 0, 7];
      const list = arena.allocate(12);
      arena.words(list, 3).set(indices);
      const ld = 4 * (pixels + 5);
      const x = arena.allocate(3 * ld);
      kernels.gather(data.train.images, channels, plane, list, 3, data.levels, x, ld);
      indices.forEach((s, row) =>
        expect(arena.floats(x + row * ld, pixels + 1)).toEqual(Float32Array.of(...inputsOf(s), 1)),
      );
    });

    it('panels of consecutive samples, the last one again where there are no more', () => {
      const stride = 32 * (pixels + 2);
      const x = arena.allocate(2 * stride);
      kernels.inputPanels(data.train.images, channels, plane, 13, data.levels, x, stride);
      for (let s = 0; s < 16; s++) {
        const panel = arena.floats(x + (s >> 3) * stride, 8 * (pixels + 1));
        const got = Float32Array.from({ length: pixels + 1 }, (_, i) => panel[8 * i + (s & 7)]!);
        expect(got).toEqual(Float32Array.of(...inputsOf(Math.min(s, 12)), 1));
      }
    });
  });
});
