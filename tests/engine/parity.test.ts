import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine';
import { gpuMissing } from '../support/dawn';
import { createTfjsOnGpu, ENGINES } from '../support/engines';
import { thorough } from '../support/thorough';
import { deviations, PARITY_CASES, type Extent, type ParityCase } from '../support/parity';

/** Milliseconds: a software adapter on a busy machine. */
const SLOW = 900_000;

function holdToOracle(
  create: () => Promise<Engine>,
  cases: readonly ParityCase[],
  extentOn: (engine: Engine) => Extent,
) {
  let engine: Engine;
  beforeAll(async () => {
    engine = await create();
  });
  afterAll(() => engine.dispose());

  it.each(cases)(
    'agrees with the oracle on $name',
    async (test) => {
      const found = await deviations(engine, test, extentOn(engine));
      expect(found.filter(({ error, allowed }) => !(error <= allowed))).toEqual([]);
    },
    SLOW,
  );
}

describe.each(ENGINES)('%s', (_, create) =>
  holdToOracle(create, PARITY_CASES, ({ info }) =>
    (info.kind === 'webgpu' && info.software) || (info.kind === 'cpu' && !thorough)
      ? 'half'
      : 'all',
  ),
);

// tfjs compiles shaders for every shape, one by one: a convolutional network; in JavaScript it is held to all.
const FEW = PARITY_CASES.filter(({ name }) => name.startsWith('2-avg-3'));

describe.skipIf(gpuMissing)('tfjs on WebGPU', () =>
  holdToOracle(createTfjsOnGpu, FEW, () => 'once'),
);
