/** exp, log and tanh through the kernels that use them, and what diverged networks come to. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createArena, type Arena } from '../../../src/engine/wasm/arena';
import { ACTIVATIONS, instantiate, type Kernels } from '../../../src/engine/wasm/kernels';
import { lossOf } from '../../support/oracle';
import { WASM_BINARIES, wasmModule } from '../../support/wasm';

describe.each(WASM_BINARIES)('%s', (binary) => {
  let kernels: Kernels;
  let arena: Arena;
  beforeAll(async () => {
    kernels = await instantiate(await wasmModule(binary));
    arena = createArena(kernels.memory);
  });

  /** Loss, right answers and deltas of samples with these logits, all in one call. */
  function lossesOf(
    loss: 'crossEntropy' | 'squaredError',
    samples: readonly (readonly number[])[],
    label: number,
    scale: number,
  ) {
    const classes = samples[0]!.length;
    const panels = Math.ceil(samples.length / 8);
    const logits = arena.allocate(panels * classes * 32);
    const at = (s: number, c: number) =>
      arena.floats(logits + (s >> 3) * classes * 32 + 32 * c + 4 * (s & 7), 1);
    for (let s = 0; s < 8 * panels; s++)
      for (let c = 0; c < classes; c++) at(s, c)[0] = samples[s]?.[c] ?? NaN;
    const labels = arena.allocate(8 * panels);
    arena.bytes(labels, 8 * panels).fill(label);
    const result = arena.allocate(16);
    arena.doubles(result, 2).fill(0);
    kernels[loss](logits, 32 * classes, classes, labels, samples.length, scale, result);
    const [total, right] = arena.doubles(result, 2);
    const slopes = samples.map((z, s) => z.map((_, c) => at(s, c)[0]!));
    for (const address of [logits, labels, result]) arena.free(address);
    return { total: total!, right: right!, slopes };
  }

  it('exp is right to 2e-7 of its value', () => {
    // The second probability is e^-t / (1 + e^-t).
    for (let t = 0; t < 80; t += 0.0137) {
      const z = [0, -Math.fround(t)];
      const { slopes } = lossesOf('crossEntropy', [z], 0, 1);
      const exact = Math.exp(z[1]!) / (1 + Math.exp(z[1]!));
      expect(Math.abs(slopes[0]![1]! / exact - 1)).toBeLessThan(3e-7);
    }
  });

  it('log is right to 1e-7 of its value or of 1', () => {
    for (let classes = 2; classes < 400; classes += 7) {
      const { total } = lossesOf('crossEntropy', [new Array<number>(classes).fill(3)], 0, 0);
      expect(Math.abs(total / Math.log(classes) - 1)).toBeLessThan(1.5e-7);
    }
    for (let t = -20; t < 20; t += 0.0317) {
      const z = Float64Array.of(0, Math.fround(t));
      const { total } = lossesOf('crossEntropy', [Array.from(z)], 0, 0);
      const { value } = lossOf('cross-entropy', z, 0);
      expect(Math.abs(total - value)).toBeLessThan(1.5e-7 * Math.max(1, value));
    }
  });

  it('tanh is right to 4e-7 of its value', () => {
    const inputs = Float32Array.from({ length: 4000 }, (_, i) => (i - 2000) * 0.0061 + 1e-4);
    const rows = arena.allocate(4 * inputs.length);
    arena.floats(rows, inputs.length).set(inputs);
    kernels.activateRows(rows, 0, 1, inputs.length, ACTIVATIONS.tanh);
    const got = arena.floats(rows, inputs.length);
    inputs.forEach((x, i) => expect(Math.abs(got[i]! / Math.tanh(x) - 1)).toBeLessThan(4e-7));
  });

  it.each(['crossEntropy', 'squaredError'] as const)('%s of any number of samples', (loss) => {
    for (let count = 1; count <= 17; count++) {
      const samples = Array.from({ length: count }, (_, s) =>
        [0.5, -1, 2, 0.25].map((z, c) => Math.fround(z * Math.cos(s * (c + 1)))),
      );
      const got = lossesOf(loss, samples, 2, 0.25);
      const name = loss === 'squaredError' ? 'mse' : 'cross-entropy';
      const exact = samples.map((z) => lossOf(name, Float64Array.from(z), 2));
      expect(got.total).toBeCloseTo(
        exact.reduce((sum, { value }) => sum + value, 0),
        5,
      );
      expect(got.right).toBe(samples.filter((z) => z.indexOf(Math.max(...z)) === 2).length);
      got.slopes.forEach((slope, s) =>
        slope.forEach((d, c) => expect(d).toBeCloseTo(0.25 * exact[s]!.slope[c]!, 6)),
      );
    }
  });

  it('answers the first of equal logits', () => {
    expect(lossesOf('crossEntropy', [[1, 2, 2]], 1, 0).right).toBe(1);
    expect(lossesOf('crossEntropy', [[1, 2, 2]], 2, 0).right).toBe(0);
    expect(lossesOf('squaredError', [[2, 2, 2]], 0, 0).right).toBe(1);
  });

  it.each([
    [NaN, 0, 0],
    [0, 0, NaN],
    [Infinity, 0, 0],
    [0, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ])('has no finite cross-entropy for logits %d, %d, %d', (...z) => {
    expect(Number.isFinite(lossesOf('crossEntropy', [z], 0, 0).total)).toBe(false);
  });

  it('has a finite loss for logits that are far apart', () => {
    expect(lossesOf('crossEntropy', [[1e30, -1e30, 0]], 0, 0).total).toBe(0);
    expect(lossesOf('crossEntropy', [[200, 0, -500]], 1, 0).total).toBeCloseTo(200, 4);
  });
});
