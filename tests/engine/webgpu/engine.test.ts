/** The shaders of WebGPU against the float64 oracle, on this machine's adapter or a software one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine';
import { createWebgpuEngine } from '../../../src/engine/webgpu/engine';
import { gpuMissing, openGpu } from '../../support/dawn';
import { deviations, PARITY_CASES } from '../../support/parity';

describe.skipIf(gpuMissing)('WebGPU', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = createWebgpuEngine(await openGpu());
  });
  afterAll(() => engine.dispose());

  it.each(PARITY_CASES.map((test) => [test.name, test] as const))(
    'agrees with the oracle on %s',
    async (_, test) => {
      const found = await deviations(engine, test);
      expect(found.filter(({ error, allowed }) => !(error <= allowed))).toEqual([]);
    },
  );
});
